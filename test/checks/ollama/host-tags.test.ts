import { expect, test } from '@jest/globals';
import { hostTags } from '../../../checks/ollama/host-tags.js';
import { deployment, instance, MODELS, ollamaUrl, type Recorded, settings, type Table, verdictOf } from '../context.js';

const listeners = [{ address: '172.17.0.1', port: 11434, family: 4, process: null }] as const;
const table = (loopback: Recorded, bridge: Recorded, inside: Recorded): Table => ({
  'host GET http://127.0.0.1:11434/api/tags': loopback,
  'host GET http://172.17.0.1:11434/api/tags': bridge,
  '* GET http://host.docker.internal:11434/api/tags': inside,
});
const verdict = (answers: Table, one = instance(), host = true) => {
  const base = deployment();
  const found = { ...base, host: { ...base.host, listeners }, instances: [one] };
  return verdictOf(hostTags, { deployment: found, instance: one, table: answers, host });
};

test('any address of this machine that answers is enough', async () => {
  expect(await verdict(table(MODELS, 'refused', 'refused'))).toBe('pass answers');
  expect(await verdict(table('refused', MODELS, MODELS))).toBe('pass answers');
});
test('a failure needs silence on both sides', async () => {
  expect(await verdict(table('refused', 'refused', 'refused'))).toBe('fail none-answers');
  expect(await verdict(table('refused', 'refused', MODELS))).toBe('pass answers-inside');
});
test('a URL that leads elsewhere, or a machine that is no host, asks nothing', async () => {
  const value = [ollamaUrl('http://192.168.9.9:11434')];
  expect(await verdict({}, instance({ settings: settings({ ollamaUrls: { known: true, value } }) }))).toBe(
    'skip elsewhere',
  );
  expect(await verdict({}, instance(), false)).toBe('skip no-host');
});

const LOCKED: Recorded = { outcome: 'http-status', evidence: { status: 401, bytes: 9 } };
test('what asks this machine for a key is no failure, and no answer', async () => {
  expect(await verdict(table(LOCKED, 'refused', MODELS))).toBe('pass answers-inside');
  expect(await verdict(table(LOCKED, 'refused', LOCKED))).toBe('unknown behind-key');
});
