import { setMaxListeners } from 'node:events';
import type { Phase } from '../types/probe.js';
import { ABORTED, LIMIT, outcomeOf } from './classify.js';
import { Fault, faultOf } from './fault.js';

/** When a probe ends, whatever its peer does: at its limit, or when its caller says so. */
export interface Ending {
  readonly signal: AbortSignal;
  /** Milliseconds left until the limit. */
  left(): number;
  /** The fault of a phase that was cut off. */
  fault(phase: Phase): Fault;
  /** Forgets timer and signal; to be called when the probe is over. */
  release(): void;
}

/**
 * Starts a probe's clock.
 * @param outer the caller's signal
 * @param limitMs limit in milliseconds
 */
export function endingOf(outer: AbortSignal, limitMs: number): Ending {
  const own = new AbortController();
  // A hundred probes share the run's signal, and every phase listens: that is no leak.
  setMaxListeners(0, own.signal, outer);
  const end = performance.now() + limitMs;
  let code = LIMIT;
  const onAbort = () => {
    code = ABORTED;
    own.abort();
  };
  const timer = setTimeout(() => own.abort(), limitMs);
  if (outer.aborted) onAbort();
  else outer.addEventListener('abort', onAbort, { once: true });
  return {
    signal: own.signal,
    left: () => Math.max(0, end - performance.now()),
    fault: (phase) => new Fault(phase, outcomeOf(phase, { code }), { code }),
    release: () => {
      clearTimeout(timer);
      outer.removeEventListener('abort', onAbort);
    },
  };
}

/**
 * Waits for something that answers by callback, and no longer than the probe lasts.
 * @param start begins it, and returns what ends it (sockets to destroy) when the probe is cut off
 * @throws Fault where it fails or is cut off
 */
export function within<T>(
  ending: Ending,
  phase: Phase,
  start: (done: (value: T) => void, fail: (error: unknown) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (ending.signal.aborted) return reject(ending.fault(phase));
    let undo = () => {};
    const cut = () => {
      reject(ending.fault(phase));
      undo();
    };
    const settled = () => ending.signal.removeEventListener('abort', cut);
    ending.signal.addEventListener('abort', cut, { once: true });
    try {
      undo = start(
        (value) => {
          settled();
          resolve(value);
        },
        (error) => {
          settled();
          reject(faultOf(phase, error));
        },
      );
    } catch (error) {
      settled();
      reject(faultOf(phase, error));
    }
  });
}
