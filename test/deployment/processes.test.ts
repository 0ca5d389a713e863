import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { readProcesses } from '../../src/deployment/processes.js';

test('the start of a process is read from the kernel', async () => {
  const mark = `owui-doctor-test-${process.pid}`;
  const before = Date.now();
  const child = spawn('sleep', ['30'], { argv0: mark, stdio: 'ignore' });
  try {
    const [found] = await readProcesses('/proc', (argv) => argv[0] === mark);
    // The kernel counts in hundredths of a second.
    expect(found?.startedAt).toBeGreaterThanOrEqual(before - 100);
    expect(found?.startedAt).toBeLessThanOrEqual(Date.now() + 100);
  } finally {
    child.kill();
  }
});
test('where the kernel tells nothing, nothing is said', async () => {
  expect(await readProcesses('/nowhere', () => true)).toEqual([]);
});
