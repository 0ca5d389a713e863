import { expect, test } from '@jest/globals';
import { shippedChecks } from '../../checks/index.js';
import type { Deployment, Instance, OllamaServer, ProbeRequest, Seen, Vantage, VantageId } from '../../src/plugin.js';
import { runChecks, type Vantages } from '../../src/runner/run-checks.js';
import { container, deployment, instance, ollamaUrl, settings } from './context.js';

/** A network in which the named hosts have an Ollama, the page answers, and so does the outside world. */
interface Net {
  readonly ollamaInside: readonly string[];
  readonly ollamaOnHost: readonly string[];
  readonly page: string | null;
  readonly proxied?: boolean;
}

class Recording implements Vantage {
  readonly availability = { ok: true } as const;
  turns = 0;
  #open = false;
  constructor(
    readonly id: VantageId,
    readonly answer: (request: ProbeRequest) => Partial<Seen>,
  ) {}
  ask(request: ProbeRequest): Promise<readonly [Seen]> {
    if (!this.#open) {
      this.#open = true;
      this.turns += 1;
      setImmediate(() => {
        this.#open = false;
      });
    }
    const base = {
      vantage: this.id,
      kind: request.kind,
      target: '',
      outcome: 'ok',
      phase: null,
      address: null,
      port: null,
    } as const;
    return new Promise((resolve) =>
      setImmediate(() => resolve([{ ...base, times: {}, evidence: {}, ...this.answer(request) }])),
    );
  }
}

const json = (value: NonNullable<Seen['evidence']['json']>): Partial<Seen> => ({
  evidence: { status: 200, json: value },
});
const REFUSED: Partial<Seen> = { outcome: 'refused', phase: 'tcp' };

function answerer(ollamas: readonly string[], webui: readonly string[]) {
  return (request: ProbeRequest): Partial<Seen> => {
    if (request.kind === 'listener') return { evidence: { listeners: [] } };
    if (request.kind === 'dns') return { evidence: { addresses: ['192.0.2.1'] } };
    if (request.kind === 'tcp') return ollamas.includes(`${request.host}:${request.port}`) ? {} : REFUSED;
    if (request.kind !== 'http') return {};
    const { host, port, hostname, pathname, protocol } = new URL(request.url);
    const at = `${hostname.replace(/^\[|\]$/g, '')}:${port || (protocol === 'https:' ? 443 : 80)}`;
    if (host.endsWith('github.com') && pathname.startsWith('/repos/'))
      return json({ tag_name: pathname.includes('ollama') ? 'v0.32.15' : 'v0.12.4' });
    if (/(?:huggingface\.co|github\.com|hf-mirror\.com)$/.test(hostname)) return json({ sha: 'x' });
    if (webui.includes(at)) return json({ status: true, name: 'Open WebUI', version: '0.12.4' });
    if (!ollamas.includes(at)) return REFUSED;
    if (pathname.endsWith('/version')) return json({ version: '0.32.15' });
    return json({ models: [{ name: 'llama3.2:latest', digest: 'sha256:aa' }] });
  };
}

async function examine(one: Instance, net: Net, change: Partial<Deployment> = {}, withHost = true) {
  const own = `127.0.0.1:${one.listenPort}`;
  const page = net.page === null ? [] : [net.page];
  const inside =
    one.container === null
      ? new Recording('host', answerer(net.ollamaOnHost, [...page, own]))
      : new Recording(`container:${one.name}`, answerer(net.ollamaInside, [own]));
  const host = one.container === null ? inside : new Recording('host', answerer(net.ollamaOnHost, page));
  const found = deployment({ instances: [one], ...change });
  const vantages = { host: withHost ? host : null, inside: new Map(found.instances.map(({ name }) => [name, inside])) };
  return { troubled: await troubles(found, vantages), turns: inside.turns };
}

