import { shippedChecks } from '../../checks/index.js';
import { diagnose, prescribe, shippedCauses, shippedTopics } from '../../src/causes/index.js';
import { runChecks } from '../../src/runner/run-checks.js';
import type { Diagnosis } from '../../src/types/cause.js';
import type { Finding, RunOptions } from '../../src/types/check.js';
import type { Container, Deployment, Instance, OllamaServer, OllamaUrl, Settings } from '../../src/types/deployment.js';
import type { FixPlan } from '../../src/types/fix.js';
import type { Observation, Outcome, ProbeRequest, Seen } from '../../src/types/probe.js';
import type { Said } from '../../src/types/text.js';
import type { Vantage } from '../../src/types/vantage.js';
import { undecided } from '../checks/decided.js';
import { EMPTY, OPTIONS } from '../runner/samples.js';
import { type Call, recordingKit } from './recording-kit.js';

/** What is at an address and port: a program, or how a connection ends. */
export type Service =
  | 'ollama'
  | 'ollama-empty'
  | 'ollama-strict'
  | 'webui'
  | 'html'
  | 'hub'
  | 'broken-hub'
  /** A status from 500 on, over a connection whose certificate was not checked. */
  | 'unproven-outage'
  /** TLS: the file that names whom to trust is not there. */
  | 'unread-trust'
  /** TLS: a file in the place of the client's own list does not know the authority. */
  | 'replaced-trust'
  /** Connects, and closes without an answer: a port that an engine forwards to nothing. */
  | 'forwarded-to-nothing'
  | Exclude<Outcome, 'ok'>;
/** A network as one vantage point sees it. */
export interface Net {
  /** Names beside localhost; `dns-failed`: no answer. */
  readonly names?: Readonly<Record<string, string>>;
  readonly unknownName?: 'dns-not-found' | 'dns-failed';
  /** By `address:port`. */
  readonly ports?: Readonly<Record<string, Service>>;
  readonly otherwise?: Service;
  /** A proxy that takes every HTTP request and answers in this way. */
  readonly proxy?: Outcome;
}

export function container(change: Partial<Container> = {}): Container {
  return {
    id: 'c0ffee',
    name: 'open-webui',
    image: 'ghcr.io/open-webui/open-webui:main',
    state: 'running',
    exitCode: 0,
    oomKilled: false,
    restartCount: 0,
    health: 'healthy',
    networkMode: 'bridge',
    networks: [{ name: 'bridge', gateway: '172.17.0.1', address: '172.17.0.2', aliases: [] }],
    published: [{ containerPort: 8080, hostIp: '0.0.0.0', hostPort: 3000 }],
    askedPorts: [{ containerPort: 8080, hostIp: '0.0.0.0', hostPort: 3000 }],
    extraHosts: [],
    env: {},
    compose: null,
    // The checks and causes read these few fields of what the engine tells.
    inspect: {
      Image: 'sha256:1',
      State: { StartedAt: '2026-01-01T00:00:00Z' },
      HostConfig: { Memory: 0 },
    } as Container['inspect'],
    imageInspect: null,
    ...change,
  };
}

export function url(text: string, index = 0, change: Partial<OllamaUrl> = {}): OllamaUrl {
  return { index, url: text, source: 'database', detail: 'ollama.base_urls', enabled: true, hasKey: false, ...change };
}

export function settings(urls: readonly (string | OllamaUrl)[], change: Partial<Settings> = {}): Settings {
  const off = { value: false, source: 'derived', detail: '' } as const;
  return {
    ollamaUrls: { known: true, value: urls.map((one, index) => (typeof one === 'string' ? url(one, index) : one)) },
    environmentUrls: [
      url('http://host.docker.internal:11434', 0, { source: 'image-default', detail: 'OLLAMA_BASE_URL=/ollama' }),
    ],
    ollamaEnabled: { value: true, source: 'database', detail: 'ollama.enable' },
    persistentConfig: true,
    database: { kind: 'sqlite', path: '/app/backend/data/webui.db', schema: 'rows' },
    hubEndpoint: null,
    hubOffline: off,
    offlineMode: off,
    embeddingEngine: { value: '', source: 'database', detail: '' },
    embeddingModel: { value: 'sentence-transformers/all-MiniLM-L6-v2', source: 'database', detail: '' },
    embeddingCached: { known: true, value: true },
    proxies: [],
    variables: {},
    ...change,
  };
}

