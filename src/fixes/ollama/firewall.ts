import type { Deployment } from '../../types/deployment.js';
import type { FixPlan } from '../../types/fix.js';
import { withSudo } from '../engine.js';
import { say } from '../said.js';

/**
 * The line that keeps Ollama's port to this machine and its containers: what comes in over neither the loopback nor a
 * bridge of the engine is dropped. One rule of its own table, so that no rule of somebody else is touched, for IPv4 and
 * IPv6 alike; `br-*` are the bridges of Docker's user networks, `podman*` and `cni-*` those of Podman.
 * @param port Ollama's port
 * @returns nothing where this machine's firewall is none of Linux
 */
export function closing(deployment: Deployment, port: number): NonNullable<FixPlan['also']> {
  if (deployment.host.platform !== 'linux') return [];
  const rule = `iifname != { "lo", "docker0", "br-*", "podman*", "cni-*" } tcp dport ${port} drop`;
  const text = `table inet owui_doctor { chain input { type filter hook input priority -10; ${rule}; }; }`;
  const run = withSudo(deployment, `nft '${text}'`);
  return [{ says: say('listen.close'), command: { run, where: 'ollama-host', needsRoot: true } }];
}