async function troubles(found: Deployment, vantages: Vantages): Promise<readonly string[]> {
  const options = { offline: false, token: null, webuiUrl: null, cacheDir: null, toolVersion: '0.0.0' };
  const { findings } = await runChecks(shippedChecks, found, vantages, options, () => {}, new AbortController().signal);
  const troubled = findings.filter(({ status }) => ['fail', 'warn', 'crash', 'unknown'].includes(status));
  return troubled.map(({ check, status, said }) => `${check} ${status} ${said.code}`);
}

const urls = (...list: readonly string[]) => {
  const value = list.map((url, index) => ollamaUrl(url, { index }));
  return { ollamaUrls: { known: true, value }, environmentUrls: value } as const;
};
const onNetwork = (name: string) => [{ name, gateway: '172.18.0.1', address: '172.18.0.2', aliases: [] }];
const serverOn = (...listens: OllamaServer['listens']): OllamaServer => ({
  run: { kind: 'systemd', unit: 'ollama.service' },
  state: 'running',
  listens,
  ollamaHost: null,
});
const inContainer = (change: Parameters<typeof container>[0]): OllamaServer => ({
  run: { kind: 'container', container: container({ name: 'ollama', ...change }) },
  state: 'running',
  listens: [],
  ollamaHost: null,
});
const PAGE = 'localhost:3000';

const healthy: readonly (readonly [string, Instance, Net, Partial<Deployment>?])[] = [
  [
    'bridge with host gateway',
    instance(),
    {
      ollamaInside: ['host.docker.internal:11434', '172.17.0.1:11434'],
      ollamaOnHost: ['127.0.0.1:11434', '172.17.0.1:11434'],
      page: PAGE,
    },
    { ollamas: [serverOn({ address: '::', port: 11434 })] },
  ],
  [
    'bound to the bridge address only',
    instance(),
    {
      ollamaInside: ['host.docker.internal:11434', '172.17.0.1:11434'],
      ollamaOnHost: ['172.17.0.1:11434'],
      page: PAGE,
    },
    { ollamas: [serverOn({ address: '172.17.0.1', port: 11434 })] },
  ],
  [
    'host network',
    instance({
      container: container({ networkMode: 'host', published: [], askedPorts: [], networks: [] }),
      webuiUrl: { value: 'http://localhost:8080', source: 'derived', detail: '' },
      settings: settings(urls('http://127.0.0.1:11434')),
    }),
    { ollamaInside: ['127.0.0.1:11434'], ollamaOnHost: ['127.0.0.1:11434'], page: 'localhost:8080' },
    { ollamas: [serverOn({ address: '127.0.0.1', port: 11434 })] },
  ],
  [
    'user network by name',
    instance({
      container: container({ networkMode: 'app', networks: onNetwork('app') }),
      settings: settings(urls('http://ollama:11434')),
    }),
    { ollamaInside: ['ollama:11434'], ollamaOnHost: [], page: PAGE },
    { ollamas: [inContainer({ networks: onNetwork('app'), published: [] })] },
  ],
  [
    'remote by address',
    instance({ settings: settings(urls('http://192.168.9.9:11434')) }),
    { ollamaInside: ['192.168.9.9:11434'], ollamaOnHost: [], page: PAGE },
  ],
  [
    'remote by name, behind a reverse proxy',
    instance({ settings: settings(urls('https://ollama.example.com')) }),
    { ollamaInside: ['ollama.example.com:443'], ollamaOnHost: [], page: PAGE },
  ],
  [
    'Ollama published from a container',
    instance(),
    { ollamaInside: ['host.docker.internal:11434'], ollamaOnHost: ['127.0.0.1:11434'], page: PAGE },
    { ollamas: [inContainer({ published: [{ containerPort: 11434, hostIp: '0.0.0.0', hostPort: 11434 }] })] },
  ],
  [
    'other ports',
    instance({
      listenPort: 9000,
      container: container({ published: [{ containerPort: 9000, hostIp: '0.0.0.0', hostPort: 4000 }] }),
      webuiUrl: { value: 'http://localhost:4000', source: 'derived', detail: '' },
      settings: settings(urls('http://host.docker.internal:12345')),
    }),
    { ollamaInside: ['host.docker.internal:12345'], ollamaOnHost: ['127.0.0.1:12345'], page: 'localhost:4000' },
    { ollamas: [serverOn({ address: '0.0.0.0', port: 12345 })] },
  ],
  [
    'page published on 127.0.0.1 only',
    instance({
      container: container({ published: [{ containerPort: 8080, hostIp: '127.0.0.1', hostPort: 3000 }] }),
      webuiUrl: { value: 'http://127.0.0.1:3000', source: 'derived', detail: '' },
    }),
    { ollamaInside: ['host.docker.internal:11434'], ollamaOnHost: ['127.0.0.1:11434'], page: '127.0.0.1:3000' },
  ],
  [
    'forward proxy with a right NO_PROXY',
    instance({ settings: settings({ proxies: [{ name: 'http_proxy', value: 'http://proxy:3128' }] }) }),
    { ollamaInside: ['host.docker.internal:11434'], ollamaOnHost: ['127.0.0.1:11434'], page: PAGE },
  ],
  [
    'offline on purpose',
    instance({
      settings: settings({
        offlineMode: { value: true, source: 'env', detail: 'OFFLINE_MODE=true' },
        embeddingCached: { known: true, value: false },
        variables: { OFFLINE_MODE: 'true' },
      }),
    }),
    { ollamaInside: ['host.docker.internal:11434'], ollamaOnHost: ['127.0.0.1:11434'], page: PAGE },
  ],
  [
    'bundled Ollama',
    instance({ settings: settings({ ...urls('http://localhost:11434'), variables: { USE_OLLAMA_DOCKER: 'true' } }) }),
    { ollamaInside: ['localhost:11434', '127.0.0.1:11434'], ollamaOnHost: [], page: PAGE },
  ],
  [
    'no Docker',
    instance({
      container: null,
      webuiUrl: { value: 'http://localhost:8080', source: 'derived', detail: '' },
      settings: settings(urls('http://localhost:11434')),
    }),
    { ollamaInside: [], ollamaOnHost: ['localhost:11434', '127.0.0.1:11434'], page: 'localhost:8080' },
    { engine: { state: 'unreachable', expected: false, tried: [], socket: null } },
  ],
  [
    'just started: the engine has not asked it yet',
    instance({ container: container({ health: 'starting' }) }),
    { ollamaInside: ['host.docker.internal:11434'], ollamaOnHost: ['127.0.0.1:11434'], page: PAGE },
  ],
];

