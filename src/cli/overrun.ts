import { limited } from '../deployment/limited.js';
import { orEnd } from '../deployment/or-end.js';

/** What a run may take beyond its end, in milliseconds: 500 for the report, 3,000 for removing what it started itself. */
const TAIL_MS = 4_000;

/**
 * Holds a round to its limit: one that does not end by itself is cut off, since a run without an end is worse than one
 * without a report.
 * @param round what has its own limit, and obeys the signal
 * @param limitMs that limit, in milliseconds
 * @throws what the round throws; an error with the code ETIMEDOUT where it was cut off
 */
export async function inTime<T>(round: Promise<T>, limitMs: number, stop: AbortSignal): Promise<T> {
  const cut = new AbortController();
  let tail: NodeJS.Timeout | undefined;
  const stopped = (): void => {
    tail = setTimeout(() => cut.abort(), TAIL_MS);
  };
  stop.addEventListener('abort', stopped, { once: true });
  try {
    return await orEnd(round, limited([cut.signal], limitMs + TAIL_MS));
  } finally {
    clearTimeout(tail);
    stop.removeEventListener('abort', stopped);
  }
}
