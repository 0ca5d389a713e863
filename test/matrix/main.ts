// All causes × all versions: `npm run matrix`, `npm run matrix -- 0.12.4 url-`. Prints the table at the end.
// Two labs work side by side. A run that was interrupted goes on where it stopped: rows of the same commit are kept.
import { execFileSync } from 'node:child_process';
import { type Lab, startLab, type WebUiVersion, webuiVersions } from '../lab/index.js';
import { scenarios } from './all.js';
import { KeptRows } from './kept-rows.js';
import { type Row, runScenario } from './run-scenario.js';
import type { Scenario } from './scenario.js';
import { tableOf } from './table.js';

const LABS = 2;
const words = process.argv.slice(2);
const isVersion = (word: string): word is WebUiVersion => (webuiVersions as readonly string[]).includes(word);
const named = words.filter(isVersion);
const filters = words.filter((word) => !isVersion(word));
const versions = named.length > 0 ? named : (['0.12.4', '0.9.6', '0.6.43'] as const);

interface Job {
  readonly scenario: Scenario;
  readonly version: WebUiVersion;
}
const jobs = versions.flatMap((version) =>
  scenarios
    .filter(({ cause }) => filters.length === 0 || filters.some((filter) => cause.startsWith(filter)))
    .filter((scenario) => scenario.versions?.includes(version) ?? true)
    .map((scenario): Job => ({ scenario, version })),
);
const nameOf = ({ scenario: { cause, variant }, version }: Job): string =>
  `${cause}${variant ? ` (${variant})` : ''} ${version}`;

const git = (...args: readonly string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
// Rows are of one state of the program and the lab; with uncommitted changes there is none to speak of.
const CODE = ['src', 'checks', 'test/lab', 'test/matrix', 'test/standins', 'build.mjs', 'package.json'];
const clean = git('status', '--porcelain', '--', ...CODE) === '';
const commit = clean ? git('log', '-1', '--format=%H', '--', ...CODE) : null;
const rows = new KeptRows('.cache/matrix.json', commit);
const open = jobs.filter((job) => !rows.has(nameOf(job)));
if (open.length < jobs.length) process.stdout.write(`${jobs.length - open.length} rows of this commit are there\n`);

/** A row for a scenario that could not be carried through: it counts as a problem, and is not tried again. */
function broke({ scenario, version }: Job, error: unknown): Row {
  const story = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    cause: scenario.cause,
    variant: scenario.variant ?? '',
    version,
    judge: '-',
    brokenBefore: false,
    host: '-',
    certainty: '',
    inContainer: '-',
    fix: '-',
    rehearsal: '-',
    commands: '',
    pasted: '-',
    healedAfter: false,
    exitAfter: null,
    seconds: 0,
    problems: [story],
  };
}

async function work(lab: Lab): Promise<void> {
  for (let job = open.shift(); job; job = open.shift()) {
    const { scenario, version } = job;
    const current = job;
    const row = await runScenario(lab, scenario, version).catch((error: unknown) => broke(current, error));
    rows.keep(nameOf(job), row);
    process.stdout.write(
      `${row.problems.length === 0 ? '✔' : '✖'} ${nameOf(job)}: ${row.host}/${row.inContainer}, ${row.fix} (${row.rehearsal}), healed ${row.healedAfter}, exit ${row.exitAfter}, ${row.seconds} s\n`,
    );
    for (const problem of row.problems) process.stdout.write(`    ${problem}\n`);
    await lab.reset();
  }
}

await Promise.all(
  Array.from({ length: Math.min(LABS, open.length) }, async () => {
    const lab = await startLab();
    try {
      await work(lab);
    } finally {
      await lab.stop();
    }
  }),
);
const done = jobs.flatMap((job) => rows.get(nameOf(job)) ?? []);
const bad = done.filter(({ problems }) => problems.length > 0).length + jobs.length - done.length;
process.stdout.write(`\n${tableOf(done)}\n${done.length} of ${jobs.length} rows, ${bad} with problems\n`);
process.exitCode = bad > 0 ? 1 : 0;
