import type { Check, RunCheck, RunOptions } from '../../src/types/check.js';
import type { Deployment } from '../../src/types/deployment.js';
import type { ProbeRequest, Seen } from '../../src/types/probe.js';
import type { Vantage } from '../../src/types/vantage.js';

/** A machine with nothing on it. */
export const EMPTY: Deployment = {
  mode: 'host',
  host: {
    platform: 'linux',
    root: false,
    user: 'ada',
    systemd: true,
    addresses: [],
    bridgeGateway: null,
    listeners: [],
  },
  engine: { state: 'unreachable', expected: false, tried: [], socket: null },
  instances: [],
  ollamas: [],
  neighbours: [],
  lookedAt: [],
};
export const OPTIONS: RunOptions = {
  offline: false,
  token: null,
  webuiUrl: null,
  cacheDir: null,
  toolVersion: '0.0.0',
};

export function seen(request: ProbeRequest, outcome: Seen['outcome'] = 'ok'): Seen {
  return {
    vantage: 'host',
    kind: request.kind,
    target: 'a target',
    outcome,
    phase: null,
    address: null,
    port: null,
    times: {},
    evidence: {},
  };
}

/** A vantage point that counts what it is asked. */
export function counting(id: Vantage['id'] = 'host'): Vantage & { asked: ProbeRequest[] } {
  const asked: ProbeRequest[] = [];
  return {
    id,
    asked,
    availability: { ok: true },
    ask: async (request) => {
      asked.push(request);
      return [seen(request)];
    },
  };
}

const BOTH = { en: 'A sentence.', 'zh-CN': '一句话。' };
export function check(id: string, run: RunCheck['run'], needs: readonly string[] = []): Check {
  return { id, scope: 'run', title: BOTH, explain: BOTH, messages: { fine: BOTH, broken: BOTH }, needs, run };
}
