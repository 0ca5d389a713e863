import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const execute = promisify(execFile);
const bin = fileURLToPath(new URL('../../dist/bin.cjs', import.meta.url));

/** The versions that are promised, this one and those whose binaries the test command has brought. */
const binaries = [process.execPath];
for (const major of ['22', '24', '26']) {
  const binary = process.env[`OWUI_DOCTOR_NODE${major}`];
  if (binary) binaries.push(binary);
  else process.stderr.write(`Node ${major} is not here (npm test brings it): left out\n`);
}

test.each(binaries)(
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
