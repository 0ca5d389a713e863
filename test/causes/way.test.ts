import { describe, expect, test } from '@jest/globals';
import type { World } from './world.js';
import { container, instance, judge, type Net, ollamaContainer, ollamaOn, url } from './world.js';

const PAGE = { '127.0.0.1:8080': 'webui', '127.0.0.1:3000': 'webui' } as const;
const net = (ports: Net['ports'] = {}, rest: Net = {}): Net => ({ ...rest, ports: { ...PAGE, ...ports } });
const GATEWAY = { '172.17.0.1:11434': 'ollama' } as const;
const LOOPBACK = { '127.0.0.1:11434': 'ollama' } as const;
const NAMED: Net = { names: { 'host.docker.internal': '172.17.0.1' } };
const mapped = container({ extraHosts: ['host.docker.internal:host-gateway'] });
const wide = ollamaOn('0.0.0.0');
const narrow = ollamaOn('127.0.0.1');
const everywhere = { ...GATEWAY, ...LOOPBACK, '192.168.1.10:11434': 'ollama' } as const;

/** What is there, which causes in which order, and what the first fixes ask of the kit. */
type Case = readonly [name: string, world: World, causes: readonly string[], first?: unknown, second?: unknown];

const set = (...urls: string[]) => ({ name: 'setUrls', with: { urls, verified: true } });
const bridge = (text: string, inside: Net, more: Partial<World> = {}): World => ({
  instances: [instance([text])],
  ollamas: [wide],
  inside,
  host: net(everywhere),
  ...more,
});

