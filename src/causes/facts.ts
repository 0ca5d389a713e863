import type { Facts, InstanceFacts } from '../types/cause.js';
import type { Finding } from '../types/check.js';
import type { Deployment, Instance } from '../types/deployment.js';
import type { Observation, VantageId } from '../types/probe.js';
import { stableJson } from '../types/stable-json.js';

const TROUBLE: ReadonlySet<Finding['status']> = new Set(['fail', 'warn', 'crash']);

/** True for a row that a diagnosis may explain: it failed, broke or warned. */
export function isTrouble(finding: Finding): boolean {
  return TROUBLE.has(finding.status);
}

/**
 * Everything that a judgement may use, as questions about plain data.
 * @param deployment what is configured
 * @param findings rows of the checks
 * @param observations what the probes saw, in the order of the run, the best address of a probe first
 * @param instance narrows `of` and `troubled` to one Open WebUI and to what concerns the whole run
 */
export function factsOf(
  deployment: Deployment,
  findings: readonly Finding[],
  observations: readonly Observation[],
): Facts;
export function factsOf(
  deployment: Deployment,
  findings: readonly Finding[],
  observations: readonly Observation[],
  instance: Instance,
): InstanceFacts;
export function factsOf(
  deployment: Deployment,
  findings: readonly Finding[],
  observations: readonly Observation[],
  instance?: Instance,
): Facts | InstanceFacts {
  const byId = new Map(observations.map((observation) => [observation.id, observation]));
  const byVantage = new Map<VantageId, Observation[]>();
  for (const one of observations) {
    const others = byVantage.get(one.vantage);
    if (others) others.push(one);
    else byVantage.set(one.vantage, [one]);
  }
  const concerned = instance
    ? findings.filter((finding) => finding.instance === null || finding.instance === instance.name)
    : findings;
  const facts: Facts = {
    deployment,
    findings: concerned,
    observations,
    of: (check) => concerned.filter((finding) => finding.check === check),
    troubled: (check) => concerned.filter((finding) => finding.check === check && isTrouble(finding)),
    observation: (id) => byId.get(id),
    seen: (vantage, request) => {
      const asked = Object.entries(request);
      return (byVantage.get(vantage) ?? []).filter((one) => answers(one, asked));
    },
  };
  return instance ? { ...facts, instance, inside: insideOf(deployment, instance) } : facts;
}

/** Id of the vantage point inside an instance: its container, this process, or this machine for a pip installation. */
export function insideOf(deployment: Deployment, instance: Instance): VantageId {
  if (deployment.mode === 'in-container') return 'self';
  return instance.container === null ? 'host' : `container:${instance.name}`;
}

/** True where an observation answers a request, or one that leaves some of its members open. */
function answers({ request }: Observation, asked: readonly (readonly [string, unknown])[]): boolean {
  // Asked many times over: most requests differ in a plain member, which costs nothing to see.
  return asked.every(([name, value]) => isSame(Reflect.get(request, name), value));
}

function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  return typeof one === 'object' && typeof other === 'object' && stableJson(one) === stableJson(other);
}
