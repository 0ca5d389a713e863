import { describe, expect, test } from '@jest/globals';
import type { Container } from '../../src/types/deployment.js';
import { container, instance, judge, type Net, ollamaContainer, type Service, type World } from './world.js';

/** Worlds in which a rival of a named cause holds: that cause is not named. */
const PAGE = { '127.0.0.1:8080': 'webui', '127.0.0.1:3000': 'webui' } as const;
const EVERYWHERE = { '172.17.0.1:11434': 'ollama', '127.0.0.1:11434': 'ollama' } as const;
const NAMED = { 'host.docker.internal': '172.17.0.1', 'host.containers.internal': '172.17.0.1' };
const NAMES = {
  'huggingface.co': '203.0.113.1',
  'hf-mirror.com': '203.0.113.2',
  'github.com': '203.0.113.3',
  'api.github.com': '203.0.113.3',
};
const net = (ports: Net['ports']): Net => ({ names: NAMED, ports: { ...PAGE, ...ports } });
const published = (hostIp: string) => [{ containerPort: 11_434, hostIp, hostPort: 11_434 }];
const PODMAN = {
  state: 'reachable',
  kind: 'podman',
  address: '',
  version: '5',
  remote: false,
  virtualMachine: false,
  tried: [],
} as const;

const ollamaIn = (change: Partial<Container>, inside: Service, host: Net['ports'], podman = false): World => ({
  instances: [
    instance([podman ? 'http://host.containers.internal:11434' : 'http://host.docker.internal:11434'], {
      container: container({ extraHosts: ['host.docker.internal:host-gateway'] }),
      runtime: podman ? 'podman' : 'docker',
    }),
  ],
  ollamas: [ollamaContainer(change)],
  inside: net({ '172.17.0.1:11434': inside }),
  host: net(host),
  ...(podman ? { deployment: { engine: PODMAN } } : {}),
});
const ONLY_HERE = { published: published('127.0.0.1') };
const OWN_LOOPBACK = { published: published('0.0.0.0'), env: { OLLAMA_HOST: '127.0.0.1:11434' } };
const SILENT_INSIDE = { published: published('') };
const HERE = { '127.0.0.1:11434': 'ollama' } as const;
const NOTHING = { '127.0.0.1:11434': 'forwarded-to-nothing', '172.17.0.1:11434': 'forwarded-to-nothing' } as const;

const state = (change: object, labels: object = {}): Container['inspect'] =>
  JSON.parse(
    JSON.stringify({ ...container().inspect, State: change, Config: { Labels: labels }, HostConfig: { Memory: 0 } }),
  );
const NEVER = '0001-01-01T00:00:00Z';
const TAKEN =
  'driver failed programming external connectivity: Bind for 0.0.0.0:3000 failed: port is already allocated';
const box = (change: Partial<Container>, log: readonly string[] = []): World => ({
  instances: [instance(['http://172.17.0.1:11434'], { container: container(change), log })],
  inside: net(EVERYWHERE),
  host: { ports: { ...EVERYWHERE } },
});
const BIND = "[Errno 98] error while attempting to bind on address ('0.0.0.0', 8080): address already in use";

const hub = (inside: Service, host: Service = 'hub', control: Service = 'hub'): World => ({
  instances: [instance(['http://172.17.0.1:11434'], {}, { embeddingCached: { known: true, value: false } })],
  inside: {
    names: NAMES,
    ports: {
      ...PAGE,
      ...EVERYWHERE,
      '203.0.113.1:443': inside,
      '203.0.113.2:443': inside,
      '203.0.113.3:443': control,
    },
  },
  host: { names: NAMES, ports: { ...PAGE, ...EVERYWHERE, '203.0.113.1:443': host, '203.0.113.3:443': 'hub' } },
  options: { offline: false },
});

const endpoint = (world: World): World => ({
  ...world,
  instances: world.instances.map((one) => ({
    ...one,
    settings: {
      ...one.settings,
      hubEndpoint: { value: 'https://hf-mirror.com', source: 'env' as const, detail: 'HF_ENDPOINT' },
    },
  })),
});

