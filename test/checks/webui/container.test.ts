import { expect, test } from '@jest/globals';
import { container as check } from '../../../checks/webui/container.js';
import type { Container, Instance } from '../../../src/plugin.js';
import { container, instance, run, type Table, verdictOf, world } from '../context.js';

const HEALTH = '* GET http://127.0.0.1:8080/health';
const up: Table = { [HEALTH]: 'ok' };
const down: Table = { [HEALTH]: 'refused' };
const startedAt = (at: string): Container['inspect'] => JSON.parse(JSON.stringify({ State: { StartedAt: at } }));
const verdict = (change: Partial<Container>, table: Table, rest: Partial<Instance> = {}) =>
  verdictOf(check, world(instance({ container: container(change), ...rest }), table));

test('a running container passes, also while the engine has not asked it yet', async () => {
  expect(await verdict({}, up)).toBe('pass running');
  expect(await verdict({ health: 'starting' }, up)).toBe('pass running');
});
test.each([
  ['restarting', { state: 'restarting', restartCount: 7, exitCode: 1 }, 'fail restarting'],
  ['killed for its memory', { state: 'exited', oomKilled: true, exitCode: 137 }, 'fail oom-killed'],
  ['ended', { state: 'exited', exitCode: 3 }, 'fail exited'],
  ['never started', { state: 'created' }, 'fail created'],
  ['paused', { state: 'paused' }, 'fail paused'],
  ['dead', { state: 'dead' }, 'fail dead'],
] as const)('a container that is %s fails without being asked', async (_, change, expected) => {
  expect(await verdict(change, {})).toBe(expected);
});
test('unhealthy is a failure where the page is gone, a warning where it answers', async () => {
  expect(await verdict({ health: 'unhealthy' }, down)).toBe('fail unhealthy');
  expect(await verdict({ health: 'unhealthy' }, up)).toBe('warn unhealthy-but-answers');
});
test('a young container that is silent is starting, or in a loop of restarts', async () => {
  const inspect = startedAt('2026-11-22T09:59:30Z');
  expect(await verdict({ health: 'starting', inspect }, down)).toBe('warn starting');
  expect(await verdict({ health: 'none', inspect }, down)).toBe('warn starting');
  expect(await verdict({ health: 'starting', inspect, restartCount: 4 }, down)).toBe('fail restarting');
});
test('the log gives a kind of error, never its own words', async () => {
  const log = ['[31mTraceback (most recent call last):', 'ValueError: No embedding model is loaded. token=secret'];
  const { verdicts } = await run(check, world(instance({ container: container({ state: 'restarting' }), log })));
  expect(verdicts[0]?.args).toMatchObject({ error: 'ValueError', reason: 'no-embedding-model' });
  expect(JSON.stringify(verdicts)).not.toContain('secret');
});
test('without a container there is nothing to look at', async () => {
  expect(await verdictOf(check, world(instance({ container: null })))).toBe('skip no-container');
});
