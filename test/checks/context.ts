import type {
  Canary,
  Check,
  Container,
  Deployment,
  Evidence,
  Instance,
  InstanceContext,
  Observation,
  OllamaUrl,
  Outcome,
  ProbeRequest,
  RunOptions,
  Settings,
  Vantage,
  VantageId,
  Verdict,
} from '../../src/plugin.js';

import { undecided } from './decided.js';

/** What a vantage point answers; a text stands for an outcome alone. */
export type Recorded = Outcome | (Partial<Omit<Observation, 'evidence'>> & { readonly evidence?: Evidence });
/** Answers by `<vantage> <what>`: `container:w GET http://…`, `host tcp 127.0.0.1:11434`, `host dns name`; `*` for any vantage. */
export type Table = Readonly<Record<string, Recorded>>;

/** A request as a key of the table, without its client. */
export function keyOf(request: ProbeRequest): string {
  switch (request.kind) {
    case 'http':
      return `${request.method} ${request.url}`;
    case 'dns':
      return `dns ${request.host}`;
    case 'clock':
      return 'clock';
    case 'listener':
      return `listener ${request.port}`;
    default:
      return `${request.kind} ${request.host}:${request.port}`;
  }
}

export interface World {
  readonly deployment: Deployment;
  readonly instance: Instance;
  readonly table?: Table;
  readonly host?: boolean;
  readonly options?: Partial<RunOptions>;
  readonly canary?: Canary | null;
  readonly inside?: VantageId;
  readonly now?: number;
}
export interface Told {
  readonly verdicts: readonly Verdict[];
  /** `<vantage> <key>` of every probe, in order. */
  readonly asked: readonly string[];
  /** Probes that were asked before the first one was answered: those that travel together. */
  readonly together: readonly string[];
}

export const SILENT: Recorded = 'timeout';

/** Runs one check against recorded observations; a probe that the table does not know fails the test. */
export async function run(check: Check, world: World): Promise<Told> {
  const asked: string[] = [];
  let answered = false;
  const together: string[] = [];
  const vantage = (id: VantageId): Vantage => ({
    id,
    availability: { ok: true },
    ask: () => Promise.reject(new Error('checks ask through their context')),
  });
  const made = new Map<string, Observation>();
  const memo = new Map<string, Promise<readonly [Observation]>>();
  const context: InstanceContext = {
    deployment: world.deployment,
    instance: world.instance,
    host: world.host === false ? null : vantage('host'),
    inside: vantage(world.inside ?? `container:${world.instance.name}`),
    options: { offline: false, token: null, webuiUrl: null, cacheDir: null, toolVersion: '0.0.0', ...world.options },
    signal: new AbortController().signal,
    now: () => world.now ?? Date.parse('2026-11-22T10:00:00Z'),
    canary: async () => world.canary ?? null,
    ask: (from, request) => {
      const key = keyOf(request);
      const full = `${from.id} ${key}`;
      const known = memo.get(`${full} ${JSON.stringify(request)}`);
      if (known) return known;
      asked.push(full);
      const id = `o${asked.length}`;
      if (!answered) together.push(full);
      const client = 'client' in request ? request.client : '';
      const recorded = [`${full} (${client})`, full, `* ${key}`].map((name) => world.table?.[name]).find((one) => one);
      if (!recorded) return Promise.reject(new Error(`nothing is recorded for ${full}`));
      const answer = new Promise<readonly [Observation]>((resolve) =>
        setImmediate(() => {
          answered = true;
          const seen = observed(id, from.id, request, recorded);
          made.set(seen.id, seen);
          resolve([seen]);
        }),
      );
      memo.set(`${full} ${JSON.stringify(request)}`, answer);
      return answer;
    },
  };
  const verdict = await (check.scope === 'run' ? check.run(context) : check.run(context));
  const verdicts: readonly Verdict[] = Array.isArray(verdict) ? verdict : [verdict as Verdict];
  for (const one of verdicts) {
    const why = undecided(one, (id) => made.get(id));
    if (why !== null) throw new Error(`${check.id} ${one.code}: ${why}`);
  }
  return { verdicts, asked, together };
}

function observed(id: string, vantage: VantageId, request: ProbeRequest, recorded: Recorded): Observation {
  const given: Partial<Observation> = typeof recorded === 'string' ? { outcome: recorded } : recorded;
  return {
    vantage,
    kind: request.kind,
    target: keyOf(request),
    request,
    outcome: 'ok',
    phase: null,
    address: null,
    port: null,
    times: {},
    evidence: {},
    ...given,
    id,
  };
}