export function instance(
  urls: readonly (string | OllamaUrl)[],
  change: Partial<Instance> = {},
  set: Partial<Settings> = {},
): Instance {
  const box = change.container === undefined ? container() : change.container;
  return {
    name: 'open-webui',
    runtime: 'docker',
    state: box?.state ?? 'running',
    image: box?.image ?? null,
    networkMode: box?.networkMode ?? null,
    webuiUrl: { value: 'http://localhost:3000', source: 'derived', detail: '-p 3000:8080' },
    listenPort: 8080,
    version: '0.12.4',
    settings: settings(urls, set),
    log: [],
    ...change,
    container: box,
  };
}

/** An Ollama that runs as a process of this machine. */
export function ollamaOn(address: string, port = 11_434): OllamaServer {
  return {
    run: { kind: 'systemd', unit: 'ollama.service' },
    state: 'running',
    listens: [{ address, port }],
    ollamaHost: null,
  };
}
export function ollamaContainer(change: Partial<Container> = {}): OllamaServer {
  const box = container({
    id: '0llama',
    name: 'ollama',
    image: 'ollama/ollama',
    published: [],
    askedPorts: [],
    ...change,
  });
  const running = box.state === 'running';
  return {
    run: { kind: 'container', container: box },
    state: running ? 'running' : 'stopped',
    listens: running ? box.published.map(({ hostIp, hostPort }) => ({ address: hostIp, port: hostPort })) : [],
    ollamaHost: null,
  };
}

export interface World {
  readonly instances: readonly Instance[];
  readonly ollamas?: readonly OllamaServer[];
  readonly inside?: Net;
  readonly host?: Net;
  readonly deployment?: Partial<Deployment>;
  readonly options?: Partial<RunOptions>;
}
export interface Judged {
  readonly deployment: Deployment;
  readonly findings: readonly Finding[];
  readonly observations: readonly Observation[];
  readonly diagnoses: readonly Diagnosis[];
  readonly plans: readonly (readonly FixPlan[])[];
  /** What was asked of the kit for each diagnosis, in the order of its fixes. */
  readonly calls: readonly (readonly Call[])[];
  /** Failed and warned rows, `check: code`. */
  readonly trouble: readonly string[];
}

/** Asks the shipped checks in a network made of tables, and the shipped causes what is behind it. */
export async function judge(world: World): Promise<Judged> {
  const deployment = deploymentOf(world);
  const inside = new Map(
    world.instances.map((one) => [one.name, vantage(insideId(one, deployment), world.inside ?? {}, one)] as const),
  );
  const host = deployment.mode === 'host' ? vantage('host', world.host ?? {}, null) : null;
  const remote = deployment.engine.state === 'reachable' && deployment.engine.remote;
  const options = { ...OPTIONS, offline: true, ...world.options };
  const { findings, observations } = await runChecks(
    shippedChecks,
    deployment,
    { host: remote ? null : host, inside },
    options,
    () => {},
    new AbortController().signal,
  );
  for (const finding of findings) {
    const row = { ...finding, code: finding.said.code, args: finding.said.args };
    const why = undecided(row, (id) => observations.find((one) => one.id === id));
    if (why !== null) throw new Error(`${finding.check} ${finding.said.code}: ${why}`);
  }
  const diagnoses = diagnose(deployment, findings, observations, shippedCauses);
  const calls: Call[][] = [];
  const plans = diagnoses.map((one) => {
    const { kit, calls: own } = recordingKit(deployment);
    const [prescription] = prescribe([one], deployment, findings, observations, shippedCauses, kit);
    calls.push(own);
    return prescription?.plans ?? [];
  });
  for (const one of diagnoses) proveCertainty(one);
  diagnoses.forEach((one, index) => {
    proveWords(one, plans[index] ?? []);
    provePages(one);
  });
  const trouble = findings
    .filter(({ status }) => status === 'fail' || status === 'warn' || status === 'crash')
    .map(({ check, said, status }) =>
      `${status} ${check}: ${said.code} ${status === 'crash' ? String(said.args.error) : ''}`.trim(),
    );
  return { deployment, findings, observations, diagnoses, plans, calls, trouble };
}

function insideId(one: Instance, { mode }: Deployment): Vantage['id'] {
  if (mode === 'in-container') return 'self';
  return one.container ? `container:${one.name}` : 'host';
}

function deploymentOf({ instances, ollamas = [], deployment }: World): Deployment {
  return {
    ...EMPTY,
    host: {
      ...EMPTY.host,
      root: true,
      bridgeGateway: '172.17.0.1',
      addresses: [
        { name: 'lo', address: '127.0.0.1', family: 4, internal: true },
        { name: 'eth0', address: '192.168.1.10', family: 4, internal: false },
        { name: 'docker0', address: '172.17.0.1', family: 4, internal: false },
      ],
      listeners: ollamas
        .flatMap(({ listens }) => listens)
        .map(({ address, port }) => ({ address, port, family: 4, process: null })),
    },
    engine: {
      state: 'reachable',
      kind: 'docker',
      address: 'unix:///var/run/docker.sock',
      version: '26.1.5',
      remote: false,
      virtualMachine: false,
      tried: [],
    },
    instances,
    ollamas,
    ...deployment,
  };
}

