import { expect, test } from '@jest/globals';
import { engine } from '../../../checks/docker/engine.js';
import type { Engine } from '../../../src/plugin.js';
import { deployment, instance, verdictOf } from '../context.js';

const tried = [
  { address: 'unix:///var/run/docker.sock', from: 'usual socket', outcome: 'forbidden', code: 'EACCES' },
] as const;
const verdict = (found: Engine, instances = [instance()]) =>
  verdictOf(engine, { deployment: deployment({ engine: found, instances }), instance: instance() });

test('an engine that answers passes', async () => {
  expect(await verdict(deployment().engine)).toBe('pass reachable');
});
test('a forbidden or dead engine fails only where one is expected', async () => {
  expect(await verdict({ state: 'forbidden', expected: true, tried, socket: null }, [])).toBe('fail forbidden');
  expect(await verdict({ state: 'unreachable', expected: true, tried: [], socket: null }, [])).toBe('fail unreachable');
  expect(await verdict({ state: 'unreachable', expected: false, tried: [], socket: null }, [])).toBe('skip not-used');
});
test('where Open WebUI was found without it, nothing is claimed', async () => {
  const pip = instance({ container: null });
  expect(await verdict({ state: 'forbidden', expected: true, tried, socket: null }, [pip])).toBe('unknown forbidden');
});
test('inside a container and in the demo the engine is not asked', async () => {
  expect(await verdict({ state: 'not-asked' })).toBe('skip not-asked');
});
