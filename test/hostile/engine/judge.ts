import { type Driven, drive } from './drive.js';

/** Exit codes of the contract, without 70. */
const CODES: readonly number[] = [0, 1, 2, 3, 4, 129, 130, 143];
/** Allowed after the deadline or the first signal; while something of the doctor's own is cleaned up, so much more. */
const OVERRUN_MS = 500;
const CLEANING_MS = 3_000;
/** What a machine with other work adds is no overrun of the doctor's: so many times what a healthy run takes at the moment. */
const BUSY_TIMES = 3;
const LEAST_BUSY_MS = 500;

/** Measures what to allow for the machine, in milliseconds, by a healthy run. */
export async function busyMs(): Promise<number> {
  const healthy = await drive({ state: 'running', args: ['check', '--offline', '--no-rehearse'] });
  return Math.max(LEAST_BUSY_MS, BUSY_TIMES * healthy.ms);
}

/** The most that a run may take after its deadline or the first signal, in milliseconds, without what the machine adds. */
export function overrunMs({ engine }: Driven): number {
  return OVERRUN_MS + (engine.asked.includes('create') ? CLEANING_MS : 0);
}

/** A doctor without an endless answer takes a tenth of it; the longest answers that are read add up to twice their limits. */
const MEMORY_BYTES = 600 * 1_048_576;

/** True for what may be the machine's fault: it ended late, or was cut off for being late. Such a run is tried again alone. */
export function isLate(fault: string): boolean {
  return / ms at a deadline of |ETIMEDOUT/.test(fault);
}

/**
 * What is wrong with a run, in words; empty: nothing.
 * @param deadlineMs of the run
 * @param busy what the machine adds, see `busyMs`
 */
export function faultsOf(driven: Driven, deadlineMs: number, busy: number): readonly string[] {
  const { code, signal, stdout, stderr, ms, memory } = driven;
  const allowed = deadlineMs + overrunMs(driven) + busy;
  const faults: string[] = [];
  if (signal !== null) faults.push(`never ended (${signal})`);
  else if (code === null || !CODES.includes(code)) faults.push(`exit ${code}: ${stderr.slice(-300)}`);
  if (code === 0 && stdout.trim() === '') faults.push('exit 0 in silence');
  if (code !== 0 && stdout.trim() === '' && stderr.trim() === '') faults.push(`exit ${code} in silence`);
  if (ms > allowed) faults.push(`${Math.round(ms)} ms at a deadline of ${deadlineMs}`);
  if (memory > MEMORY_BYTES) faults.push(`${Math.round(memory / 1_048_576)} MiB`);
  return faults;
}
