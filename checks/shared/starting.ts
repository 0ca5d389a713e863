import type { Container, Instance, Observation, Text } from '../../src/plugin.js';

/** How long a program without a health check is given before its silence is a failure; in milliseconds. */
export const START_UP_MS = 90_000;
/** A loop of restarts is told as one only while the program is young: the engine never counts them down; in milliseconds. */
const YOUNG_MS = 5 * 60_000;
const RESTARTS_OF_A_LOOP = 2;

/**
 * True while Open WebUI may still be on its way up: migrations and models come before its port opens.
 * @param now milliseconds since the epoch, by this machine's clock
 */
export function isStarting({ container, startedAt }: Instance, now: number): boolean {
  if (!container) return startedAt !== undefined && isYoung(startedAt, now);
  if (container.state !== 'running' || container.restartCount >= RESTARTS_OF_A_LOOP) return false;
  const young = isYoung(startOf(container), now);
  // An engine that runs no health checks leaves the state at "starting" for ever.
  if (container.health === 'starting') return young || (container.inspect.State.Health?.Log?.length ?? 0) > 0;
  return container.health === 'none' && young;
}

/** The clock of an engine on another machine may be ahead: then this lasts no longer than twice the time. */
function isYoung(startedAt: number, now: number): boolean {
  return Math.abs(now - startedAt) < START_UP_MS;
}

/** True for a program that ended by itself, was started again by the engine, and is silent again. */
export function isInLoop(container: Container, now: number): boolean {
  return container.restartCount >= RESTARTS_OF_A_LOOP && Math.abs(now - startOf(container)) < YOUNG_MS;
}

function startOf({ inspect }: Container): number {
  return Date.parse(inspect.State.StartedAt);
}

/** True for the end of a request to a program, or to a proxy before it, that is not up yet; any other end is a fault of its own. */
export function isNotUp({ outcome, evidence }: Observation): boolean {
  return SILENT.has(outcome) || (outcome === 'http-status' && GATEWAY.has(evidence.status ?? 0));
}
const SILENT: ReadonlySet<Observation['outcome']> = new Set(['refused', 'closed', 'reset', 'timeout']);
const GATEWAY: ReadonlySet<number> = new Set([502, 503, 504]);

export const startingText = {
  starting: {
    en: 'Not known: Open WebUI in {name} is still starting.',
    'zh-CN': '未查明：{name} 中的 Open WebUI 仍在启动。',
  },
} as const satisfies Record<string, Text>;
