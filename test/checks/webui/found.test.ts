import { expect, test } from '@jest/globals';
import { found } from '../../../checks/webui/found.js';
import { deployment, instance, verdictOf } from '../context.js';

const none = { instances: [], engine: { state: 'unreachable', expected: false, tried: [], socket: null } } as const;

test('an empty machine is a failure', async () => {
  expect(await verdictOf(found, { deployment: deployment(none), instance: instance() })).toBe('fail nothing-found');
  expect(await verdictOf(found, { deployment: deployment(), instance: instance() })).toBe('pass found');
});
test('what a dead engine hides is not known', async () => {
  const hidden = deployment({ ...none, engine: { ...none.engine, expected: true } });
  expect(await verdictOf(found, { deployment: hidden, instance: instance() })).toBe('unknown engine-unreachable');
});