function vantage(id: Vantage['id'], net: Net, of: Instance | null): Vantage {
  const stopped = of?.container && of.container.state !== 'running';
  return {
    id,
    availability: stopped ? { ok: false, reason: { code: 'vantage.not-running', args: {} } } : { ok: true },
    ask: async (request) => [seenOf(id, net, request)],
  };
}

const BODIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '/api/tags': { models: [{ name: 'llama3.2:latest', digest: 'a' }] },
  '/api/version': { version: '0.32.15' },
  '/api/ps': { models: [] },
  '/health': { status: true },
  '/api/config': { status: true, name: 'Open WebUI', version: '0.12.4' },
};

function seenOf(id: Vantage['id'], net: Net, request: ProbeRequest): Seen {
  const base: Seen = {
    vantage: id,
    kind: request.kind,
    target: '',
    outcome: 'ok',
    phase: null,
    address: null,
    port: null,
    times: {},
    evidence: {},
  };
  if (request.kind === 'listener' || request.kind === 'clock') return { ...base, outcome: 'aborted', target: 'clock' };
  if (request.kind === 'dns') {
    const address = resolve(net, request.host);
    return {
      ...base,
      target: request.host,
      ...(address.startsWith('dns-') ? { outcome: failing(address), phase: 'dns' } : { address }),
    };
  }
  if (request.kind === 'http') return httpSeen(base, net, request);
  const target = `${request.host.includes(':') ? `[${request.host}]` : request.host}:${request.port}`;
  const address = resolve(net, request.host);
  if (address.startsWith('dns-')) return { ...base, target, outcome: failing(address), phase: 'dns' };
  const service = at(net, address, request.port);
  return {
    ...base,
    target,
    address,
    port: request.port,
    outcome: isOpen(service) || service === 'forwarded-to-nothing' ? 'ok' : failing(service),
    phase: 'tcp',
  };
}

function httpSeen(base: Seen, net: Net, request: Extract<ProbeRequest, { kind: 'http' }>): Seen {
  const [, scheme = 'http', host = '', portText, path = ''] =
    /^(https?):\/\/(\[[^\]]*\]|[^:/]*)(?::(\d+))?(.*)$/s.exec(request.url) ?? [];
  const port = Number(portText ?? (scheme === 'https' ? 443 : 80));
  const about = { ...base, target: request.url, port };
  if (net.proxy && request.client !== 'direct')
    return {
      ...about,
      outcome: net.proxy,
      phase: 'proxy',
      evidence: { proxy: { url: 'http://proxy:3128', variable: 'http_proxy' } },
    };
  const address = resolve(net, host.replace(/^\[|\]$/g, ''));
  if (address.startsWith('dns-')) return { ...about, port: null, outcome: failing(address), phase: 'dns' };
  const there = { ...about, address };
  const service = at(net, address, port);
  if (service === 'forwarded-to-nothing') return { ...there, outcome: 'closed', phase: 'http' };
  if (service === 'unread-trust' || service === 'replaced-trust') {
    const trustSource = 'SSL_CERT_FILE=/etc/ssl/company.pem';
    const evidence =
      service === 'unread-trust'
        ? { code: 'ENOENT', trustSource }
        : { code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', certificate: certificate(), trusted: false, trustSource };
    return { ...there, outcome: 'tls-untrusted', phase: 'tls', evidence };
  }
  if (!isOpen(service)) {
    const tls = service.startsWith('tls-');
    const evidence =
      service === 'tls-untrusted' ? { certificate: certificate(), trusted: false } : { code: `E-${service}` };
    return { ...there, outcome: failing(service), phase: tls ? 'tls' : 'tcp', evidence };
  }
  if (service === 'unproven-outage')
    return { ...there, outcome: 'http-status', phase: 'http', evidence: { status: 503 } };
  if (service === 'broken-hub')
    return { ...there, outcome: 'http-status', phase: 'http', evidence: { status: 503, trusted: true } };
  if (service === 'hub') return { ...there, evidence: { status: 200, json: { sha: '1' } } };
  if (scheme === 'https') return { ...there, outcome: 'tls-protocol', phase: 'tls' };
  const isOllama = service.startsWith('ollama');
  const clean = service === 'ollama' ? path.replace(/^\/+/, '/') : path;
  const known = isOllama
    ? clean.startsWith('/api/') && clean !== '/api/config'
    : clean === '/health' || clean === '/api/config';
  if (service === 'html' || (service === 'webui' && !known))
    return { ...there, outcome: 'wrong-service', phase: 'body', evidence: { status: 200 } };
  const json = service === 'ollama-empty' && clean === '/api/tags' ? { models: [] } : known ? BODIES[clean] : undefined;
  if (!json) return { ...there, outcome: 'http-status', phase: 'http', evidence: { status: 404 } };
  return { ...there, evidence: { status: 200, json: JSON.parse(JSON.stringify(json)) } };
}

