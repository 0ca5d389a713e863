import { expect, test } from '@jest/globals';
import { host } from '../../../checks/hub/host.js';
import { instance, verdictOf, world } from '../context.js';
import { control, HF, hub } from './answers.js';

test('this machine’s own view is told, and never fails', async () => {
  expect(await verdictOf(host, world(instance(), { ...hub(HF, 'ok'), ...control('ok') }))).toBe('pass answers');
  expect(await verdictOf(host, world(instance(), { ...hub(HF, 'reset'), ...control('ok') }))).toBe('warn reset');
  expect(await verdictOf(host, world(instance(), { ...hub(HF, 'timeout'), ...control('timeout') }))).toBe(
    'unknown offline',
  );
});
test('it is asked where it can differ', async () => {
  expect(await verdictOf(host, world(instance(), {}, { host: false }))).toBe('skip no-host');
  expect(await verdictOf(host, world(instance({ container: null }), {}, { inside: 'host' }))).toBe('skip same');
});
