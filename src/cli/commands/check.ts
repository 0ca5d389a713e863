import { catalogueOf, chosenChecks } from '../catalogue.js';
import { deliver, proveOutputs } from '../deliver.js';
import type { Io } from '../io.js';
import { inTime } from '../overrun.js';
import type { Program } from '../program.js';
import { progressFor } from '../progress.js';
import { inRounds } from '../rounds.js';
import type { Settings } from '../settings.js';

/**
 * `check` and `gate`: examines, in rounds where waiting was asked for, and delivers the report.
 * @returns the exit code, which the report holds
 * @throws UsageError before anything is asked
 */
export async function check(settings: Settings, program: Program, io: Io, signal: AbortSignal): Promise<number> {
  const { lang, failOn, only, skip, waitMs, deadlineMs, verbosity } = settings;
  await proveOutputs(settings);
  const { checks, causes } = await catalogueOf(program, settings, io.cwd, signal);
  const chosen = chosenChecks(checks, only, skip);
  const progress = await progressFor(io, lang, verbosity === 'quiet', settings.command !== 'gate');
  const { version } = program;
  try {
    const report = await inRounds(
      (limit) => {
        const asked = { ...settings, checks: chosen, causes, version, deadlineMs: limit, env: io.env, cwd: io.cwd };
        return inTime(program.examine(asked, progress.observe, signal), limit, signal);
      },
      { waitMs, deadlineMs },
      { lang, failOn, version },
      progress,
      signal,
    );
    progress.stop();
    await deliver(report, settings, io);
    return report.exitCode;
  } finally {
    progress.stop();
  }
}
