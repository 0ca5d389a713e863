import type { Cause, Topic } from '../types/cause.js';
import type { Check } from '../types/check.js';
import type { Deployment } from '../types/deployment.js';
import type { Observer, RunResult } from '../types/run.js';

/** Checks and causes that a run knows: the shipped ones and those of plug-ins. */
export interface Catalogue {
  readonly checks: readonly Check[];
  readonly causes: readonly Cause[];
  /** Further pages of `explain`. */
  readonly topics?: readonly Topic[];
}

/** What one round is asked. Times are milliseconds. */
export interface Asked {
  readonly inContainer: boolean;
  readonly container: string | null;
  readonly ollamaUrls: readonly string[];
  readonly webuiUrl: string | null;
  readonly envFile: string | null;
  readonly dockerHost: string | null;
  readonly offline: boolean;
  /** Secret. */
  readonly token: string | null;
  readonly probeMs: number;
  readonly deadlineMs: number;
  readonly rehearse: boolean;
  readonly checks: readonly Check[];
  readonly causes: readonly Cause[];
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** What the command line drives: the doctor. Passed in, so that the command line can be tested with what a run may find. */
export interface Program {
  readonly version: string;
  /** The shipped checks and causes. */
  catalogue(): Promise<Catalogue>;
  /** One round. Ends within the deadline; the signal, whose reason is `interrupted` or `terminated`, ends it earlier. */
  examine(asked: Asked, observer: Observer, signal: AbortSignal): Promise<RunResult>;
  /** The same for a deployment that is known already, from this machine alone, offline and without rehearsal: the demo. */
  examineKnown(deployment: Deployment, token: string, signal: AbortSignal): Promise<RunResult>;
}
