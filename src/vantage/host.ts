import { PROBE_MS } from '../budgets.js';
import { makeProbe } from '../probe/probe.js';
import type { Environment } from '../probe/proxy-environment.js';
import type { Vantage } from '../types/vantage.js';

export interface HostOptions {
  /** Variables that proxies and trust stores are taken from; this process's where absent. */
  readonly env?: Environment;
  /** Limit of a probe in milliseconds. */
  readonly limitMs?: number;
}

/** This machine: what a person at its keyboard would see with curl. */
export function hostVantage(options: HostOptions = {}): Vantage {
  const how = { vantage: 'host', env: options.env ?? process.env, limitMs: options.limitMs ?? PROBE_MS } as const;
  return { id: 'host', availability: { ok: true }, ask: (request, signal) => makeProbe(request, how, signal) };
}
