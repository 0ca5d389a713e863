import { describe, expect, test } from '@jest/globals';
import { container, instance, judge, type Net, ollamaContainer, ollamaOn, url, type World } from './world.js';

const PAGE = { '127.0.0.1:8080': 'webui', '127.0.0.1:3000': 'webui' } as const;
const net = (ports: Net['ports'] = {}, rest: Net = {}): Net => ({ ...rest, ports: { ...PAGE, ...ports } });
const NAMED: Net = { names: { 'host.docker.internal': '172.17.0.1' } };
const EVERYWHERE = { '172.17.0.1:11434': 'ollama', '127.0.0.1:11434': 'ollama' } as const;
const BY_NAME = 'http://host.docker.internal:11434';
const mapped = container({ extraHosts: ['host.docker.internal:host-gateway'] });
const inHostNetwork = container({ networkMode: 'host', published: [], askedPorts: [], networks: [] });
const users = (name: string, ip: string) => [{ name, gateway: `${ip}1`, address: `${ip}2`, aliases: [] }];
const desktop = {
  state: 'reachable',
  kind: 'docker',
  address: '',
  version: '27',
  remote: false,
  virtualMachine: true,
  tried: [],
} as const;
const bare = { mode: 'in-container', engine: { state: 'not-asked' } } as const;
const sidecar = (text: string) => instance([text], { container: null, runtime: 'unknown', networkMode: 'bridge' });
const well = (change: Partial<World>): World => ({
  instances: [instance([BY_NAME], { container: mapped })],
  ollamas: [ollamaOn('0.0.0.0')],
  inside: net({ '172.17.0.1:11434': 'ollama' }, NAMED),
  host: net(EVERYWHERE),
  ...change,
});

const HEALTHY: Readonly<Record<string, World>> = {
  'bridge with host gateway': well({}),
  'host network': well({
    instances: [
      instance(['http://127.0.0.1:11434'], {
        container: inHostNetwork,
        webuiUrl: { value: 'http://localhost:8080', source: 'derived', detail: '' },
      }),
    ],
    ollamas: [ollamaOn('127.0.0.1')],
    inside: net(EVERYWHERE),
  }),
  'a user network, by name': well({
    instances: [
      instance(['http://ollama:11434'], {
        container: container({ networkMode: 'ai', networks: users('ai', '172.18.0.') }),
      }),
    ],
    ollamas: [ollamaContainer({ networkMode: 'ai', networks: users('ai', '172.18.0.') })],
    inside: net({ '172.18.0.3:11434': 'ollama' }, { names: { ollama: '172.18.0.3' } }),
    host: net(),
  }),
  'another machine, by address': well({
    instances: [instance(['http://192.168.1.50:11434'])],
    ollamas: [],
    inside: net({ '192.168.1.50:11434': 'ollama' }),
    host: net({ '192.168.1.50:11434': 'ollama' }),
  }),
  'bound to the bridge alone': well({ ollamas: [ollamaOn('172.17.0.1')], host: net({ '172.17.0.1:11434': 'ollama' }) }),
  'another port': well({
    instances: [instance(['http://172.17.0.1:11435'])],
    ollamas: [ollamaOn('0.0.0.0', 11_435)],
    inside: net({ '172.17.0.1:11435': 'ollama' }),
    host: net({ '127.0.0.1:11435': 'ollama', '172.17.0.1:11435': 'ollama' }),
  }),
  'bundled Ollama': well({
    instances: [instance(['http://localhost:11434'], {}, { variables: { USE_OLLAMA_DOCKER: 'true' } })],
    ollamas: [],
    inside: net({ '127.0.0.1:11434': 'ollama' }),
    host: net(),
  }),
  'two instances': well({
    instances: [
      instance([BY_NAME], { container: mapped }),
      instance([BY_NAME], { name: 'second', container: { ...mapped, name: 'second' } }),
    ],
  }),
  'a tolerated slash': well({ instances: [instance(['http://172.17.0.1:11434/'])] }),
  'a tolerated carriage return': well({ instances: [instance(['http://172.17.0.1:11434\r'])] }),
  'the stored URL differs and works': well({
    instances: [
      instance(
        ['http://172.17.0.1:11434'],
        {},
        {
          environmentUrls: [
            url('http://10.9.9.9:11434', 0, { source: 'env', detail: 'OLLAMA_BASE_URL=http://10.9.9.9:11434' }),
          ],
        },
      ),
    ],
  }),
  'without Docker': well({
    instances: [
      instance(['http://localhost:11434'], {
        container: null,
        runtime: 'pip',
        networkMode: null,
        webuiUrl: { value: 'http://localhost:8080', source: 'derived', detail: '' },
      }),
    ],
    ollamas: [ollamaOn('127.0.0.1')],
    inside: net(EVERYWHERE),
    deployment: { engine: { state: 'unreachable', expected: false, tried: [], socket: null } },
  }),
};

describe('a healthy deployment has no diagnosis', () => {
  for (const [name, world] of Object.entries(HEALTHY))
    test(name, async () => {
      const { diagnoses, trouble } = await judge(world);
      expect({
        causes: diagnoses.map(({ cause }) => cause),
        failed: trouble.filter((row) => !row.startsWith('warn')),
      }).toEqual({ causes: [], failed: [] });
    });
});

