import { expect, test } from '@jest/globals';
import { canary } from '../../../checks/reach/canary.js';
import {
  container,
  deployment,
  instance,
  MODELS,
  ollamaUrl,
  type Recorded,
  run,
  settings,
  verdictOf,
  world,
} from '../context.js';

const TOKEN = 'f00d';
const TAGS = '* GET http://host.docker.internal:11434/api/tags';
const CANARY = '* GET http://172.17.0.1:40000/';
const arrived: Recorded = { evidence: { status: 200, bodyStart: TOKEN } };
const at = (tags: Recorded, seen: Recorded) => {
  let closed = 0;
  const listener = {
    port: 40_000,
    token: TOKEN,
    close: () => {
      closed += 1;
    },
  };
  return { world: world(instance(), { [TAGS]: tags, [CANARY]: seen }, { canary: listener }), closed: () => closed };
};

test.each([
  ['refused', arrived, 'pass arrives'],
  ['timeout', arrived, 'pass arrives'],
  ['timeout', 'timeout', 'fail dropped'],
  ['unreachable', 'unreachable', 'fail rejected'],
  ['refused', 'refused', 'fail rejected'],
  // A firewall that lets Ollama's port alone through says nothing about Ollama.
  ['refused', 'timeout', 'unknown other-port'],
  ['timeout', { evidence: { status: 200, bodyStart: 'another program' } }, 'unknown other-port'],
] as const)('Ollama %s, test listener %j: %s', async (tags, seen, expected) => {
  const { world: made, closed } = at(tags, seen);
  expect(await verdictOf(canary, made)).toBe(expected);
  expect(closed()).toBe(1);
});
test('no listener is opened where Ollama is reached', async () => {
  const { world: made, closed } = at(MODELS, 'timeout');
  const told = await run(canary, made);
  expect(told.verdicts).toMatchObject([{ status: 'skip', code: 'not-needed' }]);
  expect(told.asked).toHaveLength(1);
  expect(closed()).toBe(0);
});
test('it is for containers with a network of their own, on this machine, towards this machine', async () => {
  const host = instance({ container: container({ networkMode: 'host' }) });
  const remote = instance({
    settings: settings({ ollamaUrls: { known: true, value: [ollamaUrl('http://192.168.9.9:11434')] } }),
  });
  const desktop = deployment();
  const vm = { ...desktop, engine: { ...desktop.engine, virtualMachine: true } } as typeof desktop;
  expect(await verdictOf(canary, world(host))).toBe('skip not-applicable');
  expect(await verdictOf(canary, world(remote))).toBe('skip not-applicable');
  expect(await verdictOf(canary, { deployment: vm, instance: instance() })).toBe('skip not-applicable');
  expect(await verdictOf(canary, world(instance(), {}, { host: false }))).toBe('skip not-applicable');
  expect(await verdictOf(canary, world(instance(), {}, { inside: 'self' }))).toBe('skip not-applicable');
});
test('an address that cannot be listened on is told', async () => {
  expect(await verdictOf(canary, world(instance(), { [TAGS]: 'refused' }))).toBe('skip cannot-listen');
});
