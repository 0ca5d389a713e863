import { say } from '../messages/program.js';
import { STOP_CODES } from '../report/exit-code.js';
import { type Stop, stopOf } from '../types/run.js';
import type { Lang } from '../types/text.js';
import type { Io, StopName } from './io.js';

const MEANS: Readonly<Record<StopName, Stop>> = { SIGHUP: 'hung-up', SIGINT: 'interrupted', SIGTERM: 'terminated' };

/**
 * Turns the first SIGHUP, SIGINT or SIGTERM into an abort, whose reason is a `Stop`; a second one ends the process at
 * once.
 * @returns the signal, and the way to stop listening
 */
export function stopSignal(io: Io, lang: Lang): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const release = io.onSignal((name) => {
    if (controller.signal.aborted) {
      io.exitNow(STOP_CODES[MEANS[name]]);
      return;
    }
    if (io.stderr.isTTY) io.stderr.write(`\n${say(lang, 'progress.stopping')}\n`);
    controller.abort(MEANS[name]);
  });
  return { signal: controller.signal, release };
}

/** The exit code of what was stopped; null where nothing was. */
export function stopCode(signal: AbortSignal): 129 | 130 | 143 | null {
  const stop = stopOf(signal);
  return stop === null ? null : STOP_CODES[stop];
}
