import { setTimeout as sleep } from 'node:timers/promises';
import { ROUND_PAUSE_MS } from '../budgets.js';
import { say } from '../messages/program.js';
import { unanswered } from '../report/answers.js';
import { buildReport, type ReportOptions } from '../report/build.js';
import type { Report } from '../types/report.js';
import { type Ended, type RunResult, stopOf } from '../types/run.js';
import type { Progress } from './progress.js';

/** One round with a limit of its own, in milliseconds. */
export type Round = (deadlineMs: number) => Promise<RunResult>;

export interface Waiting {
  /** All rounds together, in milliseconds; null: one round alone. */
  readonly waitMs: number | null;
  /** One round, in milliseconds. */
  readonly deadlineMs: number;
  readonly pauseMs?: number;
}

/**
 * Repeats rounds until one is healthy from its beginning to its end, or the time is up. A round that the end of the waiting cut short is only shown
 * where there was none before it.
 * @returns the report of the last round
 */
export async function inRounds(
  round: Round,
  { waitMs, deadlineMs, pauseMs = ROUND_PAUSE_MS }: Waiting,
  options: ReportOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<Report> {
  const startedAt = performance.now();
  const left = (): number => (waitMs ?? Number.POSITIVE_INFINITY) - (performance.now() - startedAt);
  const finish = (run: RunResult, ended: Ended | null): Report => buildReport({ ...run, ended }, options);
  let told = '';
  let last: RunResult | null = null;
  for (;;) {
    const limit = Math.max(1, Math.min(deadlineMs, left()));
    const run = await round(limit);
    const report = finish(run, run.ended);
    // What was cut off or not found out did not fail, but it is not known to be well either: no gate turns green on it.
    const healthy = report.exitCode === 0 && run.ended === null && unanswered(report) === undefined;
    if (waitMs === null || healthy || signal.aborted) return report;
    const cutShort = run.ended === 'deadline' && limit < deadlineMs;
    if (left() <= pauseMs) return finish(cutShort && last !== null ? last : run, 'wait-ran-out');
    last = run;
    const title =
      report.diagnoses[0]?.title ??
      report.checks.find(({ status }) => status === 'fail' || status === 'unknown')?.title ??
      '';
    if (title !== told) {
      const seconds = (ms: number): number => Math.round(ms / 1000);
      progress.note(say(options.lang, 'progress.waiting', { title, s: seconds(pauseMs), left: seconds(left()) }));
      told = title;
    }
    if (!(await paused(pauseMs, signal))) return finish(run, stopOf(signal));
  }
}

/** @returns false where the signal ended the pause */
async function paused(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
