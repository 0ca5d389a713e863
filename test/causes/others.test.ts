import { describe, expect, test } from '@jest/globals';
import type { Settings } from '../../src/types/deployment.js';
import { container, instance, judge, type Net, ollamaOn, type Service, type World } from './world.js';

const OLLAMA = { '172.17.0.1:11434': 'ollama', '127.0.0.1:11434': 'ollama' } as const;
const PAGE = { '127.0.0.1:8080': 'webui', '127.0.0.1:3000': 'webui' } as const;
const NAMES = {
  'huggingface.co': '203.0.113.1',
  'hf-mirror.com': '203.0.113.2',
  'github.com': '203.0.113.3',
  'api.github.com': '203.0.113.3',
};
const hub = (face: Service, mirror: Service = 'hub'): Net['ports'] => ({
  '203.0.113.1:443': face,
  '203.0.113.2:443': mirror,
  '203.0.113.3:443': 'hub',
});
const world = (change: Partial<World>): World => ({
  instances: [instance(['http://172.17.0.1:11434'])],
  ollamas: [ollamaOn('0.0.0.0')],
  inside: { ports: { ...PAGE, ...OLLAMA } },
  host: { ports: { ...PAGE, ...OLLAMA } },
  ...change,
});
const online = (
  face: Service,
  set: Partial<Settings> = {},
  more: { readonly mirror?: Service; readonly host?: Service } = {},
): World =>
  world({
    instances: [instance(['http://172.17.0.1:11434'], {}, { embeddingCached: { known: true, value: false }, ...set })],
    inside: { names: NAMES, ports: { ...PAGE, ...OLLAMA, ...hub(face, more.mirror) } },
    host: { names: NAMES, ports: { ...PAGE, ...OLLAMA, ...hub(more.host ?? 'hub') } },
    options: { offline: false },
  });
const endpoint = (value: string): Partial<Settings> => ({
  hubEndpoint: { value, source: 'env', detail: `HF_ENDPOINT=${value}` },
});
const box = (change: Parameters<typeof container>[0]): World =>
  world({ instances: [instance(['http://172.17.0.1:11434'], { container: container(change) })] });
const asked = [{ containerPort: 8080, hostIp: '', hostPort: 3000 }];
const hostNetwork = (ports: typeof asked): World =>
  world({
    instances: [
      instance(['http://127.0.0.1:11434'], {
        container: container({ networkMode: 'host', networks: [], published: [], askedPorts: ports }),
        webuiUrl: { value: 'http://localhost:8080', source: 'derived', detail: '' },
      }),
    ],
  });
const engine = (state: 'forbidden' | 'unreachable', socket: boolean, silent = false): World =>
  world({
    instances: [],
    deployment: {
      host: {
        platform: 'linux',
        root: false,
        user: 'ada',
        systemd: true,
        addresses: [],
        bridgeGateway: null,
        listeners: [],
      },
      engine: {
        state,
        expected: true,
        tried: [
          {
            address: 'unix:///var/run/docker.sock',
            from: 'usual socket',
            outcome: silent ? 'timeout' : state === 'forbidden' ? 'forbidden' : 'absent',
            code: 'EACCES',
          },
        ],
        socket: socket
          ? { path: '/var/run/docker.sock', owner: 'root', group: 'docker', mode: '0660', memberElsewhere: false }
          : null,
      },
    },
  });