const CASES: readonly Case[] = [
  [
    'loopback URL, the gateway answers',
    bridge('http://127.0.0.1:11434', net(GATEWAY)),
    ['loopback-url-in-bridge-container'],
    set('http://172.17.0.1:11434'),
  ],
  [
    'loopback URL, the host has a name inside',
    bridge('http://localhost:11434', net(GATEWAY, NAMED)),
    ['loopback-url-in-bridge-container'],
    set('http://host.docker.internal:11434'),
  ],
  [
    'loopback URL, Ollama on loopback too: one paste heals',
    bridge('http://localhost:11434', net(), { ollamas: [narrow], host: net(LOOPBACK) }),
    ['loopback-url-in-bridge-container'],
    { name: 'recreate', with: { network: 'host' } },
  ],
  [
    'loopback URL, no Ollama anywhere: two faults',
    bridge('http://localhost:11434', net(), { ollamas: [], host: net() }),
    ['loopback-url-in-bridge-container', 'ollama-not-running'],
  ],
  [
    'loopback URL in a sidecar',
    {
      instances: [instance(['http://localhost:11434'], { container: null, runtime: 'unknown', networkMode: 'bridge' })],
      inside: net(GATEWAY),
      deployment: { mode: 'in-container', engine: { state: 'not-asked' } },
    },
    ['loopback-url-in-bridge-container'],
    set('http://172.17.0.1:11434'),
  ],
  [
    'name missing, the gateway answers',
    bridge('http://host.docker.internal:11434', net(GATEWAY)),
    ['host-docker-internal-missing-linux'],
    set('http://172.17.0.1:11434'),
    { name: 'recreate', with: { addHosts: ['host.docker.internal:host-gateway'] } },
  ],
  [
    'name missing, Ollama on loopback too: one paste heals',
    bridge('http://host.docker.internal:11434', net(), { ollamas: [narrow], host: net(LOOPBACK) }),
    ['host-docker-internal-missing-linux'],
    { name: 'recreate', with: { network: 'host', urls: ['http://127.0.0.1:11434'] } },
  ],
  [
    'name missing and the name server dead',
    bridge('http://host.docker.internal:11434', net(GATEWAY, { unknownName: 'dns-failed' })),
    ['host-docker-internal-missing-linux'],
  ],
  [
    'name missing in the host’s own network',
    bridge('http://host.docker.internal:11434', net(everywhere), {
      instances: [
        instance(['http://host.docker.internal:11434'], {
          container: container({ networkMode: 'host', published: [], askedPorts: [] }),
          webuiUrl: null,
        }),
      ],
    }),
    ['host-docker-internal-missing-linux'],
    set('http://127.0.0.1:11434'),
  ],
  [
    'Ollama on loopback',
    bridge('http://host.docker.internal:11434', net({}, NAMED), {
      instances: [instance(['http://host.docker.internal:11434'], { container: mapped })],
      ollamas: [narrow],
      host: net(LOOPBACK),
    }),
    ['ollama-bound-loopback'],
    { name: 'listen', with: { kind: 'systemd', address: '0.0.0.0', port: 11_434 } },
    { name: 'recreate', with: { network: 'host', urls: ['http://127.0.0.1:11434'] } },
  ],
  [
    'Ollama’s container is stopped',
    bridge('http://host.docker.internal:11434', net({}, NAMED), {
      instances: [instance(['http://host.docker.internal:11434'], { container: mapped })],
      ollamas: [ollamaContainer({ state: 'exited', exitCode: 137 })],
      host: net(),
    }),
    ['ollama-not-running'],
    { name: 'start', with: { kind: 'container', listen: null } },
  ],
  [
    'Ollama’s service is stopped',
    bridge('http://172.17.0.1:11434', net(), { ollamas: [{ ...narrow, state: 'stopped', listens: [] }], host: net() }),
    ['ollama-not-running'],
    { name: 'start', with: { kind: 'systemd', listen: '0.0.0.0' } },
  ],
  [
    'another port',
    bridge('http://host.docker.internal:11434', net({ '172.17.0.1:11500': 'ollama' }, NAMED), {
      instances: [instance(['http://host.docker.internal:11434'], { container: mapped })],
      ollamas: [ollamaOn('0.0.0.0', 11_500)],
      host: net({ '127.0.0.1:11500': 'ollama', '172.17.0.1:11500': 'ollama' }),
    }),
    ['ollama-port-changed'],
    set('http://host.docker.internal:11500'),
  ],
  [
    'another port, on loopback',
    bridge('http://172.17.0.1:11434', net(), {
      ollamas: [ollamaOn('127.0.0.1', 11_500)],
      host: net({ '127.0.0.1:11500': 'ollama' }),
    }),
    ['ollama-port-changed'],
    { name: 'recreate', with: { network: 'host', urls: ['http://127.0.0.1:11500'] } },
  ],
  [
    'different networks',
    bridge('http://ollama:11434', net(), {
      instances: [
        instance(['http://ollama:11434'], {
          container: container({
            networkMode: 'web',
            networks: [{ name: 'web', gateway: '172.18.0.1', address: '172.18.0.2', aliases: [] }],
          }),
        }),
      ],
      ollamas: [
        ollamaContainer({
          networkMode: 'models',
          networks: [{ name: 'models', gateway: '172.19.0.1', address: '172.19.0.2', aliases: [] }],
        }),
      ],
      host: net(),
    }),
    ['different-docker-networks'],
    { name: 'connect', with: { ollama: 'ollama', alias: null } },
  ],
  [
    'different networks, by the service’s name',
    bridge('http://ollama:11434', net(), {
      instances: [
        instance(['http://ollama:11434'], {
          container: container({
            networkMode: 'web',
            networks: [{ name: 'web', gateway: '172.18.0.1', address: '172.18.0.2', aliases: [] }],
          }),
        }),
      ],
      ollamas: [
        ollamaContainer({
          name: 'ai-ollama-1',
          networkMode: 'models',
          networks: [{ name: 'models', gateway: '172.19.0.1', address: '172.19.0.2', aliases: ['ollama'] }],
        }),
      ],
      host: net(),
    }),
    ['different-docker-networks'],
    { name: 'connect', with: { ollama: 'ai-ollama-1', alias: 'ollama' } },
  ],
  [
    'default bridge',
    bridge('http://ollama:11434', net(), { ollamas: [ollamaContainer()], host: net() }),
    ['default-bridge-no-name-dns'],
    { name: 'connect', with: { ollama: 'ollama', alias: null } },
  ],
  [
    'the stored URL wins over a right environment',
    bridge('http://172.17.0.1:9', net(GATEWAY), {
      instances: [
        instance(
          ['http://172.17.0.1:9'],
          {},
          {
            environmentUrls: [
              url('http://172.17.0.1:11434', 0, { source: 'env', detail: 'OLLAMA_BASE_URL=http://172.17.0.1:11434' }),
            ],
          },
        ),
      ],
    }),
    ['db-config-overrides-env'],
    set('http://172.17.0.1:11434'),
  ],
  [
    'no models',
    bridge('http://172.17.0.1:11434', net({ '172.17.0.1:11434': 'ollama-empty' }), {
      host: net({ '127.0.0.1:11434': 'ollama-empty', '172.17.0.1:11434': 'ollama-empty' }),
    }),
    ['no-models-pulled'],
    { name: 'pull', with: { kind: 'systemd', url: 'http://172.17.0.1:11434' } },
  ],
  // Every mistake in the URL itself; Ollama answers at the gateway in each.
  ...(
    [
      ['172.17.0.1:11434', 'url-missing-scheme'],
      ['http://172.17.0.1', 'url-missing-port'],
      ['http://172.17.0.1:11434/api', 'url-path-suffix'],
      ['http://172.17.0.1:11434/v1', 'url-path-suffix'],
      ['"http://172.17.0.1:11434"', 'url-quotes-in-env'],
      ['http://172.17.0.1 :11434', 'url-whitespace-cr'],
      ['https://172.17.0.1:11434', 'url-https-to-http-port'],
      ['http://0.0.0.0:11434', 'url-0.0.0.0-as-client'],
      ['htp://172.17.0.1:11434', 'url-typo-host-port'],
      ['http:/172.17.0.1:11434', 'url-typo-host-port'],
      ['http://172.17.0.1:114344', 'url-typo-host-port'],
      ['http://172.17.0.1:1143', 'url-typo-host-port'],
    ] as const
  ).map(
    ([text, cause]): Case => [`mistake ${text}`, bridge(text, net(GATEWAY)), [cause], set('http://172.17.0.1:11434')],
  ),
  [
    'a comma between URLs',
    bridge('http://172.17.0.1:11434,http://host.docker.internal:11434', net(GATEWAY, NAMED)),
    ['urls-comma-separator'],
    set('http://172.17.0.1:11434', 'http://host.docker.internal:11434'),
  ],
  [
    'a slash that does harm',
    bridge('http://172.17.0.1:11434/', net({ '172.17.0.1:11434': 'ollama-strict' })),
    ['url-trailing-slash'],
    set('http://172.17.0.1:11434'),
  ],
  [
    'a missing scheme, and Ollama on loopback: two faults, one paste',
    bridge('127.0.0.1:11434', net(), { ollamas: [narrow], host: net(LOOPBACK) }),
    ['url-missing-scheme', 'loopback-url-in-bridge-container'],
    { name: 'recreate', with: { network: 'host', urls: ['http://127.0.0.1:11434'] } },
  ],
  [
    '0.0.0.0, and Ollama on loopback',
    bridge('http://0.0.0.0:11434', net(), { ollamas: [narrow], host: net(LOOPBACK) }),
    ['url-0.0.0.0-as-client'],
    { name: 'recreate', with: { network: 'host', urls: ['http://127.0.0.1:11434'] } },
  ],
  [
    'the second of two URLs is wrong; the first stays',
    bridge('', net({ ...GATEWAY, '10.0.0.5:11434': 'ollama' }), {
      instances: [instance(['http://10.0.0.5:11434', '172.17.0.1:11434'])],
    }),
    ['url-missing-scheme'],
    set('http://10.0.0.5:11434', 'http://172.17.0.1:11434'),
  ],
];

describe('the way to Ollama', () => {
  for (const [name, world, causes, first, second] of CASES) {
    test(name, async () => {
      const { diagnoses, calls, trouble } = await judge(world);
      expect({ causes: diagnoses.map(({ cause }) => cause), trouble }).toEqual({ causes, trouble });
      expect(trouble.filter((row) => row.startsWith('crash'))).toEqual([]);
      for (const { explains, proof } of diagnoses) expect([explains.length, proof.length]).not.toContain(0);
      // The kit's calls are in the order in which the plans are made: the first one heals at once.
      if (first !== undefined) expect(calls[0]?.[0]).toEqual(first);
      if (second !== undefined) expect(calls[0]?.[1]).toEqual(second);
    });
  }
});
