import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { errorCode } from './error-code.js';

/** A run of this program, as a label tells it: `<machine>.<process>.<start>`. */
const MARK = /^([0-9a-f]{12})\.(\d+)\.(\d+)$/;

/** What tells this run from every other one, on this machine and on others that use the same engine. */
export function runMark(): string {
  return `${machine()}.${process.pid}.${startOf(process.pid) ?? 0}`;
}

/**
 * Whether the run that left a mark still lives.
 * @returns null where that cannot be told from here: it ran on another machine, or this is no mark
 */
export function lives(mark: string): boolean | null {
  const [, where, pid, start] = MARK.exec(mark) ?? [];
  if (where === undefined || where !== machine()) return null;
  const run = Number(pid);
  // A number that was given to another process since has another start.
  const seen = startOf(run);
  return seen === null ? Number(start) === 0 && exists(run) : seen === Number(start);
}

/** This boot of this machine, seen from this space of process numbers. */
function machine(): string {
  const parts = [
    hostname(),
    given(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    given(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}

/** When a process started, in ticks since the boot: field 22 of its `stat`. null: it is not there, or there is no /proc. */
function startOf(pid: number): number | null {
  const stat = given(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name, in brackets, may hold anything.
  const start = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? Number.NaN);
  return Number.isFinite(start) ? start : null;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function given(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
