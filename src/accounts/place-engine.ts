import { httpStatus } from '../deployment/error-code.js';
import { Refusal } from './refusal.js';

/**
 * Makes a refusal of an engine that breaks off, or does not answer in time. What it answers with a status stays what it
 * is, and so does the end that somebody asked for: callers tell those apart.
 * @param signal that limits the work
 * @throws Refusal `engine`
 */
export async function orRefused<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal || httpStatus(error) !== null) throw error;
    const outOfTime = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
    if (signal.aborted && !outOfTime) throw error;
    throw new Refusal('engine');
  }
}
