import { expect, test } from '@jest/globals';
import { matrix } from '../../../checks/reach/matrix.js';
import { container, deployment, instance, type Recorded, run, type Table, world } from '../context.js';

const rows = (...pairs: readonly (readonly [string, Recorded])[]): Table => Object.fromEntries(pairs);
const table = rows(
  ['host tcp 127.0.0.1:11434', 'ok'],
  ['* tcp 127.0.0.1:11434', 'refused'],
  ['* tcp ::1:11434', 'refused'],
  ['* tcp host.docker.internal:11434', 'dns-not-found'],
  ['* tcp 172.17.0.1:11434', 'ok'],
);

test('every address is tried from both sides at once, and nothing is judged', async () => {
  const told = await run(matrix, world(instance(), table));
  expect(told.verdicts).toMatchObject([
    { status: 'pass', code: 'told', args: { onHost: 4, fromHost: 2, rows: 4, fromInside: 1 } },
  ]);
  expect(told.together).toHaveLength(8);
  expect(told.verdicts[0]).toHaveProperty('observations.length', 8);
});
test('with --offline no name server beyond this machine is asked', async () => {
  const plain = instance({ container: container({ extraHosts: [] }) });
  const urls = { ...plain.settings, ollamaUrls: { known: true, value: [] } } as const;
  const { asked } = await run(matrix, world({ ...plain, settings: urls }, table, { options: { offline: true } }));
  expect(asked.filter((key) => key.includes('internal'))).toEqual([]);
});
test('an Ollama container beside is asked by its name, from inside alone', async () => {
  const networks = [{ name: 'app', gateway: '172.18.0.1', address: '172.18.0.2', aliases: [] }];
  const beside = container({ name: 'ollama', networks, env: {}, published: [] });
  const one = instance({ container: container({ networks, networkMode: 'app' }) });
  const ollamas = [
    { run: { kind: 'container', container: beside }, state: 'running', listens: [], ollamaHost: null },
  ] as const;
  const seen = { ...table, '* tcp 172.18.0.1:11434': 'ok', '* tcp ollama:11434': 'ok' } as const;
  const { asked } = await run(matrix, {
    deployment: deployment({ instances: [one], ollamas }),
    instance: one,
    table: seen,
  });
  expect(asked.filter((key) => key.endsWith('tcp ollama:11434'))).toEqual(['container:open-webui tcp ollama:11434']);
});
test('without a network of its own there is no gateway to ask', async () => {
  const { asked } = await run(matrix, world(instance({ container: container({ networkMode: 'host' }) }), table));
  expect(asked.some((key) => key.includes('172.17.0.1'))).toBe(false);
});
