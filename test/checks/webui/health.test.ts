import { expect, test } from '@jest/globals';
import { health } from '../../../checks/webui/health.js';
import type { Outcome } from '../../../src/plugin.js';
import { container, instance, settings, verdictOf, world } from '../context.js';

const table = (outcome: Outcome, config: Outcome = outcome, base = 'http://127.0.0.1:8080') => ({
  [`* GET ${base}/health`]: outcome,
  [`* GET ${base}/api/config`]: config,
});

test('both routes have to answer as Open WebUI does', async () => {
  expect(await verdictOf(health, world(instance(), table('ok')))).toBe('pass healthy');
  expect(await verdictOf(health, world(instance(), table('ok', 'wrong-service')))).toBe('fail wrong-service');
  expect(await verdictOf(health, world(instance(), table('refused')))).toBe('fail refused');
});
test('a program that listens on one address is asked there', async () => {
  const bound = instance({ settings: settings({ variables: { HOST: '172.17.0.2' } }) });
  expect(await verdictOf(health, world(bound, table('ok', 'ok', 'http://172.17.0.2:8080')))).toBe('pass healthy');
});
test('a stopped container is told by its own check', async () => {
  expect(await verdictOf(health, world(instance({ container: container({ state: 'exited' }) })))).toBe(
    'skip not-running',
  );
});
