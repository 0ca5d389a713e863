import { targetOf } from '../probe/target.js';
import { OUTCOMES, type Outcome, type Phase, type ProbeRequest, type Seen, type VantageId } from '../types/probe.js';
import type { Json } from '../types/text.js';
import { number, object, readEvidence } from './evidence-shape.js';

export type Answer = readonly [Seen, ...Seen[]];

const PHASES: readonly string[] = ['dns', 'tcp', 'proxy', 'tls', 'http', 'body'] satisfies Phase[];
/** Longer lines are no answer: 64 KiB of JSON, escaped, and the rest of the evidence. */
const LONGEST_LINE = 1_048_576;
const MOST_ADDRESSES = 16;

/**
 * Reads what the script wrote. A container can print anything: what has not the shape of an answer is passed over.
 * @param stdout whole lines
 * @param requests in the order in which they were given to the script
 * @returns one entry a request; null where there is no answer to it
 */
export function readAnswers(
  stdout: string,
  requests: readonly ProbeRequest[],
  vantage: VantageId,
): readonly (Answer | null)[] {
  const found = new Map<number, Answer>();
  for (const line of stdout.split('\n')) {
    const read = readAnswer(line, requests, vantage);
    if (read && !found.has(read.index)) found.set(read.index, read.answer);
  }
  return requests.map((_, index) => found.get(index) ?? null);
}

/** One line of the script. */
export function readAnswer(
  line: string,
  requests: readonly ProbeRequest[],
  vantage: VantageId,
): { readonly index: number; readonly answer: Answer } | null {
  const value = object(parse(line));
  const index = number(value?.i);
  const request = index === undefined ? undefined : requests[index];
  if (index === undefined || !request || !Array.isArray(value?.seen)) return null;
  const all = value.seen.slice(0, MOST_ADDRESSES).flatMap((one: Json) => readSeen(one, request, vantage) ?? []);
  const [first, ...others] = all;
  return first ? { index, answer: [first, ...others] } : null;
}

/** An answer to a probe that could not be made at all. @param code why, for the evidence */
export function notAsked(request: ProbeRequest, vantage: VantageId, code: string): Answer {
  const common = { vantage, kind: request.kind, target: targetOf(request) };
  return [{ ...common, outcome: 'aborted', phase: null, address: null, port: null, times: {}, evidence: { code } }];
}

function readSeen(value: Json, request: ProbeRequest, vantage: VantageId): Seen | null {
  const seen = object(value);
  const outcome = seen && outcomeIn(seen.outcome);
  if (!seen || !outcome) return null;
  return {
    vantage,
    kind: request.kind,
    target: targetOf(request),
    outcome,
    phase: phaseIn(seen.phase),
    address: typeof seen.address === 'string' ? seen.address.slice(0, 45) : null,
    port: number(seen.port) ?? null,
    times: timesIn(seen.times),
    evidence: readEvidence(seen.evidence),
  };
}

function outcomeIn(value: Json | undefined): Outcome | undefined {
  return OUTCOMES.find((outcome) => outcome === value);
}

function isPhase(value: Json | undefined): value is Phase {
  return typeof value === 'string' && PHASES.includes(value);
}

function phaseIn(value: Json | undefined): Phase | null {
  return isPhase(value) ? value : null;
}

function timesIn(value: Json | undefined): Seen['times'] {
  const pairs = Object.entries(object(value) ?? {});
  const known = pairs.filter(([phase, ms]) => (isPhase(phase) || phase === 'total') && number(ms) !== undefined);
  return Object.fromEntries(known);
}

function parse(line: string): Json | undefined {
  if (line.length > LONGEST_LINE || !line.startsWith('{')) return undefined;
  try {
    const value: Json = JSON.parse(line);
    return value;
  } catch {
    return undefined;
  }
}
