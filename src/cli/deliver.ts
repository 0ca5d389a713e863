import { appendFile } from 'node:fs/promises';
import { say } from '../messages/program.js';
import { defuse } from '../report/defuse.js';
import { reporterOf } from '../report/reporters.js';
import type { Report } from '../types/report.js';
import { proveWritable, writeWhole } from './files.js';
import type { Io } from './io.js';
import type { Settings } from './settings.js';
import { showFor } from './terminal.js';
import { UsageError } from './usage-error.js';

/** GitHub takes a job summary of one mebibyte; what is longer it refuses whole. */
const SUMMARY_BYTES = 1_000_000;

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? 'EIO';
}

/**
 * Proves before any probe that every --output can be written.
 * @throws UsageError
 */
export async function proveOutputs(settings: Settings): Promise<void> {
  for (const { path } of settings.outputs) {
    if (path === null) continue;
    await proveWritable(path).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError('cli.unwritable', { name: '--output', path, code: codeOf(error) });
    });
  }
}

/** Writes the report in every format that was asked for: files first, then stdout. A file that fails is told on stderr. */
export async function deliver(report: Report, settings: Settings, io: Io): Promise<void> {
  const { lang, color, verbosity, outputs } = settings;
  const onGitHub = io.env.GITHUB_ACTIONS === 'true';
  for (const { format, path } of [...outputs].sort(
    (one, other) => Number(one.path === null) - Number(other.path === null),
  )) {
    const text = (await reporterOf(format))(report, showFor(io, lang, color, verbosity, path !== null));
    if (path !== null) {
      await writeWhole(path, text).catch((error: NodeJS.ErrnoException) =>
        io.stderr.write(`${say(lang, 'cli.output-failed', { path, code: codeOf(error) })}\n`),
      );
    } else {
      // Annotations are meant for the runner; whatever else it reads here is no command of its.
      io.stdout.write(onGitHub && format !== 'github' ? defuse(text, format === 'json') : text);
    }
  }
  if (onGitHub && (settings.command === 'gate' || outputs.some(({ format }) => format === 'github')))
    await annotate(report, settings, io);
}

/** Annotations, where none were asked for, on stderr (the runner reads both streams); and the job summary. */
async function annotate(report: Report, settings: Settings, io: Io): Promise<void> {
  const { lang, color, verbosity, outputs } = settings;
  const show = showFor(io, lang, color, verbosity, true);
  if (!outputs.some(({ format }) => format === 'github')) io.stderr.write((await reporterOf('github'))(report, show));
  const summary = io.env.GITHUB_STEP_SUMMARY;
  if (!summary) return;
  const text = Buffer.from((await reporterOf('markdown'))(report, show))
    .subarray(0, SUMMARY_BYTES)
    .toString();
  await appendFile(summary, `${text}\n`).catch((error: NodeJS.ErrnoException) =>
    io.stderr.write(`${say(lang, 'cli.summary-failed', { code: codeOf(error) })}\n`),
  );
}
