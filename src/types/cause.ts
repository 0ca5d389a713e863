import type { CauseId, RivalId, TopicId } from './cause-id.js';
import type { Finding } from './check.js';
import type { Deployment, Instance } from './deployment.js';
import type { FixKit, FixPlan } from './fix.js';
import type { Observation, ProbeRequest, VantageId } from './probe.js';
import type { Said, Text } from './text.js';

/** The hop that fails, in the order of the way from the browser to the model. */
export const HOPS = [
  'webui',
  'browser',
  'configuration',
  'dns',
  'route',
  'firewall',
  'listener',
  'proxy',
  'tls',
  'http',
  'ollama',
  'huggingface',
] as const;
export type Hop = (typeof HOPS)[number];

export type Certainty = 'proven' | 'likely' | 'possible';

/** Everything that a judgement may use: plain data and questions about it. */
export interface Facts {
  readonly deployment: Deployment;
  readonly findings: readonly Finding[];
  readonly observations: readonly Observation[];
  /** Findings of one check (for the instance where the facts are an instance's). */
  of(check: string): readonly Finding[];
  /** Failed or warned rows of a check. */
  troubled(check: string): readonly Finding[];
  observation(id: string): Observation | undefined;
  /** What a probe saw from a vantage point, best first; empty where it was not made. Compared by the request's content. */
  seen(vantage: VantageId, request: Partial<ProbeRequest> & Pick<ProbeRequest, 'kind'>): readonly Observation[];
}
export interface InstanceFacts extends Facts {
  readonly instance: Instance;
  /** Id of the vantage point inside this instance. */
  readonly inside: VantageId;
}

export interface Proof {
  /** Id of an observation, or null where the proof is a setting. */
  readonly observation: string | null;
  readonly says: Said;
}

/** A cause that holds, with its proof; data only. */
export interface Diagnosis {
  readonly cause: CauseId;
  /** Null for `undetermined`, which claims nothing. */
  readonly certainty: Certainty | null;
  readonly instance: string | null;
  /** Ids of the checks whose failure or warning it explains; never empty. */
  readonly explains: readonly string[];
  /** Subjects of the rows that it explains (URLs); absent: all rows of those checks. */
  readonly subjects?: readonly string[];
  /** True for a second fault behind the same failure: it stays, though another diagnosis explains that failure too. */
  readonly independent?: boolean;
  /** Set for `undetermined`, and where the hop differs from the cause's own. */
  readonly failingHop: Hop;
  readonly message: Said;
  readonly proof: readonly Proof[];
  readonly refuted: readonly { readonly cause: RivalId; readonly because: Said }[];
}

/** A page of `explain` that is no check's and no cause's. */
export interface Topic {
  readonly id: TopicId;
  readonly title: Text;
  readonly explain: Story;
}
/** Pages of the story that `explain` tells. */
export interface Story {
  readonly what: Text;
  readonly proof: Text;
  readonly fixes: Text;
  readonly wrongAdvice: Text | null;
  readonly sources: readonly string[];
}

interface CauseCommon {
  /** Id from the catalogue of causes; a plug-in's carries its prefix, `acme.printer-on-fire`. */
  readonly id: CauseId;
  readonly title: Text;
  readonly hop: Hop;
  /** Sentences by code, for messages, proofs, refutations and side effects. */
  readonly messages: Readonly<Record<string, Text>>;
  readonly explain: Story;
}
export interface InstanceCause extends CauseCommon {
  readonly scope: 'instance';
  /** Pure: facts in, proof or nothing out. */
  diagnose(facts: InstanceFacts): readonly Diagnosis[];
  /** Pure: what to do, least change first. */
  prescribe(diagnosis: Diagnosis, facts: InstanceFacts, kit: FixKit): readonly FixPlan[];
}
export interface RunCause extends CauseCommon {
  readonly scope: 'run';
  diagnose(facts: Facts): readonly Diagnosis[];
  prescribe(diagnosis: Diagnosis, facts: Facts, kit: FixKit): readonly FixPlan[];
}
export type Cause = InstanceCause | RunCause;