/** The first verdict of a check as `status code`. */
export async function verdictOf(check: Check, world: World): Promise<string> {
  const { verdicts } = await run(check, world);
  return verdicts.map(({ status, code }) => `${status} ${code}`).join('; ');
}

export const MODELS: Recorded = {
  evidence: { status: 200, json: { models: [{ name: 'llama3.2:latest', digest: 'sha256:aa' }] } },
};
export const NO_MODELS: Recorded = { evidence: { status: 200, json: { models: [] } } };
export const version = (text: string): Recorded => ({ evidence: { status: 200, json: { version: text } } });
export const status = (code: number, headers: Readonly<Record<string, string>> = {}): Recorded => ({
  outcome: 'http-status',
  phase: 'http',
  evidence: { status: code, headers },
});

export function ollamaUrl(url: string, change: Partial<OllamaUrl> = {}): OllamaUrl {
  return { index: 0, url, source: 'env', detail: `OLLAMA_BASE_URL=${url}`, enabled: true, hasKey: false, ...change };
}

export function settings(change: Partial<Settings> = {}): Settings {
  const urls = [ollamaUrl('http://host.docker.internal:11434', { source: 'image-default' })];
  const set = <T>(value: T) => ({ value, source: 'derived' as const, detail: '' });
  return {
    ollamaUrls: { known: true, value: urls },
    environmentUrls: urls,
    ollamaEnabled: set(true),
    persistentConfig: true,
    database: { kind: 'sqlite', path: '/app/backend/data/webui.db', schema: 'rows' },
    hubEndpoint: null,
    hubOffline: set(false),
    offlineMode: set(false),
    embeddingEngine: set(''),
    embeddingModel: set('sentence-transformers/all-MiniLM-L6-v2'),
    embeddingCached: { known: true, value: true },
    proxies: [],
    variables: {},
    ...change,
  };
}

export function container(change: Partial<Container> = {}): Container {
  const published = [{ containerPort: 8080, hostIp: '0.0.0.0', hostPort: 3000 }];
  return {
    id: 'c1',
    name: 'open-webui',
    image: 'ghcr.io/open-webui/open-webui:main',
    state: 'running',
    exitCode: 0,
    oomKilled: false,
    restartCount: 0,
    health: 'healthy',
    networkMode: 'bridge',
    networks: [{ name: 'bridge', gateway: '172.17.0.1', address: '172.17.0.2', aliases: [] }],
    published,
    askedPorts: change.published ?? published,
    extraHosts: ['host.docker.internal:host-gateway'],
    env: {},
    compose: null,
    inspect: JSON.parse(JSON.stringify({ State: { StartedAt: '2026-11-20T10:00:00Z' } })),
    imageInspect: null,
    ...change,
  };
}

export function instance(change: Partial<Instance> = {}): Instance {
  const own = change.container === undefined ? container() : change.container;
  return {
    name: 'open-webui',
    runtime: own ? 'docker' : 'pip',
    state: own?.state ?? 'running',
    image: own?.image ?? null,
    networkMode: own?.networkMode ?? null,
    webuiUrl: { value: 'http://localhost:3000', source: 'derived', detail: '' },
    listenPort: 8080,
    version: '0.12.4',
    settings: settings(),
    log: [],
    ...change,
    container: own,
  };
}

export function deployment(change: Partial<Deployment> = {}): Deployment {
  return {
    mode: 'host',
    host: {
      platform: 'linux',
      root: true,
      user: 'root',
      systemd: true,
      addresses: [
        { name: 'lo', address: '127.0.0.1', family: 4, internal: true },
        { name: 'eth0', address: '192.168.1.10', family: 4, internal: false },
        { name: 'docker0', address: '172.17.0.1', family: 4, internal: false },
      ],
      bridgeGateway: '172.17.0.1',
      listeners: [],
    },
    engine: {
      state: 'reachable',
      kind: 'docker',
      address: 'unix:///var/run/docker.sock',
      version: '27.5.1',
      remote: false,
      virtualMachine: false,
      tried: [],
    },
    instances: [instance()],
    ollamas: [],
    neighbours: [],
    lookedAt: [],
    ...change,
  };
}

/** A deployment of one instance. */
export function world(one: Instance, table: Table = {}, change: Partial<World> = {}): World {
  return { deployment: deployment({ instances: [one] }), instance: one, table, ...change };
}