const UNDETERMINED: Readonly<Record<string, readonly [world: World, hop: string, code: string]>> = {
  'Ollama’s container is published on loopback': [
    ollamaIn(ONLY_HERE, 'refused', HERE),
    'listener',
    'listener.published-narrowly',
  ],
  'the same under Podman': [ollamaIn(ONLY_HERE, 'refused', HERE, true), 'listener', 'listener.published-narrowly'],
  'Ollama’s container listens on its own loopback, behind a forwarder': [
    ollamaIn(OWN_LOOPBACK, 'closed', NOTHING),
    'listener',
    'listener.own-loopback',
  ],
  'the same without a forwarder': [ollamaIn(OWN_LOOPBACK, 'refused', NOTHING), 'listener', 'listener.own-loopback'],
  'the same, and its forwarder resets': [
    ollamaIn(OWN_LOOPBACK, 'reset', { '127.0.0.1:11434': 'reset', '172.17.0.1:11434': 'reset' }),
    'listener',
    'listener.own-loopback',
  ],
  'the same under Podman, by way of a reset': [
    ollamaIn(OWN_LOOPBACK, 'reset', NOTHING, true),
    'listener',
    'listener.own-loopback',
  ],
  'nothing answers behind the published port': [
    ollamaIn(SILENT_INSIDE, 'closed', NOTHING),
    'listener',
    'listener.silent-container',
  ],
  'its host port was taken when it was to be started': [
    box({ state: 'created', exitCode: 128, published: [], inspect: state({ Error: TAKEN, StartedAt: NEVER }) }),
    'webui',
    'webui.port-taken',
  ],
  'its host port was taken when it was to be started again': [
    box({
      state: 'exited',
      exitCode: 128,
      published: [],
      inspect: state({ Error: TAKEN, StartedAt: '2026-01-01T00:00:00Z' }),
    }),
    'webui',
    'webui.port-taken',
  ],
  'the engine could not start it': [
    box({ state: 'created', exitCode: 127, inspect: state({ Error: 'OCI runtime create failed', StartedAt: NEVER }) }),
    'webui',
    'webui.not-started',
  ],
  'compose waits for another service': [
    box({
      state: 'created',
      inspect: state(
        { Error: '', StartedAt: NEVER },
        { 'com.docker.compose.depends_on': 'ollama:service_healthy:false' },
      ),
    }),
    'webui',
    'webui.waits',
  ],
  'nobody has started it': [box({ state: 'created', inspect: state({ StartedAt: NEVER }) }), 'webui', 'webui.created'],
  'it is being removed': [box({ state: 'removing', inspect: state({}) }), 'webui', 'webui.removing'],
  'it could not be removed': [box({ state: 'dead', inspect: state({}) }), 'webui', 'webui.dead'],
  'its program found its port taken': [
    box({ state: 'exited', exitCode: 3, networkMode: 'host' }, [BIND, 'asyncio.exceptions.CancelledError: x']),
    'webui',
    'webui.port-in-use',
  ],
  'its program finds its port taken again and again': [
    box({ state: 'restarting', exitCode: 3, restartCount: 5 }, [BIND]),
    'webui',
    'webui.port-in-use',
  ],
  'SSL_CERT_FILE names no file': [hub('unread-trust'), 'tls', 'hub.trust-unread'],
  'SSL_CERT_FILE names no file, here neither': [hub('unread-trust', 'unread-trust'), 'tls', 'hub.trust-unread'],
  'SSL_CERT_FILE has replaced the list, and this machine trusts the authority': [
    hub('replaced-trust'),
    'tls',
    'hub.trust-replaced',
  ],
};

describe('what has another cause is not misnamed', () => {
  for (const [name, [world, hop, code]] of Object.entries(UNDETERMINED))
    test(name, async () => {
      const { diagnoses, trouble } = await judge(world);
      const told = diagnoses.map(({ cause, failingHop, message }) => `${cause} ${failingHop} ${message.code}`);
      expect({ told, trouble }).toEqual({ told: [`undetermined ${hop} ${code}`], trouble });
    });
});

/** Worlds in which the named cause holds, but a rival could not be ruled out: it is likely, not proven. */
const LIKELY: Readonly<Record<string, readonly [World, string]>> = {
  'Hugging Face reset, and no other site answers': [hub('reset', 'reset', 'timeout'), 'hf-blocked-reset'],
  'the mirror reset, and no other site answers': [
    endpoint(hub('reset', 'reset', 'timeout')),
    'hf-mirror-endpoint-problems',
  ],
  'an answer of somebody who showed no trusted certificate': [hub('unproven-outage'), 'hf-outage-5xx'],
  'who listens on loopback is not told': [
    { ...ollamaIn({ published: [] }, 'refused', HERE), ollamas: [] },
    'ollama-bound-loopback',
  ],
};
const NOTHING_NAMED: Readonly<Record<string, World>> = {
  'Hugging Face is silent, and so is everything else': hub('timeout', 'timeout', 'timeout'),
  'the mirror is silent, and so is everything else': endpoint(hub('timeout', 'timeout', 'timeout')),
};
describe('being offline is the fault of none of them', () => {
  for (const [name, world] of Object.entries(NOTHING_NAMED))
    test(name, async () => {
      const { diagnoses } = await judge(world);
      expect(diagnoses.map(({ cause }) => cause)).toEqual([]);
    });
});
describe('what could be something else is not called proven', () => {
  for (const [name, [world, cause]] of Object.entries(LIKELY))
    test(name, async () => {
      const { diagnoses } = await judge(world);
      expect(diagnoses.map((one) => `${one.cause} ${one.certainty}`)).toEqual([`${cause} likely`]);
    });
});

test('stopped by somebody is no crash, whatever its log says', async () => {
  const locked = 'sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked';
  const { diagnoses } = await judge(box({ state: 'exited', exitCode: 143 }, [locked]));
  expect(diagnoses.map(({ message, certainty }) => `${message.code} ${certainty}`)).toEqual(['is.stopped likely']);
});
test('one that ended once does not end again and again', async () => {
  const { diagnoses } = await judge(box({ state: 'exited', exitCode: 1 }, ['KeyError: x']));
  expect(diagnoses.map(({ cause, message }) => `${cause} ${message.code}`)).toEqual([
    'container-crash-oom-unhealthy is.ended',
  ]);
});
