import type { Status } from '../types/check.js';
import type { ExitCode, Report } from '../types/report.js';

/** The least status that makes a run unhealthy, in falling severity: `unknown` includes warnings and failures. */
export const FAIL_ON = ['fail', 'warn', 'unknown'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/**
 * The exit code, computed once, from what was found.
 * @param summary how many rows have each status; a crash counts as a failure
 * @param ended why the run was cut short; an interrupt is told by its own code whatever was found
 * @param failOn the least status that counts
 * @returns 0, 1, 3, 4, 130 or 143
 */
export function exitCodeOf(
  summary: Readonly<Record<Status, number>>,
  ended: Report['ended'],
  failOn: FailOn,
): ExitCode {
  if (ended === 'interrupted') return 130;
  if (ended === 'terminated') return 143;
  // Waiting that ran out was waiting for something: a round without a failure that was cut short is not healthy yet.
  return ended === 'wait-ran-out' ? 3 : healthCode(summary, failOn);
}

function healthCode(summary: Readonly<Record<Status, number>>, failOn: FailOn): ExitCode {
  if (summary.fail + summary.crash > 0) return 1;
  if (failOn === 'fail') return 0;
  if (summary.warn > 0) return 1;
  return failOn === 'unknown' && summary.unknown > 0 ? 4 : 0;
}
