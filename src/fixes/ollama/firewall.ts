import type { Deployment } from '../../types/deployment.js';
import { withSudo } from '../engine.js';

/**
 * The line that keeps Ollama's port to this machine and its containers: what comes in over neither the loopback nor a
 * bridge of the engine is dropped. One rule of its own table, so that no rule of somebody else is touched, for IPv4 and
 * IPv6 alike; `br-*` are the bridges of Docker's user networks, `podman*` and `cni-*` those of Podman.
 * @param port Ollama's port
 * @returns null where this machine's firewall is none of Linux
 */
export function closing(deployment: Deployment, port: number): string | null {
  if (deployment.host.platform !== 'linux') return null;
  const rule = `iifname != { "lo", "docker0", "br-*", "podman*", "cni-*" } tcp dport ${port} drop`;
  const text = `table inet owui_doctor { chain input { type filter hook input priority -10; ${rule}; }; }`;
  return withSudo(deployment, `nft '${text}'`);
}
