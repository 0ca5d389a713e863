import { readPlans } from '../guard/answers.js';
import type { Cause, Diagnosis } from '../types/cause.js';
import type { Finding } from '../types/check.js';
import type { Deployment } from '../types/deployment.js';
import type { FixKit, FixPlan } from '../types/fix.js';
import type { Observation } from '../types/probe.js';
import { asked, type Broke, rank, rethrow } from './diagnose.js';
import { factsOf } from './facts.js';

/** A diagnosis with what to do about it. */
export interface Prescription {
  readonly diagnosis: Diagnosis;
  /** 1 is the cause to treat first. */
  readonly rank: number;
  /** Least change first; empty where nobody knows a remedy. */
  readonly plans: readonly FixPlan[];
}

/**
 * What to do about each diagnosis. Pure: nothing is tried, nothing is changed.
 * @param diagnoses what `diagnose` returned for the same facts
 * @param kit the building blocks of fixes, for the same deployment
 * @param broke told of a cause that breaks, whose diagnosis then has no remedy; the others go on
 */
export function prescribe(
  diagnoses: readonly Diagnosis[],
  deployment: Deployment,
  findings: readonly Finding[],
  observations: readonly Observation[],
  causes: readonly Cause[],
  kit: FixKit,
  broke: Broke = rethrow,
): readonly Prescription[] {
  const run = factsOf(deployment, findings, observations);
  const ofInstances = deployment.instances.map((instance) => factsOf(deployment, findings, observations, instance));
  const plansOf = (diagnosis: Diagnosis): readonly FixPlan[] => {
    const cause = causes.find(({ id }) => id === diagnosis.cause);
    if (!cause) return [];
    if (cause.scope === 'run')
      return asked(cause.id, null, readPlans, () => cause.prescribe(diagnosis, run, kit), broke);
    const facts = ofInstances.find(({ instance }) => instance.name === diagnosis.instance);
    if (!facts) return [];
    return asked(cause.id, diagnosis.instance, readPlans, () => cause.prescribe(diagnosis, facts, kit), broke);
  };
  return rank(diagnoses, causes).map((ranked) => ({ ...ranked, plans: plansOf(ranked.diagnosis) }));
}
