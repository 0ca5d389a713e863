import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { limited } from '../../src/deployment/limited.js';

test('the time passes: also after the garbage collector has run, with signals made from signals', () => {
  const file = join(import.meta.dirname, '../../src/deployment/limited.ts');
  const script = `
const { limited } = await import(${JSON.stringify(file)});
const make = () => limited([limited([new AbortController().signal], 200)], 10_000);
const signal = make();
signal.addEventListener('abort', () => { console.log(signal.reason.name); process.exit(0); });
setTimeout(() => { gc(); gc(); }, 50);
setTimeout(() => process.exit(1), 3_000);`;
  const run = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect([run.status, run.stdout.trim()]).toEqual([0, 'TimeoutError']);
});

test('a parent that aborts gives the reason, also one that has aborted already', () => {
  const parent = new AbortController();
  const signal = limited([parent.signal], 60_000);
  expect(signal.aborted).toBe(false);
  parent.abort('enough');
  expect(signal.reason).toBe('enough');
  expect(limited([parent.signal], 60_000).reason).toBe('enough');
});
