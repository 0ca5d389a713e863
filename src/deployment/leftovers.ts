import type Docker from 'dockerode';
import { LEFTOVER_MS, SWEEP_MS } from '../budgets.js';
import type { Listed } from './engine-answers.js';
import { limited } from './limited.js';
import { lives } from './run-mark.js';
import { isInUse, removeContainer, THROWAWAY_LABEL } from './throwaway.js';

/** True for a container that this program made for a moment, in this run or another: no part of the deployment. */
export function isThrowaway({ labels }: Listed): boolean {
  return Object.hasOwn(labels, THROWAWAY_LABEL);
}

/**
 * Whether a throw-away container was left behind: its run is dead, or it is older than LEFTOVER_MS and its run is not
 * known to live. Pure but for the table of processes.
 * @param now milliseconds since the epoch
 */
export function isLeftover({ labels, names, createdAt }: Listed, now: number): boolean {
  if (names.some(isInUse)) return false;
  const alive = lives(labels[THROWAWAY_LABEL] ?? '');
  if (alive === false) return true;
  return alive === null && createdAt !== null && now - createdAt > LEFTOVER_MS;
}

/** Removes what runs that were killed have left behind. Bounded by SWEEP_MS, silent; never throws. */
export async function sweep(docker: Docker, listed: readonly Listed[], signal: AbortSignal): Promise<void> {
  const limit = limited([signal], SWEEP_MS);
  const left = listed.filter((entry) => isThrowaway(entry) && isLeftover(entry, Date.now()));
  await Promise.all(left.map(({ id }) => removeContainer(docker, id, limit)));
}
