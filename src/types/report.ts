import type { Certainty, Hop } from './cause.js';
import type { Status } from './check.js';
import type { Source } from './deployment.js';
import type { Command, Rehearsal } from './fix.js';
import type { Observation, VantageId } from './probe.js';
import type { Ended } from './run.js';
import type { Args } from './text.js';

export type ExitCode = 0 | 1 | 2 | 3 | 4 | 70 | 129 | 130 | 143;

/** A fact as it is reported: what was asked is told by `kind` and `target`. */
export type ReportObservation = Omit<Observation, 'request'>;

/** The JSON report, schemaVersion 1: a promise. Sentences are rendered in the language of the run; no secret is in it. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'owui-doctor'; readonly version: string };
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly exitCode: ExitCode;
  readonly summary: Readonly<Record<Status, number>>;
  readonly deployment: {
    readonly instances: readonly ReportInstance[];
    readonly engine: {
      readonly state: string;
      readonly kind: string | null;
      readonly version: string | null;
      readonly address: string | null;
    };
  };
  readonly vantages: readonly { readonly id: VantageId; readonly unavailable?: string }[];
  readonly checks: readonly ReportCheck[];
  readonly observations: readonly ReportObservation[];
  readonly diagnoses: readonly ReportDiagnosis[];
  /** Set where the run was cut short: by the deadline, a signal, or the end of --wait. */
  readonly ended?: Ended;
}
export interface ReportInstance {
  readonly name: string;
  readonly runtime: string;
  readonly image: string | null;
  readonly state: string;
  readonly networkMode: string | null;
  readonly webuiUrl: string | null;
  readonly version: string | null;
  readonly ollamaUrls: readonly { readonly url: string; readonly source: Source; readonly detail: string }[];
}
export interface ReportCheck {
  readonly id: string;
  readonly title: string;
  readonly instance: string | null;
  readonly vantage: VantageId | null;
  readonly subject: string | null;
  readonly status: Status;
  readonly code: string;
  readonly args: Args;
  readonly message: string;
  readonly blockedBy: string | null;
  readonly notApplicable: string | null;
  readonly observations: readonly string[];
  readonly durationMs: number;
}
export interface ReportFix {
  readonly id: string;
  readonly title: string;
  readonly commands: readonly Command[];
  readonly undo: readonly Command[];
  readonly steps: readonly string[];
  readonly sideEffects: readonly string[];
  /** Commands that go well with the fix and are no part of it; absent where there are none. */
  readonly also?: readonly { readonly says: string; readonly command: Command }[];
  readonly rehearsal: Rehearsal;
  readonly rehearsalDetail: string | null;
}
export interface ReportDiagnosis {
  readonly cause: string;
  readonly title: string;
  readonly rank: number;
  /** Null for `undetermined`. */
  readonly certainty: Certainty | null;
  readonly instance: string | null;
  readonly explains: readonly string[];
  /** Subjects of the rows of those checks that it explains; null: all rows. */
  readonly subjects: readonly string[] | null;
  readonly failingHop: Hop | null;
  readonly message: string;
  readonly proof: readonly { readonly observation: string | null; readonly says: string }[];
  readonly refuted: readonly { readonly cause: string; readonly because: string }[];
  readonly fixes: readonly ReportFix[];
}
