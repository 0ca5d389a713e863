import { expect, test } from '@jest/globals';
import type { Container } from '../../src/types/deployment.js';
import { container, instance, judge, type Net, ollamaOn, type World } from './world.js';

/** Open WebUI's container 20 seconds after its start: nothing in it listens yet, the published port closes at once. */
const OLLAMA = { '172.17.0.1:11434': 'ollama', '127.0.0.1:11434': 'ollama' } as const;
const SILENT = { '127.0.0.1:3000': 'forwarded-to-nothing' } as const;
const inspect = (): Container['inspect'] => ({
  ...container().inspect,
  State: { ...container().inspect.State, StartedAt: new Date(Date.now() - 20_000).toISOString() },
});
const young = (change: Partial<Container>, inside: Net['ports'] = OLLAMA): World => ({
  instances: [instance(['http://172.17.0.1:11434'], { container: container({ inspect: inspect(), ...change }) })],
  ollamas: [ollamaOn('0.0.0.0')],
  inside: { ports: { ...inside } },
  host: { ports: { ...OLLAMA, ...SILENT } },
  options: { token: 'x' },
});

test.each(['starting', 'none'] as const)(
  'a program that is still starting is no fault (health: %s)',
  async (health) => {
    const { trouble, diagnoses } = await judge(young({ health }));
    expect({ trouble, causes: diagnoses.map(({ cause }) => cause) }).toEqual({ trouble: [], causes: [] });
  },
);
test('a fault that shows already is told all the same', async () => {
  const { diagnoses } = await judge(young({ health: 'starting' }, {}));
  expect(diagnoses.map(({ failingHop, explains }) => `${failingHop} ${explains}`)).toEqual(['firewall ollama.tags']);
});
test('a published port that leads elsewhere is told once the program listens, one that is discarded at once', async () => {
  const discarded = young({ health: 'starting', networkMode: 'host', networks: [], published: [] });
  const { diagnoses } = await judge(discarded);
  expect(diagnoses.map(({ cause, certainty }) => `${cause} ${certainty}`)).toEqual([
    'host-network-expecting-3000 likely',
  ]);
});
test('a loop of crashes is called by its name, however young the last try is', async () => {
  const { diagnoses } = await judge(young({ health: 'starting', restartCount: 4 }));
  expect(diagnoses.map(({ cause, message }) => `${cause} ${message.code}`)).toEqual([
    'container-crash-oom-unhealthy is.crash',
  ]);
});
