import type { Cause, Diagnosis } from '../types/cause.js';
import type { Finding } from '../types/check.js';
import type { Deployment } from '../types/deployment.js';
import type { FixKit, FixPlan } from '../types/fix.js';
import type { Observation } from '../types/probe.js';
import { rank } from './diagnose.js';
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
 */
export function prescribe(
  diagnoses: readonly Diagnosis[],
  deployment: Deployment,
  findings: readonly Finding[],
  observations: readonly Observation[],
  causes: readonly Cause[],
  kit: FixKit,
): readonly Prescription[] {
  const run = factsOf(deployment, findings, observations);
  const ofInstances = deployment.instances.map((instance) => factsOf(deployment, findings, observations, instance));
  const plansOf = (diagnosis: Diagnosis): readonly FixPlan[] => {
    const cause = causes.find(({ id }) => id === diagnosis.cause);
    if (!cause) return [];
    if (cause.scope === 'run') return cause.prescribe(diagnosis, run, kit);
    const facts = ofInstances.find(({ instance }) => instance.name === diagnosis.instance);
    return facts ? cause.prescribe(diagnosis, facts, kit) : [];
  };
  return rank(diagnoses, causes).map((ranked) => ({ ...ranked, plans: plansOf(ranked.diagnosis) }));
}
