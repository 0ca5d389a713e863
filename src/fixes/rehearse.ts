import type Docker from 'dockerode';
import { CLEANUP_MS, PROBE_MS, REHEARSAL_MS } from '../budgets.js';
import { limited } from '../deployment/limited.js';
import { type Errand, runThrowaway } from '../deployment/throwaway.js';
import { targetOf } from '../probe/target.js';
import type { Engine } from '../types/deployment.js';
import type { RehearsalPlan } from '../types/fix.js';
import type { Seen } from '../types/probe.js';
import type { Said } from '../types/text.js';
import { readAnswers } from '../vantage/answers.js';
import { type ProbeCommand, probeCommand } from '../vantage/probe-command.js';
import { say } from './said.js';

export interface Rehearsed {
  readonly result: 'worked' | 'failed' | 'not-possible';
  readonly detail: Said;
  /** What the probe saw, from the vantage point `rehearsal:<fix id>`; empty where it was not made. */
  readonly seen: readonly Seen[];
}

/**
 * Tries a fix where it is harmless: the instance's image, already on the engine, in a throw-away container with the
 * changed network settings and nothing else of the instance, the probe as its command. It is removed whatever happens;
 * should this process be killed, the script ends itself, and the engine removes it.
 * @param signal cuts the trial short; the container is removed all the same
 * @param id of the fix, which names the vantage point
 * @param announce told where taking the container away outlasts the signal
 * @param engine what is known of the engine: Podman and remote engines are not asked
 * @returns within REHEARSAL_MS, never throws: what goes wrong is a reason
 */
export async function rehearse(
  docker: Docker,
  plan: RehearsalPlan,
  signal: AbortSignal,
  id = 'fix',
  engine: Engine | null = null,
  announce: Errand['announce'] = null,
): Promise<Rehearsed> {
  if (engine?.state === 'reachable' && engine.kind === 'podman') return impossible(say('rehearsal.podman'));
  if (engine?.state === 'reachable' && engine.remote) return impossible(say('rehearsal.remote'));
  const limit = limited([], REHEARSAL_MS - CLEANUP_MS);
  const either = limited([signal, limit], REHEARSAL_MS);
  let made = false;
  try {
    const command = probeCommand([plan.probe], PROBE_MS, 'environment');
    const onMade = (): void => {
      made = true;
    };
    const { stdout } = await runThrowaway(docker, { ...errandOf(plan, command), onMade, announce }, either);
    return judged(plan, readAnswers(stdout, [plan.probe], `rehearsal:${id}`)[0] ?? []);
  } catch (error) {
    if (signal.aborted) return impossible(say('rehearsal.aborted'));
    if (limit.aborted) return impossible(say('rehearsal.outOfTime', { seconds: Math.round(REHEARSAL_MS / 1000) }));
    const code = codeOf(error);
    return impossible(
      !made && code === '404'
        ? say('rehearsal.imageAbsent', { image: plan.image })
        : say('rehearsal.refused', { code }),
    );
  }
}

/** Nothing of the instance but its image: no volume, no port, no variable, no privilege, nothing to write to. */
function errandOf(plan: RehearsalPlan, { cmd, env }: ProbeCommand): Errand {
  return {
    purpose: 'rehearsal',
    image: plan.image,
    command: cmd,
    env,
    user: '65534:65534',
    host: {
      NetworkMode: plan.networkMode,
      ExtraHosts: [...plan.extraHosts],
      ReadonlyRootfs: true,
      PidsLimit: 128,
      Memory: 268_435_456,
      LogConfig: { Type: 'none', Config: {} },
    },
  };
}

function judged(plan: RehearsalPlan, seen: readonly Seen[]): Rehearsed {
  const [best] = seen;
  const target = targetOf(plan.probe);
  if (best === undefined || best.outcome === 'aborted')
    return impossible(say('rehearsal.refused', { code: 'no answer' }));
  if (best.outcome === 'ok') return { result: 'worked', detail: say('rehearsal.worked', { target }), seen };
  return { result: 'failed', detail: say('rehearsal.failed', { target, outcome: best.outcome }), seen };
}

function impossible(detail: Said): Rehearsed {
  return { result: 'not-possible', detail, seen: [] };
}

/** The engine's HTTP status, else the error's own code. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('statusCode' in error && typeof error.statusCode === 'number') return `${error.statusCode}`;
  return 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
