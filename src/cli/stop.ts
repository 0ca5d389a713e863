import { say } from '../messages/program.js';
import type { Lang } from '../types/text.js';
import type { Io } from './io.js';

const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Turns the first SIGINT or SIGTERM into an abort, whose reason is `interrupted` or `terminated`; a second one ends the
 * process at once.
 * @returns the signal, and the way to stop listening
 */
export function stopSignal(io: Io, lang: Lang): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const release = io.onSignal((name) => {
    if (controller.signal.aborted) {
      io.exitNow(CODES[name]);
      return;
    }
    if (io.stderr.isTTY) io.stderr.write(`\n${say(lang, 'progress.stopping')}\n`);
    controller.abort(name === 'SIGTERM' ? 'terminated' : 'interrupted');
  });
  return { signal: controller.signal, release };
}