function certificate() {
  return {
    subject: 'CN=huggingface.co',
    issuer: 'O=Zscaler Inc.',
    altNames: [],
    validFrom: null,
    validTo: null,
    fingerprint256: '',
    chainEnd: null,
  };
}

function resolve({ names = {}, unknownName = 'dns-not-found' }: Net, host: string): string {
  if (/^\d+(\.\d+){3}$/.test(host) || host.includes(':')) return host;
  return host === 'localhost' ? '127.0.0.1' : (names[host] ?? unknownName);
}
function at({ ports = {}, otherwise = 'refused' }: Net, address: string, port: number): Service {
  const own = address === '0.0.0.0' || address === '::1' ? '127.0.0.1' : address;
  return ports[`${own}:${port}`] ?? otherwise;
}
const PROGRAMS: ReadonlySet<string> = new Set([
  'ollama',
  'ollama-empty',
  'ollama-strict',
  'webui',
  'html',
  'hub',
  'broken-hub',
  'unproven-outage',
]);
function isOpen(service: Service): boolean {
  return PROGRAMS.has(service);
}
const FAILURES: ReadonlySet<string> = new Set<Outcome>([
  'refused',
  'timeout',
  'unreachable',
  'reset',
  'closed',
  'dns-not-found',
  'dns-failed',
  'http-status',
  'http-invalid',
  'tls-untrusted',
  'tls-expired',
  'tls-not-yet-valid',
  'tls-wrong-host',
  'tls-protocol',
  'tls-closed',
  'wrong-service',
  'proxy-failed',
]);
function isFailure(text: string): text is Exclude<Outcome, 'ok'> {
  return FAILURES.has(text);
}
function failing(text: string): Exclude<Outcome, 'ok'> {
  if (isFailure(text)) return text;
  throw new Error(`no outcome: ${text}`);
}

/** Who says that something is proven has looked at what else it could be; who knows no cause claims nothing. */
function proveCertainty({ cause, certainty, refuted }: Diagnosis): void {
  if ((certainty === null) !== (cause === 'undetermined')) throw new Error(`${cause} is ${certainty}`);
  if (certainty === 'proven' && refuted.length === 0 && !WITHOUT_RIVAL.has(cause))
    throw new Error(`${cause} is called proven, and no rival was looked at`);
  if (refuted.some((one) => one.cause === cause)) throw new Error(`${cause} is its own rival`);
}
/** Causes that nothing else can be in the place of, and why. */
const WITHOUT_RIVAL: ReadonlySet<string> = new Set([]);

/** Every id in a report can be looked up with `explain`, in both languages. */
function provePages({ cause, refuted }: Diagnosis): void {
  for (const id of [cause, ...refuted.map((rival) => rival.cause)]) {
    const page = [...shippedCauses, ...shippedTopics].find((one) => one.id === id)?.explain;
    if (!page?.what.en || !page.what['zh-CN']) throw new Error(`${id} has no page`);
  }
}

/** Every sentence that was said has a text, and every place in it a value. */
function proveWords({ cause, message, proof, refuted }: Diagnosis, plans: readonly FixPlan[]): void {
  const texts = shippedCauses.find(({ id }) => id === cause)?.messages ?? {};
  const told: readonly Said[] = [
    message,
    ...proof.map(({ says }) => says),
    ...refuted.map(({ because }) => because),
    ...plans.flatMap(({ title, steps, sideEffects, rehearsal }) => [
      title,
      ...steps,
      ...sideEffects,
      ...('detail' in rehearsal ? [rehearsal.detail] : []),
    ]),
  ];
  for (const { code, args } of told) {
    if (/^(fixes|deployment)\./.test(code)) continue;
    const text = texts[code];
    if (!text) throw new Error(`${cause} has no words for ${code}`);
    for (const [, name = ''] of text.en.matchAll(/\{(\w+)\}/g))
      if (args[name] === undefined) throw new Error(`${cause}, ${code}: no value for ${name}`);
  }
}