test.each(healthy.map((row) => ({ name: row[0], row })))(
  '$name: nothing is found fault with, in one exec',
  async ({ row }) => {
    const [, one, net, change] = row;
    // Something has to listen where a URL leads to this machine.
    const listening = { ollamas: [serverOn({ address: '0.0.0.0', port: 11434 })] };
    const { troubled, turns } = await examine(one, net, { ...listening, ...change });
    expect(troubled).toEqual([]);
    expect(turns).toBe(1);
  },
);
test('two instances, each with its own Ollama', async () => {
  const second = instance({ name: 'second', settings: settings(urls('http://192.168.9.9:11434')) });
  const net = {
    ollamaInside: ['host.docker.internal:11434', '192.168.9.9:11434'],
    ollamaOnHost: ['127.0.0.1:11434'],
    page: PAGE,
  };
  expect((await examine(instance(), net, { instances: [instance(), second] })).troubled).toEqual([]);
});
test('from inside the container, where this machine is out of sight', async () => {
  const one = instance({ container: null, runtime: 'unknown', networkMode: null, webuiUrl: null });
  const inside = new Recording('self', answerer(['host.docker.internal:11434'], ['127.0.0.1:8080']));
  const found = deployment({ mode: 'in-container', engine: { state: 'not-asked' }, instances: [one] });
  const troubled = await troubles(found, { host: null, inside: new Map([[one.name, inside]]) });
  expect(troubled).toEqual([]);
});
test('with a remote engine this machine is asked nothing', async () => {
  const net = { ollamaInside: ['host.docker.internal:11434'], ollamaOnHost: [], page: null };
  expect((await examine(instance(), net, {}, false)).troubled).toEqual([]);
});
