import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildReport } from '../../../src/report/build.js';
import { reporterOf } from '../../../src/report/reporters.js';
import type { FixPlan } from '../../../src/types/fix.js';
import type { Report, ReportFix } from '../../../src/types/report.js';
import { sample } from '../../report/samples/index.js';

/** The fix as a user is told it, in one language, with every format that shows commands. */
export async function shown(plan: FixPlan, lang: 'en' | 'zh-CN' = 'en'): Promise<{ fix: ReportFix; texts: string[] }> {
  const run = sample('failing');
  const [first] = run.diagnoses;
  if (!first) throw new Error('the sample has no diagnosis');
  const fixes = [{ plan, rehearsal: 'worked', detail: null }] as const;
  const report: Report = buildReport(
    { ...run, diagnoses: [{ ...first, fixes }] },
    { lang, failOn: 'fail', version: '1' },
  );
  const fix = report.diagnoses[0]?.fixes[0];
  if (!fix) throw new Error('the report has no fix');
  const show = { lang, width: 100, color: false, unicode: true, verbosity: 'verbose' } as const;
  const formats = ['text', 'markdown', 'json'] as const;
  const texts = await Promise.all(formats.map(async (format) => (await reporterOf(format))(report, show)));
  return { fix, texts };
}

export interface Ran {
  readonly code: number | null;
  readonly errors: string;
  /** Files that lie in the folder in which the command was run: there is none where nothing was injected. */
  readonly left: readonly string[];
}

/** Runs a command as pasted, in an empty folder, with the client pointed at an engine; a minute at most. */
export async function paste(shell: string, text: string, socket: string, path = process.env.PATH): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'owui-paste-'));
  const env = {
    PATH: path,
    HOME: folder,
    TMPDIR: tmpdir(),
    DOCKER_HOST: `unix://${socket}`,
    DOCKER_CONFIG: '/nonexistent',
  };
  const child = spawn(shell, ['-s'], { cwd: folder, env, stdio: ['pipe', 'ignore', 'pipe'], timeout: 60_000 });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${text}\n`);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const left = await readdir(folder);
  await rm(folder, { recursive: true, force: true });
  return { code, errors, left };
}

/** The shells of this machine that commands are promised for. */
export const SHELLS = ['bash', 'dash', 'zsh'].filter((shell) =>
  ['/bin', '/usr/bin', '/usr/local/bin'].some((folder) => existsSync(join(folder, shell))),
);

/** Runs jobs a few at a time. */
export async function each<T>(items: readonly T[], job: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await job(item);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}
