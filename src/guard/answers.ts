import { type Diagnosis, HOPS, type Proof } from '../types/cause.js';
import { CAUSE_IDS, type CauseId, type PluginCauseId, type RivalId, TOPIC_IDS } from '../types/cause-id.js';
import type { Verdict } from '../types/check.js';
import type { Command, FixPlan, RehearsalPlan } from '../types/fix.js';
import type { Client, HttpProbe, ProbeRequest, VantageId } from '../types/probe.js';
import type { Args, Said } from '../types/text.js';
import { Misfit } from './plain.js';
import {
  accept,
  among,
  either,
  type Guard,
  listOf,
  matching,
  oneOf,
  optional,
  orNull,
  recordOf,
  shape,
  text,
  truth,
} from './shapes.js';

/** Ids of checks, causes and fixes, and codes of sentences: they are printed as they are. */
export const id = matching(/^[a-z0-9](?:[\w.-]{0,98}[a-z0-9])?$/iu);
const prefixed: Guard<PluginCauseId> = (value): value is PluginCauseId =>
  typeof value === 'string' && /^[a-z0-9][\w-]{0,48}\.[\w.-]{0,48}[a-z0-9]$/iu.test(value);
/** A cause of a plug-in has its prefix; what it finds or rules out may be a shipped one. */
export const causeId: Guard<CauseId> = either(among(CAUSE_IDS), prefixed);
const rivalId: Guard<RivalId> = either(causeId, among(TOPIC_IDS));
const code = matching(/^[\w.:-]{1,100}$/u);
const observation = matching(/^o\d{1,9}$/u);
const number: Guard<number> = (value) => typeof value === 'number';
const args: Guard<Args> = recordOf(orNull(either(either(text, truth), either(number, listOf(text)))));
const said: Guard<Said> = shape<Said>({ code, args });
const vantage: Guard<VantageId> = (value): value is VantageId =>
  typeof value === 'string' && /^(?:host|self|(?:container|rehearsal):.*)$/su.test(value);

type Skip = Extract<Verdict, { readonly status: 'skip' }>;
type Answer = Exclude<Verdict, { readonly status: 'skip' }>;
const verdict: Guard<Verdict> = either(
  shape<Skip>({
    status: oneOf<Skip['status']>({ skip: true }),
    code,
    args: optional(args),
    subject: optional(text),
    connection: optional(text),
  }),
  shape<Answer>({
    status: oneOf<Answer['status']>({ pass: true, warn: true, fail: true, unknown: true }),
    code,
    args: optional(args),
    subject: optional(text),
    connection: optional(text),
    vantage: optional(vantage),
    observations: optional(listOf(observation)),
  }),
);

const diagnosis: Guard<Diagnosis> = shape<Diagnosis>({
  cause: causeId,
  certainty: orNull(oneOf<NonNullable<Diagnosis['certainty']>>({ proven: true, likely: true, possible: true })),
  instance: orNull(text),
  explains: listOf(id),
  subjects: optional(listOf(text)),
  independent: optional(truth),
  failingHop: among(HOPS),
  message: said,
  proof: listOf(shape<Proof>({ observation: orNull(observation), says: said })),
  refuted: listOf(shape<Diagnosis['refuted'][number]>({ cause: rivalId, because: said })),
});

const command: Guard<Command> = shape<Command>({
  run: text,
  where: oneOf<Command['where']>({ host: true, 'ollama-host': true, container: true }),
  needsRoot: truth,
});
const client = oneOf<Client>({ direct: true, curl: true, aiohttp: true, httpx: true, requests: true });
const method = oneOf<HttpProbe['method']>({ GET: true, HEAD: true });
/** What every kind of probe needs; the rest is told by the probe itself, as an outcome. */
const needed: Readonly<Record<ProbeRequest['kind'], Guard<unknown>>> = {
  dns: shape({ host: text }),
  tcp: shape({ host: text, port: number }),
  tls: shape({ host: text, port: number, client }),
  http: shape({ url: text, method, client, expect: text }),
  listener: shape({ port: orNull(number) }),
  clock: shape({}),
};
const request: Guard<ProbeRequest> = (value, trail): value is ProbeRequest => {
  const kind: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'kind') : undefined;
  const known = Object.entries(needed).find(([name]) => name === kind);
  return known?.[1](value, trail) ?? false;
};
type Known = Extract<FixPlan['rehearsal'], { readonly result: string }>;
const plan: Guard<FixPlan> = shape<FixPlan>({
  id,
  title: said,
  commands: listOf(command),
  undo: listOf(command),
  steps: listOf(said),
  sideEffects: listOf(said),
  also: optional(listOf(shape<NonNullable<FixPlan['also']>[number]>({ says: said, command }))),
  rehearsal: either(
    shape<Known>({ result: oneOf<Known['result']>({ verified: true, 'not-possible': true }), detail: said }),
    shape<RehearsalPlan>({ image: text, networkMode: text, extraHosts: listOf(text), probe: request }),
  ),
});

/**
 * What a check returned, as rows.
 * @throws Misfit for what is no verdict; silence is none
 */
export function readVerdicts(returned: unknown): readonly Verdict[] {
  const verdicts = accept(Array.isArray(returned) ? returned : [returned], listOf(verdict), 'verdict');
  if (verdicts.length === 0) throw new Misfit('verdict[0]');
  return verdicts;
}

/**
 * What a cause's `diagnose` returned.
 * @throws Misfit
 */
export function readDiagnoses(returned: unknown): readonly Diagnosis[] {
  return accept(returned, listOf(diagnosis), 'diagnosis');
}

/**
 * What a cause's `prescribe` returned.
 * @throws Misfit
 */
export function readPlans(returned: unknown): readonly FixPlan[] {
  return accept(returned, listOf(plan), 'fix');
}

/**
 * What a check wants to be asked.
 * @throws Misfit for what is no probe
 */
export function readRequest(given: unknown): ProbeRequest {
  return accept(given, request, 'request');
}