/** What is there, the causes, and the first thing that is done about the first of them. */
const CASES: Readonly<Record<string, readonly [World, readonly string[], unknown?]>> = {
  'memory ran out': [
    box({
      state: 'restarting',
      oomKilled: true,
      exitCode: 137,
      restartCount: 3,
      health: 'starting',
      inspect: { ...container().inspect, HostConfig: { ...container().inspect.HostConfig, Memory: 96 * 1024 * 1024 } },
    }),
    ['container-crash-oom-unhealthy'],
    ['docker update --memory 4294967296 --memory-swap 4294967296 open-webui && docker restart open-webui'],
  ],
  'stopped by somebody': [
    box({ state: 'exited', exitCode: 143 }),
    ['container-crash-oom-unhealthy'],
    ['docker start open-webui'],
  ],
  'no embedding model, and Hugging Face blocked as seen from the host': [
    {
      ...online('reset', {}, { host: 'reset' }),
      instances: [
        instance(['http://172.17.0.1:11434'], {
          version: '0.9.6',
          container: container({ state: 'restarting', exitCode: 1, restartCount: 4 }),
          log: ['ValueError: No embedding model is loaded. Set RAG_EMBEDDING_MODEL'],
        }),
      ],
    },
    ['hf-blocked-reset'],
  ],
  'host networking discards a port': [
    hostNetwork(asked),
    ['host-network-expecting-3000'],
    { setEnv: { PORT: '3000' } },
  ],
  'host networking and nothing asked for': [hostNetwork([]), []],
  'Hugging Face reset': [
    online('reset'),
    ['hf-blocked-reset'],
    { setEnv: { HF_ENDPOINT: 'https://hf-mirror.com', HF_HUB_DISABLE_XET: '1' } },
  ],
  'Hugging Face silent, the mirror too': [online('timeout', {}, { mirror: 'timeout' }), ['hf-blocked-reset'], []],
  'intercepted, and the host trusts the authority': [
    online('tls-untrusted'),
    ['hf-tls-interception'],
    {
      addBinds: ['/etc/ssl/certs/ca-certificates.crt:/etc/ssl/certs/host-ca-certificates.crt:ro'],
      setEnv: {
        SSL_CERT_FILE: '/etc/ssl/certs/host-ca-certificates.crt',
        REQUESTS_CA_BUNDLE: '/etc/ssl/certs/host-ca-certificates.crt',
      },
    },
  ],
  'intercepted, and nobody trusts the authority: no trust is suggested': [
    online('tls-untrusted', {}, { host: 'tls-untrusted' }),
    ['hf-tls-interception'],
    [],
  ],
  'the mirror fails, Hugging Face answers': [
    online('hub', endpoint('https://hf-mirror.com'), { mirror: 'reset' }),
    ['hf-mirror-endpoint-problems'],
    { unsetEnv: ['HF_ENDPOINT'] },
  ],
  'an outage, and a download is needed': [
    online('broken-hub'),
    ['hf-outage-5xx'],
    { setEnv: { HF_ENDPOINT: 'https://hf-mirror.com', HF_HUB_DISABLE_XET: '1' } },
  ],
  'an outage, and the model is in the cache: nothing is changed': [
    online('broken-hub', { embeddingCached: { known: true, value: true } }),
    ['hf-outage-5xx'],
    [],
  ],
  'an empty endpoint': [online('hub', endpoint('')), ['hf-mirror-endpoint-problems'], { unsetEnv: ['HF_ENDPOINT'] }],
  'an expired certificate of Hugging Face': [online('tls-expired'), ['undetermined']],
  offline: [world({ instances: online('hub').instances, options: { offline: false } }), []],
  'the engine is forbidden': [engine('forbidden', true), ['docker-permission-denied'], ['owui-doctor']],
  'the engine hangs': [engine('unreachable', false, true), ['docker-unreachable'], ['systemctl restart docker']],
  'the engine is away': [engine('unreachable', false), ['docker-unreachable'], ['systemctl start docker']],
  'nothing to examine': [world({ instances: [] }), ['nothing-found'], []],
};

describe('the page, Hugging Face, the engine', () => {
  for (const [name, [given, causes, first]] of Object.entries(CASES))
    test(name, async () => {
      const { diagnoses, calls, trouble } = await judge(given);
      expect({ causes: diagnoses.map(({ cause }) => cause), trouble }).toEqual({ causes, trouble });
      expect(trouble.filter((row) => row.startsWith('crash'))).toEqual([]);
      if (first !== undefined) expect(calls[0]?.[0]?.with).toEqual(first);
    });
});
