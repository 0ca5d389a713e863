import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import type { Report } from '../../../src/types/report.js';
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
  const only = ['--only', '*.check', '--offline', '--deadline', '3s'];
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
async function all<Case extends readonly [name: string, ...rest: string[]]>(
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

/** The exit code, and rows as `id status`; what is not whole is told in their place. */
function rowsOf({ code, stdout, files }: Ran): readonly string[] {
  // Formats that are for people name checks by their titles; annotations are made of what failed alone.
  const incomplete = FORMATS.filter((format) => !/failing[ .]check/u.test(files[format] ?? ''));
  if (incomplete.length > 0) return [`exit ${code}`, `incomplete: ${incomplete}`];
  try {
    const { checks, exitCode }: Report = JSON.parse(stdout);
    const rows = new Set(checks.map(({ id, status }) => `${id} ${status}`));
    return [`exit ${code}`, ...(exitCode === code ? [] : [`report says ${exitCode}`]), ...[...rows].toSorted()];
  } catch {
    return [`exit ${code}`, 'no JSON'];
  }
}

const expected = <Case extends readonly [string, ...string[]]>(cases: readonly Case[], value: unknown) =>
  Object.fromEntries(cases.map(([name]) => [name, value]));

const REST = ['failing.check fail', 'good.check pass'];

test(`${BREAKING_RUNS.length} checks that break are crash rows; everything else is reported, in every format`, async () => {
  const seen = await all(BREAKING_RUNS, async ([, code]) => {
    const rows = rowsOf(await run(`export default { checks: [check({ run: ${code} }), ...good] };`));
    // One that answered and broke afterwards has both rows.
    return rows.filter((row) => row !== 'bad.check pass');
  });
  expect(seen).toEqual(expected(BREAKING_RUNS, ['exit 1', 'bad.check crash', ...REST]));
}, 120_000);

test(`${HARMLESS_RUNS.length} checks that are odd and in order answer, and the report is whole`, async () => {
  const seen = await all(HARMLESS_RUNS, async ([, code]) =>
    rowsOf(await run(`export default { checks: [check({ run: ${code} }), ...good] };`)),
  );
  expect(seen).toEqual(expected(HARMLESS_RUNS, ['exit 1', 'bad.check pass', ...REST]));
}, 60_000);

test(`${BREAKING_CAUSES.length} causes that break are crash rows; everything else is reported, in every format`, async () => {
  const seen = await all(BREAKING_CAUSES, async ([, change]) =>
    rowsOf(await run(`export default { checks: good, causes: [cause(${change})] };`)),
  );
  expect(seen).toEqual(expected(BREAKING_CAUSES, ['exit 1', 'bad-cause crash', ...REST]));
}, 60_000);

test(`${BAD_DEFINITIONS.length} bad definitions: exit 2, one line that names the plug-in and what is wrong`, async () => {
  const seen = await all(BAD_DEFINITIONS, async ([, file, says]) => {
    const { code, stdout, stderr } = await run(file);
    const told = /^owui-doctor: --plugin: [^\n]*case\d+\.mjs[^\n]*\n$/u.test(stderr) && stderr.includes(says);
    return [code, stdout, told || stderr];
  });
  expect(seen).toEqual(expected(BAD_DEFINITIONS, [2, '', true]));
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
