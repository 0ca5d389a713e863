import type { Deployment } from '../types/deployment.js';
import type { RunResult } from '../types/run.js';
import type { Said } from '../types/text.js';
import { describeWorld } from './describe-world.js';
import type { Fault } from './faults.js';
import { remedyFor, undoFault } from './remedies.js';
import { buildWorld, type World } from './world.js';

/** What happens during the demo; sentences are looked up in `demoTexts`. */
export type DemoEvent =
  | { readonly type: 'built'; readonly fault: Fault; readonly said: Said }
  | { readonly type: 'examined'; readonly round: 1 | 2; readonly result: RunResult }
  | { readonly type: 'remedy'; readonly said: Said }
  | { readonly type: 'ended'; readonly healthy: boolean; readonly said: Said };

/** What the demo needs from the program above it. */
export interface DemoTools {
  readonly signal: AbortSignal;
  /**
   * The real examination of a deployment that is known already: checks, causes and fixes, from the host's vantage point
   * alone, offline, with nothing kept on disk and no rehearsal.
   * @param token the administrator's, for the proxied route; secret
   */
  examine(deployment: Deployment, token: string, signal: AbortSignal): Promise<RunResult>;
  observe(event: DemoEvent): void;
}
export interface DemoResult {
  readonly fault: Fault;
  /** What each examination found: one where nothing was wrong or the demo was interrupted, else two. */
  readonly rounds: readonly RunResult[];
  /** Whether the last examination found nothing wrong. */
  readonly healthy: boolean;
}

/**
 * Shows what the doctor does, on a small deployment of its own on loopback: examination, remedy, examination. The remedy
 * is chosen by the diagnosis. Nothing is left behind, whatever happens; an interrupted demo ends without an `ended` event.
 * @throws what `examine` throws, and NodeJS.ErrnoException where nothing can listen on loopback
 */
export async function runDemo(fault: Fault, tools: DemoTools): Promise<DemoResult> {
  const world = await buildWorld(fault);
  try {
    const url = world.webui.settings.ollamaUrls[0] ?? '';
    tools.observe({ type: 'built', fault, said: { code: `demo.fault.${fault}`, args: { url } } });
    const first = await examined(world, 1, tools);
    if (tools.signal.aborted) return { fault, rounds: [first], healthy: false };
    const found = isHealthy(first);
    if (found || fault === 'healthy') return end(fault, [first], found && fault === 'healthy', tools);

    const cause = first.diagnoses.find((each) => each.rank === 1)?.diagnosis.cause;
    const remedy = (cause === undefined ? null : remedyFor(cause, world)) ?? undoFault(fault, world);
    tools.observe({ type: 'remedy', said: remedy.said });
    await remedy.apply();
    const second = await examined(world, 2, tools);
    if (tools.signal.aborted) return { fault, rounds: [first, second], healthy: false };
    return end(fault, [first, second], isHealthy(second), tools);
  } finally {
    await world.close();
  }
}

async function examined(world: World, round: 1 | 2, tools: DemoTools): Promise<RunResult> {
  const result = await tools.examine(describeWorld(world), world.token, tools.signal);
  tools.observe({ type: 'examined', round, result });
  return result;
}

function end(fault: Fault, rounds: readonly RunResult[], healthy: boolean, tools: DemoTools): DemoResult {
  tools.observe({ type: 'ended', healthy, said: { code: ending(fault, rounds.length, healthy), args: {} } });
  return { fault, rounds, healthy };
}

function ending(fault: Fault, rounds: number, healthy: boolean): string {
  if (fault === 'healthy') return healthy ? 'demo.healthy' : 'demo.false-alarm';
  if (rounds === 1) return 'demo.missed';
  return healthy ? 'demo.healed' : 'demo.unhealed';
}

/** A run that was cut short has seen too little to call anything healthy. */
function isHealthy({ findings, diagnoses, ended }: RunResult): boolean {
  return (
    ended === null && diagnoses.length === 0 && findings.every(({ status }) => status !== 'fail' && status !== 'crash')
  );
}
