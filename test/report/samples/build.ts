import type { Cause, Diagnosis } from '../../../src/types/cause.js';
import type { Check, Finding, Status } from '../../../src/types/check.js';
import type { Deployment, Instance, Settings } from '../../../src/types/deployment.js';
import type { FixPlan } from '../../../src/types/fix.js';
import type { Observation } from '../../../src/types/probe.js';
import type { RunResult } from '../../../src/types/run.js';
import type { Text } from '../../../src/types/text.js';

/** Building blocks of sample runs: whole objects, of which a sample names what matters. */

export const text = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

export function check(id: string, title: Text, messages: Readonly<Record<string, Text>> = {}): Check {
  return {
    scope: 'instance',
    id,
    title,
    explain: text(`What ${id} asks.`, `${id} 检查什么。`),
    messages,
    run: async () => ({ status: 'pass', code: 'good' }),
  };
}

export function cause(
  id: Cause['id'],
  title: Text,
  hop: Cause['hop'],
  messages: Readonly<Record<string, Text>>,
): Cause {
  return {
    scope: 'instance',
    id,
    title,
    hop,
    messages,
    explain: {
      what: text(`What ${id} is.`, `${id} 是什么。`),
      proof: text('How it is proven.', '如何证实。'),
      fixes: text('What mends it.', '如何修复。'),
      wrongAdvice: text('What does not help.', '什么没有用。'),
      sources: ['https://example.org/story'],
    },
    diagnose: () => [],
    prescribe: () => [],
  };
}

export function finding(check: string, status: Status, code: string, rest: Partial<Finding> = {}): Finding {
  return {
    check,
    instance: 'open-webui',
    vantage: 'container:open-webui',
    subject: null,
    status,
    said: { code, args: {} },
    blockedBy: null,
    notApplicable: null,
    observations: [],
    durationMs: 4,
    ...rest,
  };
}

export function observation(id: string, target: string, rest: Partial<Observation> = {}): Observation {
  return {
    id,
    vantage: 'container:open-webui',
    kind: 'tcp',
    target,
    request: { kind: 'clock' },
    outcome: 'ok',
    phase: null,
    address: null,
    port: null,
    times: { total: 1 },
    evidence: {},
    ...rest,
  };
}

export function diagnosis(cause: Diagnosis['cause'], rest: Partial<Diagnosis> = {}): Diagnosis {
  return {
    cause,
    certainty: 'proven',
    instance: 'open-webui',
    explains: ['ollama.tags'],
    failingHop: 'listener',
    message: { code: 'message', args: {} },
    proof: [],
    refuted: [],
    ...rest,
  };
}

export function fix(id: string, title: FixPlan['title'], rest: Partial<FixPlan> = {}): FixPlan {
  return {
    id,
    title,
    commands: [],
    undo: [],
    steps: [],
    sideEffects: [],
    rehearsal: { result: 'not-possible', detail: { code: 'untried', args: {} } },
    ...rest,
  };
}

const settings: Settings = {
  ollamaUrls: {
    known: true,
    value: [
      {
        index: 0,
        url: 'http://host.docker.internal:11434',
        source: 'image-default',
        detail: 'OLLAMA_BASE_URL=/ollama',
        enabled: true,
        hasKey: false,
      },
    ],
  },
  environmentUrls: [],
  ollamaEnabled: { value: true, source: 'image-default', detail: '' },
  persistentConfig: true,
  database: { kind: 'sqlite', path: '/app/backend/data/webui.db', schema: 'rows' },
  hubEndpoint: null,
  hubOffline: { value: false, source: 'image-default', detail: '' },
  offlineMode: { value: false, source: 'image-default', detail: '' },
  embeddingEngine: { value: '', source: 'image-default', detail: '' },
  embeddingModel: { value: 'sentence-transformers/all-MiniLM-L6-v2', source: 'image-default', detail: '' },
  embeddingCached: { known: true, value: true },
  proxies: [],
  variables: {},
};

export function instance(name: string, rest: Partial<Instance> = {}): Instance {
  return {
    name,
    runtime: 'docker',
    state: 'running',
    image: 'ghcr.io/open-webui/open-webui:main',
    networkMode: 'bridge',
    webuiUrl: { value: 'http://localhost:3000', source: 'derived', detail: '' },
    listenPort: 8080,
    version: '0.12.4',
    settings,
    container: null,
    log: [],
    ...rest,
  };
}

export function withUrls(...urls: readonly string[]): Settings {
  return {
    ...settings,
    ollamaUrls: {
      known: true,
      value: urls.map((url, index) => ({
        index,
        url,
        source: 'database',
        detail: 'ollama.base_urls',
        enabled: true,
        hasKey: false,
      })),
    },
  };
}

export function deployment(instances: readonly Instance[], rest: Partial<Deployment> = {}): Deployment {
  return {
    mode: 'host',
    host: {
      platform: 'linux',
      root: false,
      user: 'ada',
      systemd: true,
      addresses: [],
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
    instances,
    ollamas: [],
    neighbours: [],
    lookedAt: [],
    ...rest,
  };
}

export function run(rest: Partial<RunResult>): RunResult {
  return {
    startedAt: new Date('2026-11-22T10:00:00.000Z'),
    durationMs: 812.4,
    deployment: deployment([instance('open-webui')]),
    vantages: [
      { id: 'host', availability: { ok: true } },
      { id: 'container:open-webui', availability: { ok: true } },
    ],
    findings: [],
    observations: [],
    diagnoses: [],
    ended: null,
    checks: [],
    causes: [],
    ...rest,
  };
}
