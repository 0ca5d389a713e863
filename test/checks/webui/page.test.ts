import { expect, test } from '@jest/globals';
import { page } from '../../../checks/webui/page.js';
import { container, deployment, instance, run, type Table, verdictOf, world } from '../context.js';

const at = (url: string, health: Table[string], config: Table[string] = 'ok'): Table => ({
  [`host GET ${url}/health`]: health ?? 'ok',
  [`host GET ${url}/api/config`]: config ?? 'ok',
});
const LOCAL = 'http://localhost:3000';

test.each([
  ['ok', 'ok', 'pass answers'],
  ['refused', 'refused', 'fail refused'],
  ['closed', 'closed', 'fail closed'],
  ['reset', 'reset', 'fail reset'],
  ['timeout', 'timeout', 'fail timeout'],
  ['wrong-service', 'wrong-service', 'fail not-webui'],
  ['ok', 'wrong-service', 'fail not-webui'],
  ['http-status', 'http-status', 'fail status'],
  ['aborted', 'aborted', 'unknown aborted'],
] as const)('health %s, configuration %s: %s', async (health, config, expected) => {
  expect(await verdictOf(page, world(instance(), at(LOCAL, health, config)))).toBe(expected);
});
test('both routes are asked at once, from the host', async () => {
  const { together } = await run(page, world(instance(), at(LOCAL, 'ok')));
  expect(together).toHaveLength(2);
});
test('what --webui-url names is asked, for the Open WebUI that has its port', async () => {
  const options = { webuiUrl: 'http://localhost:4000/' };
  const table = { ...at('http://localhost:4000', 'refused'), ...at(LOCAL, 'ok') };
  expect(await verdictOf(page, world(instance(), table, { options }))).toBe('fail refused');
  const published = [{ containerPort: 8080, hostIp: '0.0.0.0', hostPort: 4000 }];
  const other = instance({ name: 'other', container: container({ published }) });
  const both = deployment({ instances: [instance(), other] });
  expect(await verdictOf(page, { deployment: both, instance: instance(), table, options })).toBe('pass answers');
  expect(await verdictOf(page, { deployment: both, instance: other, table, options })).toBe('fail refused');
});
test('nothing published, no host, or a stopped container: nothing to ask', async () => {
  expect(await verdictOf(page, world(instance({ webuiUrl: null })))).toBe('skip not-published');
  expect(await verdictOf(page, world(instance(), {}, { host: false }))).toBe('skip no-host');
  expect(await verdictOf(page, world(instance({ container: container({ state: 'exited' }) })))).toBe(
    'skip not-running',
  );
});
