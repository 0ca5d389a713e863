import type { Driven } from './drive.js';

/** Exit codes of the contract, without 70. */
const CODES: readonly number[] = [0, 1, 2, 3, 4, 129, 130, 143];
/** Allowed after the deadline or the first signal; while something of the doctor's own is cleaned up, so much more. */
const OVERRUN_MS = 500;
const CLEANING_MS = 3_000;
/** A machine with other work ends a process late: what that costs is no overrun of the doctor's. Late ones are tried again alone. */
const BUSY_MS = 1_500;
/** A doctor without an endless answer takes a tenth of it; the longest answers that are read add up to twice their limits. */
const MEMORY_BYTES = 600 * 1_048_576;

/** True for what may be the machine's fault. */
export function isLate(fault: string): boolean {
  return / ms at a deadline of /.test(fault);
}

/**
 * What is wrong with a run, in words; empty: nothing.
 * @param deadlineMs of the run, from its start; null: it has none
 */
export function faultsOf(driven: Driven, deadlineMs: number | null): readonly string[] {
  const { code, signal, stdout, stderr, ms, memory } = driven;
  const cleaned = driven.engine.asked.includes('create');
  const allowed = (deadlineMs ?? 0) + OVERRUN_MS + BUSY_MS + (cleaned ? CLEANING_MS : 0);
  const faults: string[] = [];
  if (signal !== null) faults.push(`never ended (${signal})`);
  else if (code === null || !CODES.includes(code)) faults.push(`exit ${code}: ${stderr.slice(-300)}`);
  if (code === 0 && stdout.trim() === '') faults.push('exit 0 in silence');
  if (code !== 0 && stdout.trim() === '' && stderr.trim() === '') faults.push(`exit ${code} in silence`);
  if (deadlineMs !== null && ms > allowed) faults.push(`${Math.round(ms)} ms at a deadline of ${deadlineMs}`);
  if (memory > MEMORY_BYTES) faults.push(`${Math.round(memory / 1_048_576)} MiB`);
  return faults;
}
