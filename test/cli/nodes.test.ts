import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { satisfies } from 'semver';
import { COMMAND_NAMES } from '../../src/cli/commands.js';
import { runsOn } from '../../src/cli/node-version.js';

const execute = promisify(execFile);
const bin = fileURLToPath(new URL('../../dist/bin.cjs', import.meta.url));

/** The versions that the test command has brought; without it, this one alone. */
const listed = (name: string): readonly string[] => (process.env[name] ?? '').split(':').filter((path) => path !== '');
const promised = [process.execPath, ...listed('OWUI_DOCTOR_NODES')];
const tooOld = listed('OWUI_DOCTOR_OLD_NODES');
if (tooOld.length === 0) process.stderr.write('Other versions of Node are not here (npm test brings them): left out\n');

test.each(promised)(
  '%s runs the built program: version, help, list, and the demo from fault to healthy',
  async (node) => {
    const run = (...args: string[]) =>
      execute(node, [bin, ...args], { env: { PATH: process.env.PATH, LANG: 'C.UTF-8' } });
    expect((await run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const help = await run('--help');
    expect(help.stdout).toContain('owui-doctor');
    expect((await run('list')).stdout).toContain('ollama.tags');
    const demo = await run('demo', 'url-missing-scheme');
    expect(demo.stdout).toContain('url-missing-scheme · proven');
    expect(demo.stdout).toContain('exit code 0');
    // Nothing is said on standard error: no warning of Node's about what the program uses.
    expect([help.stderr, demo.stderr]).toEqual(['', '']);
  },
  60_000,
);

const told = (node: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  execute(node, [bin, ...args], { env: { PATH: process.env.PATH, ...env } }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );

for (const node of tooOld) {
  test(`${node} is told in one line what is needed; --version is answered`, async () => {
    expect(await told(node, ['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    for (const args of [[], ['--help'], ['--no-such-option'], ...COMMAND_NAMES.map((name) => [name])]) {
      const { code, stdout, stderr } = await told(node, args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^owui-doctor: needs Node\.js 20\.19, 22\.12 or newer; this is \d[^\n]*npx[^\n]*\n$/);
    }
    expect((await told(node, [], { LANG: 'zh_CN.UTF-8' })).stderr).toMatch(/^owui-doctor: 需要 Node\.js [^\n]*\n$/);
  });
}

test('the launcher accepts what the package asks for, which is what every library in it needs', () => {
  const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
  const { engines } = read('package.json');
  const locked: Readonly<Record<string, { readonly dev?: boolean; readonly engines?: { readonly node?: string } }>> =
    read('package-lock.json').packages;
  for (let major = 10; major < 30; major += 1)
    for (let minor = 0; minor < 25; minor += 1) {
      const version = `${major}.${minor}.0`;
      expect([version, runsOn(version)]).toEqual([version, satisfies(version, engines.node)]);
      if (!runsOn(version)) continue;
      for (const [name, { dev, engines: needs }] of Object.entries(locked))
        if (dev !== true && needs?.node !== undefined && !satisfies(version, needs.node))
          throw new Error(`${name} does not run on ${version}`);
    }
});
