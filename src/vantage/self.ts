import { PROBE_MS } from '../budgets.js';
import { makeProbe } from '../probe/probe.js';
import type { Environment } from '../probe/proxy-environment.js';
import type { Vantage } from '../types/vantage.js';

export interface SelfOptions {
  /** Open WebUI's own variables: this process's inside its container, those of process 1 in a sidecar. */
  readonly env: Environment;
  /** Open WebUI's files: `` inside its container, `/proc/1/root` in a sidecar. They hold its trust store. */
  readonly rootPrefix?: string;
  /** Limit of a probe in milliseconds. */
  readonly limitMs?: number;
}

/** This process, where it shares the container's network (`--in-container`): it sees what Open WebUI sees. */
export function selfVantage({ env, rootPrefix = '', limitMs = PROBE_MS }: SelfOptions): Vantage {
  const how = { vantage: 'self', env, rootPrefix, limitMs } as const;
  return { id: 'self', availability: { ok: true }, ask: (request, signal) => makeProbe(request, how, signal) };
}
