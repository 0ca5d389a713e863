import type Docker from 'dockerode';
import { turnstile } from '../deployment/turnstile.js';
import type { Diagnosis } from '../types/cause.js';
import type { Engine } from '../types/deployment.js';
import type { FixPlan, RehearsalPlan } from '../types/fix.js';
import type { Observer, Prescribed, RankedDiagnosis } from '../types/run.js';
import { stableJson } from '../types/stable-json.js';
import type { Said } from '../types/text.js';
import { say } from './said.js';

/** A diagnosis with its fixes, before any of them was tried. */
export interface Prescription {
  readonly diagnosis: Diagnosis;
  readonly rank: number;
  readonly plans: readonly FixPlan[];
}

/** Rehearsals that run at once: each is a container, and the machine has work of its own. */
const AT_ONCE = 2;

/**
 * Tries every fix that can be tried, each plan once, and puts fixes that were shown not to help behind the others.
 * @param docker the engine; null: rehearsals are off, and fixes say so
 * @param signal ends it; what was not tried by then is told as skipped
 */
export async function rehearseAll(
  prescriptions: readonly Prescription[],
  docker: Docker | null,
  engine: Engine,
  observe: Observer,
  signal: AbortSignal,
): Promise<readonly RankedDiagnosis[]> {
  const tried = new Map<string, Promise<Prescribed>>();
  const turns = turnstile(AT_ONCE);
  const attempt = (cause: string, plan: FixPlan, rehearsal: RehearsalPlan): Promise<Prescribed> => {
    const key = stableJson(rehearsal);
    const outcome = tried.get(key) ?? turns(() => tryOne(cause, plan, rehearsal, docker, engine, observe, signal));
    tried.set(key, outcome);
    return outcome.then((prescribed) => ({ ...prescribed, plan }));
  };
  const settle = (cause: string, plan: FixPlan): Prescribed | Promise<Prescribed> => {
    const { rehearsal } = plan;
    return 'result' in rehearsal
      ? { plan, rehearsal: rehearsal.result, detail: rehearsal.detail }
      : attempt(cause, plan, rehearsal);
  };
  return Promise.all(
    prescriptions.map(async ({ diagnosis, rank, plans }) => {
      const fixes = await Promise.all(plans.map((plan) => settle(diagnosis.cause, plan)));
      const helps = (fix: Prescribed): number => (fix.rehearsal === 'failed' ? 1 : 0);
      return { diagnosis, rank, fixes: [...fixes].sort((a, b) => helps(a) - helps(b)) };
    }),
  );
}

async function tryOne(
  cause: string,
  plan: FixPlan,
  rehearsal: RehearsalPlan,
  docker: Docker | null,
  engine: Engine,
  observe: Observer,
  signal: AbortSignal,
): Promise<Prescribed> {
  if (docker === null) return { plan, rehearsal: 'skipped', detail: say('rehearsal.off') };
  if (signal.aborted) return { plan, rehearsal: 'skipped', detail: say('rehearsal.noTime') };
  observe({ type: 'rehearsing', cause, fix: plan.id });
  const { rehearse } = await import('./rehearse.js');
  const announce = ({ args }: Said): void => observe({ type: 'cleaning-up', container: String(args.container) });
  const { result, detail } = await rehearse(docker, rehearsal, signal, plan.id, engine, announce);
  observe({ type: 'rehearsed', cause, fix: plan.id, result });
  return { plan, rehearsal: result, detail };
}
