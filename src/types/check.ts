import type { Deployment, Instance } from './deployment.js';
import type { Observation, ProbeRequest } from './probe.js';
import type { Args, Said, Text } from './text.js';
import type { Vantage } from './vantage.js';

export type Status = 'pass' | 'warn' | 'fail' | 'skip' | 'unknown' | 'crash';

/** What a check may be told about the run. */
export interface RunOptions {
  readonly offline: boolean;
  /** An Open WebUI token for the proxied route; secret. */
  readonly token: string | null;
  /** Where the user says the browser opens Open WebUI. */
  readonly webuiUrl: string | null;
  /** Directory for what is kept for a day (release numbers); null: keep nothing. */
  readonly cacheDir: string | null;
  readonly toolVersion: string;
}

/** A listener of the doctor's own; Ollama is not touched. */
export interface Canary {
  readonly port: number;
  readonly token: string;
  close(): void;
}

/** What a check is given. Everything that touches the world comes in here. */
export interface CheckContext {
  readonly deployment: Deployment;
  /** The host vantage; null with --in-container or where the engine is remote. */
  readonly host: Vantage | null;
  readonly options: RunOptions;
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Opens a short-lived listener on an address of this machine, to tell a firewall from a loopback bind: it answers one
   * HTTP request at a time with the token as its whole body. Closed at the end of the run at the latest.
   * @returns null where the address cannot be listened on
   */
  canary(address: string): Promise<Canary | null>;
  /** Makes a probe, once a run for each vantage point and request, and records it. The best address comes first. */
  ask(vantage: Vantage, request: ProbeRequest): Promise<readonly [Observation, ...Observation[]]>;
}
export interface InstanceContext extends CheckContext {
  readonly instance: Instance;
  /** Inside the instance's container (or this process with --in-container, or the host for a pip installation). */
  readonly inside: Vantage;
}

/**
 * An answer. `subject` tells rows of one check apart (a URL, a container) and is shown; `connection` names the setting that
 * a row is about (`ollama[0]`), and causes find it by that. `observations` are ids of what it is based on; the first one
 * decided the status, and its facts are those of the sentence.
 */
export type Verdict<Code extends string = string> =
  | {
      readonly status: 'pass' | 'warn' | 'fail' | 'unknown';
      readonly code: Code;
      readonly args?: Args;
      readonly subject?: string;
      readonly connection?: string;
      readonly vantage?: Vantage['id'];
      readonly observations?: readonly string[];
    }
  | {
      readonly status: 'skip';
      readonly code: Code;
      readonly args?: Args;
      readonly subject?: string;
      readonly connection?: string;
    };

interface CheckCommon<Code extends string> {
  /** `family.name`, lower case. */
  readonly id: string;
  /** An affirmative predicate, so that pass and fail lines both read well: "Ollama answers from inside the container". */
  readonly title: Text;
  /** Shown by `explain`: what is asked, how, and why it matters. */
  readonly explain: Text;
  /** Sentences by code. */
  readonly messages: Readonly<Record<Code, Text>>;
  /** Checks that must not fail first (at least one of their rows passes or warns); else this one is skipped. */
  readonly needs?: readonly string[];
  /** Hosts beyond the deployment that it may send something to (`*.` for all below a name); absent: none. None of them with --offline. */
  readonly sends?: readonly string[];
}
/** Asked once a run. */
export interface RunCheck<Code extends string = string> extends CheckCommon<Code> {
  readonly scope: 'run';
  run(context: CheckContext): Promise<Verdict<Code> | readonly Verdict<Code>[]>;
}
/** Asked once for each Open WebUI. */
export interface InstanceCheck<Code extends string = string> extends CheckCommon<Code> {
  readonly scope: 'instance';
  run(context: InstanceContext): Promise<Verdict<Code> | readonly Verdict<Code>[]>;
}
export type Check<Code extends string = string> = RunCheck<Code> | InstanceCheck<Code>;

/** In place of a check's id: a row that tells of a plug-in which broke beside its checks and causes. */
export const PLUGIN_ROW = 'plugin';

/** One row of the result. */
export interface Finding {
  readonly check: string;
  readonly instance: string | null;
  readonly vantage: Vantage['id'] | null;
  readonly subject: string | null;
  /** The connection that the row is about: kind and position, `ollama[0]`. Absent where it is about none. */
  readonly connection?: string;
  readonly status: Status;
  /** Code of the sentence: the check's own, or `runner.*` for skips and crashes. */
  readonly said: Said;
  /** The check that must pass first. */
  readonly blockedBy: string | null;
  /** Set on a skip that is no consequence of a failure. */
  readonly notApplicable: Said | null;
  readonly observations: readonly string[];
  readonly durationMs: number;
}
