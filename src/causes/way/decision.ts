import type { Certainty, Diagnosis, Hop, Proof } from '../../types/cause.js';
import type { CauseId } from '../../types/cause-id.js';
import type { Observation } from '../../types/probe.js';
import type { Args } from '../../types/text.js';
import { say } from '../said.js';
import type { Answer, Row, Way } from './row.js';

/** What one rule says about one failing URL. */
export interface Decision {
  readonly cause: CauseId;
  /** Null for `undetermined`, which claims nothing. */
  readonly certainty: Certainty | null;
  readonly hop: Hop;
  readonly row: Row;
  /** Code and arguments of the sentence; texts lie with the cause. */
  readonly message: Diagnosis['message'];
  readonly proof: readonly Proof[];
  readonly refuted: Diagnosis['refuted'];
  /** Checks that it explains where they are in trouble. */
  readonly explains: readonly string[];
  /** A second fault behind the same failure. */
  readonly independent: boolean;
  /** URLs that should stand in the place of this one; null: the URL is right. */
  readonly instead: readonly string[] | null;
  /** True where each of them was seen to answer from where Open WebUI runs. */
  readonly verified: boolean;
}
/** A rule looks at one failing URL: what it can prove, or nothing, and the next rule looks at it. */
export type Rule = (way: Way, row: Row) => readonly Decision[];

/** Checks that fail because the way to Ollama does. Proxy and canary are facts of their own. */
export const CONSEQUENCES: readonly string[] = [
  'ollama.tags',
  'ollama.url',
  'ollama.settings',
  'ollama.host-tags',
  'ollama.listener',
  'ollama.identity',
  'ollama.models',
  'ollama.proxied',
  'reach.dns',
];

/** Makes a decision; what is left out is the usual. */
export function decision(
  cause: CauseId,
  row: Row,
  rest: Pick<Decision, 'hop' | 'proof'> &
    Partial<Omit<Decision, 'cause' | 'row' | 'hop' | 'proof' | 'message'>> & {
      readonly code?: string;
      readonly args?: Args;
    },
): Decision {
  const { code = 'is', args = {}, ...given } = rest;
  return {
    cause,
    row,
    certainty: cause === 'undetermined' ? null : 'proven',
    refuted: [],
    explains: CONSEQUENCES,
    independent: false,
    instead: null,
    verified: false,
    message: say(code, { url: row.shown, host: row.target?.host ?? null, port: row.target?.port ?? null, ...args }),
    ...given,
  };
}

/** Proof: how the request for the URL in force ended. */
export function failed(row: Row): readonly Proof[] {
  if (!row.seen) return [{ observation: null, says: say('proof.not-asked', { url: row.shown }) }];
  const { id, outcome, phase, address, evidence } = row.seen;
  const args = { url: row.shown, outcome, phase, address, error: evidence.code ?? evidence.alert ?? null };
  return [{ observation: id, says: say('proof.inside', args) }];
}
/** Proof: a URL answers as Ollama from where Open WebUI runs. */
export function answers(answer: Answer | undefined): readonly Proof[] {
  return answer ? [{ observation: answer.seen.id, says: say('proof.answers', { url: answer.url }) }] : [];
}
/** What an answer at another URL rules out. */
export function somewhereUp(url: string | undefined): Decision['refuted'] {
  return url === undefined ? [] : [{ cause: 'ollama-not-running', because: say('refuted.answers-elsewhere', { url }) }];
}
/** Proof: the URL in force, and where it comes from. */
export function inForce(row: Row): readonly Proof[] {
  return [{ observation: null, says: say('proof.in-force', { url: row.shown, detail: row.entry.detail }) }];
}
/** Proof: what this machine itself saw. */
export function onHost(seen: Observation | null, code: string, args: Args = {}): readonly Proof[] {
  return seen
    ? [{ observation: seen.id, says: say(code, { target: seen.target, outcome: seen.outcome, ...args }) }]
    : [];
}
