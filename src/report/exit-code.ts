import type { Status } from '../types/check.js';
import type { ExitCode, Report } from '../types/report.js';
import { STOPS, type Stop } from '../types/run.js';

/** The least status that makes a run unhealthy, in falling severity: `unknown` includes warnings and failures. */
export const FAIL_ON = ['fail', 'warn', 'unknown'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** As a shell tells them: 128 and the number of the signal. */
export const STOP_CODES = { 'hung-up': 129, interrupted: 130, terminated: 143 } as const satisfies Readonly<
  Record<Stop, ExitCode>
>;

/** What the exit code is computed from. */
export interface Verdict {
  /** How many rows have each status; a crash counts as a failure. */
  readonly summary: Readonly<Record<Status, number>>;
  /** Why the run was cut short; a signal is told by its own code whatever was found. */
  readonly ended: Report['ended'];
  /** Whether an Open WebUI is still starting. */
  readonly starting: boolean;
}

/**
 * The exit code, computed once, from what was found.
 * @param failOn the least status that counts
 * @returns 0, 1, 3, 4, 129, 130 or 143
 */
export function exitCodeOf({ summary, ended, starting }: Verdict, failOn: FailOn): ExitCode {
  const stop = STOPS.find((one) => one === ended);
  if (stop !== undefined) return STOP_CODES[stop];
  // Waiting that ran out was waiting for something: a round without a failure that was cut short is not healthy yet.
  if (ended === 'wait-ran-out') return 3;
  if (summary.fail + summary.crash > 0) return 1;
  if (summary.warn > 0 && failOn !== 'fail') return 1;
  if (summary.unknown > 0 && failOn === 'unknown') return 4;
  // Silence is no health: where no check could tell anything, nothing is said to be well.
  return summary.pass + summary.warn > 0 || starting ? 0 : 4;
}
