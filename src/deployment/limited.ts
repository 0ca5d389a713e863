import { setMaxListeners } from 'node:events';

/**
 * A signal that aborts with its parents, or when a time has passed.
 *
 * In its place `AbortSignal.any` with `AbortSignal.timeout` never fires on Node 20 once the garbage collector has run:
 * nothing holds the signals that it is made of. A timer holds what it calls.
 * @param parents signals that abort it; whichever comes first gives the reason
 * @param ms milliseconds; the reason is then a TimeoutError. The timer does not keep the process alive.
 */
export function limited(parents: readonly AbortSignal[], ms: number): AbortSignal {
  const controller = new AbortController();
  const { signal } = controller;
  // What it limits may be many things at once: that is no leak.
  setMaxListeners(0, signal, ...parents);
  const timer = setTimeout(() => controller.abort(new DOMException('The time is over.', 'TimeoutError')), ms);
  timer.unref();
  for (const parent of parents) {
    const follow = () => controller.abort(parent.reason);
    if (parent.aborted) follow();
    else parent.addEventListener('abort', follow, { once: true, signal });
  }
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  if (signal.aborted) clearTimeout(timer);
  return signal;
}
