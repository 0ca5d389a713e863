import type { Cause, Diagnosis } from './cause.js';
import type { Check, Finding } from './check.js';
import type { Deployment } from './deployment.js';
import type { FixPlan, Rehearsal } from './fix.js';
import type { Observation } from './probe.js';
import type { Said } from './text.js';
import type { Vantage } from './vantage.js';

/** What ends a run from outside: SIGHUP, SIGINT, SIGTERM. It is the reason of the signal that they abort. */
export const STOPS = ['hung-up', 'interrupted', 'terminated'] as const;
export type Stop = (typeof STOPS)[number];

/** Why a run ended before it was through. */
export type Ended = 'deadline' | Stop | 'wait-ran-out';

/** What has aborted a signal; an abort that names none of the three counts as an interrupt. null: nothing has. */
export function stopOf(signal: AbortSignal): Stop | null {
  if (!signal.aborted) return null;
  return STOPS.find((stop) => stop === signal.reason) ?? 'interrupted';
}

/** A fix with what its rehearsal showed. */
export interface Prescribed {
  readonly plan: FixPlan;
  readonly rehearsal: Rehearsal;
  readonly detail: Said | null;
}
export interface RankedDiagnosis {
  readonly diagnosis: Diagnosis;
  /** 1 is the cause to treat first. */
  readonly rank: number;
  readonly fixes: readonly Prescribed[];
}

/** All that one round of the examination has found; what the report is made of. */
export interface RunResult {
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly deployment: Deployment;
  readonly vantages: readonly Pick<Vantage, 'id' | 'availability'>[];
  readonly findings: readonly Finding[];
  readonly observations: readonly Observation[];
  readonly diagnoses: readonly RankedDiagnosis[];
  readonly ended: Ended | null;
  /** The checks and causes that took part: their titles and texts. */
  readonly checks: readonly Check[];
  readonly causes: readonly Cause[];
}

/** What happens during a run, for the spinner, the log and the like. */
export type RunEvent =
  | { readonly type: 'discovering' }
  | { readonly type: 'discovered'; readonly deployment: Deployment }
  | { readonly type: 'reading-stopped'; readonly container: string }
  /** A throw-away container is taken away after the end of the run was asked for. */
  | { readonly type: 'cleaning-up'; readonly container: string }
  | { readonly type: 'checking'; readonly total: number }
  | { readonly type: 'checked'; readonly finding: Finding; readonly done: number; readonly total: number }
  | { readonly type: 'rehearsing'; readonly cause: string; readonly fix: string }
  | { readonly type: 'rehearsed'; readonly cause: string; readonly fix: string; readonly result: Rehearsal };
export type Observer = (event: RunEvent) => void;