/** What none of the named causes may be said of: the hop that is named instead. */
const HOPS: Readonly<Record<string, readonly [world: World, hop: string]>> = {
  'a firewall drops the bridge': [
    well({ inside: net({ '172.17.0.1:11434': 'timeout' }, { ...NAMED, otherwise: 'timeout' }) }),
    'firewall',
  ],
  'a firewall rejects the bridge': [well({ inside: net({}, NAMED) }), 'firewall'],
  'a firewall prohibits the bridge': [well({ inside: net({}, { ...NAMED, otherwise: 'unreachable' }) }), 'firewall'],
  'a firewall drops, and Ollama is on loopback': [
    well({
      ollamas: [ollamaOn('127.0.0.1')],
      host: net({ '127.0.0.1:11434': 'ollama' }),
      inside: net({}, { ...NAMED, otherwise: 'timeout' }),
    }),
    'firewall',
  ],
  'a proxy captures': [
    well({
      inside: net({ '172.17.0.1:11434': 'ollama' }, { ...NAMED, proxy: 'http-status' }),
      instances: [
        instance([BY_NAME], { container: mapped }, { proxies: [{ name: 'http_proxy', value: 'http://proxy:3128' }] }),
      ],
    }),
    'proxy',
  ],
  'a remote Ollama refuses': [
    well({ instances: [instance(['http://192.168.1.50:11434'])], inside: net(), ollamas: [], host: net() }),
    'listener',
  ],
  'a remote machine is off': [
    well({
      instances: [instance(['http://192.168.1.50:11434'])],
      inside: net({}, { otherwise: 'timeout' }),
      ollamas: [],
      host: net({}, { otherwise: 'timeout' }),
    }),
    'route',
  ],
  'the container alone cannot reach another machine': [
    well({
      instances: [instance(['http://192.168.1.50:11434'])],
      inside: net({}, { otherwise: 'timeout' }),
      ollamas: [],
      host: net({ '192.168.1.50:11434': 'ollama' }),
    }),
    'firewall',
  ],
  'an unknown name of nobody': [
    well({ instances: [instance(['http://gpu-box:11434'])], inside: net(), ollamas: [ollamaContainer()], host: net() }),
    'dns',
  ],
  'a sidecar refused at the gateway': [
    { instances: [sidecar(BY_NAME)], inside: net({}, NAMED), deployment: bare },
    'listener',
  ],
  'Docker Desktop without its own name': [
    well({ instances: [instance([BY_NAME])], inside: net(), deployment: { engine: desktop } }),
    'dns',
  ],
  'an expired certificate': [
    well({
      instances: [instance(['https://192.168.1.50:11434'])],
      inside: net({}, { otherwise: 'tls-expired' }),
      ollamas: [],
      host: net(),
    }),
    'tls',
  ],
  'another program': [
    well({
      instances: [instance(['http://192.168.1.50:8080'])],
      inside: net({ '192.168.1.50:8080': 'html' }),
      ollamas: [],
      host: net(),
    }),
    'http',
  ],
  'an address of a private network is no typing error': [
    well({
      instances: [
        instance(['http://10.0.0.1:11434'], {
          container: inHostNetwork,
          webuiUrl: { value: 'http://localhost:8080', source: 'derived', detail: '' },
        }),
      ],
      inside: net({ ...EVERYWHERE, '10.0.0.1:11434': 'timeout' }),
      host: net({ ...EVERYWHERE, '10.0.0.1:11434': 'timeout' }),
    }),
    'route',
  ],
  'an empty entry': [well({ instances: [instance(['http://172.17.0.1:11434', ''])] }), 'configuration'],
};

describe('what no cause explains is told by its hop', () => {
  for (const [name, [world, hop]] of Object.entries(HOPS))
    test(name, async () => {
      const { diagnoses, trouble } = await judge(world);
      expect({ found: diagnoses.map(({ cause, failingHop }) => `${cause} ${failingHop}`), trouble }).toEqual({
        found: [`undetermined ${hop}`],
        trouble,
      });
    });
});

test('two faults of two instances are two diagnoses', async () => {
  const { diagnoses } = await judge(
    well({
      instances: [
        instance(['172.17.0.1:11434']),
        instance(['http://localhost:11434'], { name: 'second', container: container({ name: 'second' }) }),
      ],
    }),
  );
  expect(diagnoses.map(({ cause, instance: of }) => [of, cause])).toEqual([
    ['open-webui', 'url-missing-scheme'],
    ['second', 'loopback-url-in-bridge-container'],
  ]);
});

test('a page that is mapped wrongly and an Ollama that is not found are two diagnoses, the page first', async () => {
  const ports = [{ containerPort: 3000, hostIp: '0.0.0.0', hostPort: 3000 }];
  const { diagnoses } = await judge(
    well({
      instances: [
        instance(['http://localhost:11434'], { container: container({ published: ports, askedPorts: ports }) }),
      ],
      host: { ports: { ...EVERYWHERE, '127.0.0.1:3000': 'closed' } },
      inside: { ports: { '127.0.0.1:8080': 'webui', '172.17.0.1:11434': 'ollama' } },
    }),
  );
  expect(diagnoses.map(({ cause }) => cause)).toEqual([
    'owui-not-listening-wrong-port-mapping',
    'loopback-url-in-bridge-container',
  ]);
});
