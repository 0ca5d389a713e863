import { expect, test } from '@jest/globals';
import { container as check } from '../../../checks/webui/container.js';
import type { Container, Instance } from '../../../src/plugin.js';
import { container, instance, run, type Table, verdictOf, world } from '../context.js';

const HEALTH = '* GET http://127.0.0.1:8080/health';
const up: Table = { [HEALTH]: 'ok' };
const down: Table = { [HEALTH]: 'refused' };
const NEVER = '0001-01-01T00:00:00Z';
/** What engines say of a host port that is taken. */
const TAKEN = [
  'driver failed programming external connectivity on endpoint open-webui (1f): Bind for 0.0.0.0:3000 failed: port is already allocated',
  'failed to set up container networking: driver failed programming external connectivity on endpoint open-webui (1f): failed to bind host port for 0.0.0.0:3000:172.17.0.2:8080/tcp: address already in use',
  'driver failed programming external connectivity on endpoint open-webui (1f): Error starting userland proxy: listen tcp4 0.0.0.0:3000: bind: address already in use',
  'rootlessport listen tcp 0.0.0.0:3000: bind: address already in use',
];
const told = (state: object, labels: object = {}): Container['inspect'] =>
  JSON.parse(JSON.stringify({ State: state, Config: { Labels: labels } }));
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
  ['being removed', { state: 'removing' }, 'fail removing'],
  ['stopped, as Podman’s are that never ran', { state: 'exited', inspect: told({ StartedAt: NEVER }) }, 'fail created'],
  ['without its port', { state: 'created', exitCode: 128, inspect: told({ Error: TAKEN[0] }) }, 'fail port-taken'],
  [
    'without its port, by Docker 29',
    { state: 'created', exitCode: 128, inspect: told({ Error: TAKEN[1] }) },
    'fail port-taken',
  ],
  [
    'without its port, after it once ran',
    { state: 'exited', exitCode: 128, inspect: told({ Error: TAKEN[2], StartedAt: '2026-11-20T10:00:00Z' }) },
    'fail port-taken',
  ],
  ['without its port, by Podman', { state: 'created', inspect: told({ Error: TAKEN[3] }) }, 'fail port-taken'],
  [
    'without a mount',
    { state: 'created', exitCode: 127, inspect: told({ Error: 'OCI runtime create failed: error mounting' }) },
    'fail not-started',
  ],
  [
    'waiting for another service',
    {
      state: 'created',
      inspect: told({ StartedAt: NEVER }, { 'com.docker.compose.depends_on': 'ollama:service_healthy:false' }),
    },
    'fail waits',
  ],
] as const)('a container that is %s fails without being asked', async (_, change, expected) => {
  expect(await verdict(change, {})).toBe(expected);
});
test('unhealthy is a failure where the page is gone, a warning where it answers', async () => {
  expect(await verdict({ health: 'unhealthy' }, down)).toBe('fail unhealthy');
  expect(await verdict({ health: 'unhealthy' }, up)).toBe('warn unhealthy-but-answers');
});
test('the log gives a kind of error, never its own words', async () => {
  const log = ['[31mTraceback (most recent call last):', 'ValueError: No embedding model is loaded. token=secret'];
  const { verdicts } = await run(
    check,
    world(instance({ container: container({ state: 'restarting', exitCode: 1 }), log })),
  );
  expect(verdicts[0]).toMatchObject({ code: 'restarting-with-error' });
  expect(verdicts[0]?.args).toMatchObject({ error: 'ValueError', reason: 'no-embedding-model' });
  expect(JSON.stringify(verdicts)).not.toContain('secret');
});
test('the log of a program that did not fail gives no reason: it says the same words harmlessly', async () => {
  const log = ['sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked'];
  for (const change of [
    { state: 'exited', exitCode: 143 },
    { state: 'exited', exitCode: 0 },
    { state: 'paused' },
  ] as const) {
    const { verdicts } = await run(check, world(instance({ container: container(change), log })));
    expect(verdicts[0]?.args).toMatchObject({ error: null, reason: null });
  }
  const unhealthy = instance({ container: container({ health: 'unhealthy' }), log });
  const { verdicts } = await run(check, world(unhealthy, down));
  expect(verdicts[0]?.args).toMatchObject({ error: null, reason: null });
});
test('what the engine says in its own words is shown nowhere', async () => {
  const inspect = told({ Error: 'mount /home/ada/secret: port is already allocated' });
  const { verdicts } = await run(check, world(instance({ container: container({ state: 'created', inspect }) })));
  expect(JSON.stringify(verdicts)).not.toContain('secret');
});
test('without a container there is nothing to look at', async () => {
  expect(await verdictOf(check, world(instance({ container: null })))).toBe('skip no-container');
});
test('a log without an error makes no sentence about one', async () => {
  const { verdicts } = await run(check, world(instance({ container: container({ state: 'exited', exitCode: 1 }) })));
  expect(verdicts[0]).toMatchObject({ code: 'exited', args: { error: null } });
  expect(check.messages.exited.en).not.toContain('{error}');
  expect(check.messages.restarting.en).not.toContain('{error}');
});
