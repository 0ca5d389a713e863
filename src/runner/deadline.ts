import { setMaxListeners } from 'node:events';
import { type Ended, stopOf } from '../types/run.js';

/**
 * Runs something under a limit of time that also ends with an outer signal.
 * @param limitMs the limit in milliseconds
 * @param interrupt the outer signal; its reason tells which of the three stops it was
 * @param work is given the combined signal, and a function that tells whether and why it has fired
 * @returns what `work` returns; the timer is always cleared
 */
export async function within<T>(
  limitMs: number,
  interrupt: AbortSignal,
  work: (signal: AbortSignal, ended: () => Ended | null) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // Every check and probe listens to it: that is many, and no leak.
  setMaxListeners(0, controller.signal);
  let why: Ended | null = null;
  const end = (reason: Ended): void => {
    why ??= reason;
    controller.abort();
  };
  const interrupted = (): void => end(stopOf(interrupt) ?? 'interrupted');
  const timer = setTimeout(() => end('deadline'), limitMs);
  if (interrupt.aborted) interrupted();
  else interrupt.addEventListener('abort', interrupted, { once: true });
  try {
    return await work(controller.signal, () => why);
  } finally {
    clearTimeout(timer);
    interrupt.removeEventListener('abort', interrupted);
  }
}
