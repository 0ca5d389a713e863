import { readDiagnoses } from '../guard/answers.js';
import { confine } from '../guard/confine.js';
import { type Cause, type Certainty, type Diagnosis, HOPS } from '../types/cause.js';
import type { Finding } from '../types/check.js';
import type { Deployment } from '../types/deployment.js';
import type { Observation } from '../types/probe.js';
import { factsOf, isTrouble } from './facts.js';
import { leftovers, needsExplaining } from './leftover.js';

export interface Ranked {
  readonly diagnosis: Diagnosis;
  /** 1 is the cause to treat first. */
  readonly rank: number;
}

/** Told of a cause whose code throws or returns what is no answer. */
export type Broke = (cause: string, instance: string | null, error: unknown) => void;

export const rethrow: Broke = (_cause, _instance, error) => {
  throw error;
};

/** What a cause answers, read before it is believed; nothing where it breaks. */
export function asked<T>(
  cause: string,
  instance: string | null,
  read: (returned: unknown) => readonly T[],
  work: () => unknown,
  broke: Broke,
): readonly T[] {
  try {
    return read(confine({ broke: (error) => broke(cause, instance, error) }, work));
  } catch (error) {
    broke(cause, instance, error);
    return [];
  }
}

const CERTAINTIES: readonly (Certainty | null)[] = ['proven', 'likely', 'possible', null];

/**
 * Names what is behind the failed checks. A healthy deployment has no diagnosis; a consequence is no second one; two
 * independent faults are two; what no cause explains is told as `undetermined`, with the hop that fails.
 * @param deployment what is configured
 * @param findings rows of the checks
 * @param observations what the probes saw
 * @param causes all causes, the shipped ones and those of plug-ins
 * @param broke told of a cause that breaks, which then names nothing; the others go on
 * @returns the diagnoses, the one to treat first in front
 */
export function diagnose(
  deployment: Deployment,
  findings: readonly Finding[],
  observations: readonly Observation[],
  causes: readonly Cause[],
  broke: Broke = rethrow,
): readonly Diagnosis[] {
  const run = factsOf(deployment, findings, observations);
  const ofInstances = deployment.instances.map((instance) => factsOf(deployment, findings, observations, instance));
  const all = causes.flatMap((cause): readonly Diagnosis[] =>
    cause.scope === 'run'
      ? asked(cause.id, null, readDiagnoses, () => cause.diagnose(run), broke)
      : ofInstances.flatMap((facts) =>
          asked(cause.id, facts.instance.name, readDiagnoses, () => cause.diagnose(facts), broke),
        ),
  );
  const trouble = findings.filter(isTrouble);
  const kept: Diagnosis[] = [];
  const explained = new Set<Finding>();
  for (const { diagnosis } of rank(all, causes)) {
    const own = trouble.filter((finding) => explains(diagnosis, finding));
    // Without a failed or warned row there is nothing to explain, and a consequence is explained already.
    if (own.length === 0 || (!diagnosis.independent && own.every((finding) => explained.has(finding)))) continue;
    kept.push({ ...diagnosis, explains: [...new Set(own.map(({ check }) => check))] });
    for (const finding of own) explained.add(finding);
  }
  const rest = trouble.filter((finding) => needsExplaining(finding) && !explained.has(finding));
  return rank([...kept, ...leftovers(rest)], causes).map(({ diagnosis }) => diagnosis);
}

function explains(diagnosis: Diagnosis, { check, instance, subject }: Finding): boolean {
  if (!diagnosis.explains.includes(check)) return false;
  if (diagnosis.instance !== null && instance !== null && diagnosis.instance !== instance) return false;
  return subject === null || diagnosis.subjects === undefined || diagnosis.subjects.includes(subject);
}

/**
 * Puts diagnoses in the order in which to treat them: the earliest broken hop on the way from the browser to Ollama
 * first, Hugging Face after that way; then the surer one; then the order of the causes.
 */
export function rank(diagnoses: readonly Diagnosis[], causes: readonly Cause[]): readonly Ranked[] {
  const order = new Map(causes.map(({ id }, index) => [id, index]));
  const keys = ({ failingHop, independent, certainty, cause }: Diagnosis): readonly number[] => [
    HOPS.indexOf(failingHop),
    independent ? 1 : 0,
    CERTAINTIES.indexOf(certainty),
    order.get(cause) ?? causes.length,
  ];
  return diagnoses
    .toSorted((one, other) => {
      const [left, right] = [keys(one), keys(other)];
      return left.map((key, index) => key - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
    })
    .map((diagnosis, index) => ({ diagnosis, rank: index + 1 }));
}
