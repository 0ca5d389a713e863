import type Docker from 'dockerode';
import type { Deployment, Instance } from '../types/deployment.js';
import type { Vantage } from '../types/vantage.js';
import { containerVantage } from './container.js';
import { hostVantage } from './host.js';
import { selfVantage } from './self.js';

export interface VantageOptions {
  /** Limit of one probe, milliseconds. */
  readonly probeMs: number;
  /** This process's variables: proxies and trust stores of the host. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Chooses where probes are made from.
 * @returns the host's vantage point (none inside a container, nor where the engine runs on another machine), and for each
 *   instance the one that sees what its program sees
 */
export function openVantages(
  deployment: Deployment,
  docker: Docker | null,
  { probeMs: limitMs, env }: VantageOptions,
): { readonly host: Vantage | null; readonly inside: ReadonlyMap<string, Vantage> } {
  const remote = deployment.engine.state === 'reachable' && deployment.engine.remote;
  const host = deployment.mode === 'in-container' || remote ? null : hostVantage({ env, limitMs });
  const inside = ({ name, runtime, container, settings }: Instance): Vantage => {
    if (deployment.mode === 'in-container')
      return selfVantage({ env: settings.variables, rootPrefix: deployment.root, limitMs });
    if (container && docker) return containerVantage(docker, container, { limitMs });
    if (runtime === 'unknown') return unavailable(name);
    // A pip installation: this machine, with the variables of its own process.
    return hostVantage({ env: settings.variables, limitMs });
  };
  return { host, inside: new Map(deployment.instances.map((instance) => [instance.name, inside(instance)])) };
}

/** A page that answers, and nothing behind it that could be asked: another user's, or an engine's that is out of reach. */
function unavailable(name: string): Vantage {
  const reason = { code: 'vantage.page-only', args: { name } };
  return {
    id: `container:${name}`,
    availability: { ok: false, reason },
    ask: () => Promise.reject(new Error('asked from a place that is not there')),
  };
}
