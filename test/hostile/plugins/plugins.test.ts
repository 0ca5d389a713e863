import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import type { Report } from '../../../src/types/report.js';
import { many } from '../sample.js';
import { BAD_DEFINITIONS, BREAKING_CAUSES, BREAKING_RUNS, HARMLESS_RUNS, HEAD } from './cases.js';

const program = fileURLToPath(new URL('../../../dist/bin.cjs', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'owui-doctor-plugins-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const FORMATS = ['text', 'junit', 'github', 'markdown', 'prometheus'] as const;
/** Processes at once. */
const AT_ONCE = 3;

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** By format. */
  readonly files: Readonly<Record<string, string>>;
}
let count = 0;

/** Runs the built program with one plug-in, on a machine without an engine, in all formats. */
function run(file: string): Promise<Ran> {
  count += 1;
  const name = `case${count}`;
  writeFileSync(join(cwd, `${name}.mjs`), `${HEAD}\n${file}\n`);
  const outputs = FORMATS.flatMap((format) => ['--format', format, '--output', join(cwd, `${name}.${format}`)]);
  const only = ['--only', '*.check*', '--offline', '--deadline', '3s'];
  const args = [program, '--plugin', `./${name}.mjs`, ...only, ...outputs, '--format', 'json'];
  const env = { PATH: '/usr/bin:/bin', HOME: cwd, LC_ALL: 'C.UTF-8', DOCKER_HOST: 'unix:///nonexistent/engine.sock' };
  const read = (format: string): [string, string] => {
    try {
      return [format, readFileSync(join(cwd, `${name}.${format}`), 'utf8')];
    } catch {
      return [format, ''];
    }
  };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env, timeout: 15_000, maxBuffer: 64e6 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr, files: Object.fromEntries(FORMATS.map(read)) });
    });
  });
}

/** Runs cases a few at a time and gives what went otherwise than expected, by the names of the cases. */
async function all<Case extends readonly [name: string, ...rest: unknown[]]>(
  cases: readonly Case[],
  outcome: (one: Case) => Promise<unknown>,
): Promise<Readonly<Record<string, unknown>>> {
  const waiting = [...cases];
  const seen: Record<string, unknown> = {};
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) seen[one[0]] = await outcome(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return seen;
}

/** Cases that share a process; each has a check or a cause of its own. */
const TOGETHER = 9 - many(1, 8);

/** Runs cases as checks or causes of few plug-ins, and gives the statuses of each one's rows, by the names of the cases. */
async function rowsOf(
  cases: readonly (readonly [name: string, code: string])[],
  id: 'bad.check' | 'bad.cause',
): Promise<Readonly<Record<string, unknown>>> {
  const numbered = cases.map(([name, code], index) => ({ name, code, id: `${id}-${index}` }));
  const groups = Array.from({ length: Math.ceil(numbered.length / TOGETHER) }, (_, index) =>
    numbered.slice(index * TOGETHER, (index + 1) * TOGETHER),
  );
  const seen = new Map<string, unknown>();
  await all(
    groups.map((group) => [group[0]?.id ?? '', group] as const),
    async ([, group]) => {
      const items = group.map((one) =>
        id === 'bad.check'
          ? `check({ id: '${one.id}', run: ${one.code} })`
          : `cause({ id: '${one.id}', ...${one.code} })`,
      );
      const lists = id === 'bad.check' ? `checks: [${items}, ...good]` : `checks: good, causes: [${items}]`;
      const { code, stdout, files } = await run(`export default { ${lists} };`);
      const report = parsed(stdout);
      const rest = ['good.check', 'failing.check'].map((one) => statuses(report, one).join());
      // Formats that are for people name checks by their titles; annotations are made of what failed alone.
      const incomplete = FORMATS.filter((format) => !/failing[ .]check/u.test(files[format] ?? ''));
      const whole = { code, exitCode: report?.exitCode, rest, incomplete };
      for (const one of group) seen.set(one.name, { ...whole, rows: statuses(report, one.id) });
    },
  );
  return Object.fromEntries(seen);
}

function parsed(stdout: string): Report | null {
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}

function statuses(report: Report | null, id: string): readonly string[] {
  return (report?.checks ?? []).flatMap((row) => (row.id === id ? [row.status] : []));
}

/** Each case's own rows, in a run that is whole otherwise. */
const expected = (cases: readonly (readonly [string, ...string[]])[], ...rows: readonly string[]) =>
  Object.fromEntries(
    cases.map(([name]) => [name, { code: 1, exitCode: 1, rest: ['pass', 'fail'], incomplete: [], rows }]),
  );

test(`${BREAKING_RUNS.length} checks that break are crash rows; everything else is reported, in every format`, async () => {
  const seen = await rowsOf(BREAKING_RUNS, 'bad.check');
  // One that answered and broke afterwards has both rows.
  const late = BREAKING_RUNS.filter(([name]) => /^a (?:late throw after|rejection)/u.test(name));
  const others = BREAKING_RUNS.filter((one) => !late.includes(one));
  expect(seen).toEqual({ ...expected(others, 'crash'), ...expected(late, 'pass', 'crash') });
}, 120_000);

test(`${HARMLESS_RUNS.length} checks that are odd and in order answer, and the report is whole`, async () => {
  expect(await rowsOf(HARMLESS_RUNS, 'bad.check')).toEqual(expected(HARMLESS_RUNS, 'pass'));
}, 60_000);

test(`${BREAKING_CAUSES.length} causes that break are crash rows; everything else is reported, in every format`, async () => {
  expect(await rowsOf(BREAKING_CAUSES, 'bad.cause')).toEqual(expected(BREAKING_CAUSES, 'crash'));
}, 60_000);

test(`${BAD_DEFINITIONS.length} bad definitions: exit 2, one line that names the plug-in and what is wrong`, async () => {
  const seen = await all(BAD_DEFINITIONS, async ([, file, says]) => {
    const { code, stdout, stderr } = await run(file);
    const told = /^owui-doctor: --plugin: [^\n]*case\d+\.mjs[^\n]*\n$/u.test(stderr) && stderr.includes(says);
    return [code, stdout, told || stderr];
  });
  expect(seen).toEqual(Object.fromEntries(BAD_DEFINITIONS.map(([name]) => [name, [2, '', true]])));
}, 60_000);

test('a plug-in that is broken and otherwise healthy turns nothing green', async () => {
  const file = `export default { checks: [check({ run: async () => 5 })] };`;
  writeFileSync(join(cwd, 'alone.mjs'), `${HEAD}\n${file}\n`);
  const args = [program, '--plugin', './alone.mjs', '--only', 'bad.check', '--format', 'json'];
  const code = await new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env: { HOME: cwd, DOCKER_HOST: 'unix:///nonexistent' } }, (error) =>
      resolve(error?.code ?? 0),
    );
  });
  expect(code).toBe(1);
}, 20_000);
