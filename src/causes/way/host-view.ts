import type { Facts } from '../../types/cause.js';
import type { OllamaServer } from '../../types/deployment.js';
import type { Observation } from '../../types/probe.js';
import { connection, ollamaTagsByCurl } from '../../types/requests.js';
import { isLoopback, isUnspecified } from './row.js';

/** What the containers' host itself sees of one of its ports. */
export interface HostView {
  readonly port: number;
  /** An answer as Ollama at the host's own loopback. */
  readonly loopback: Observation | null;
  /** Addresses that something listens on at this port; null where the kernel's tables could not be read. */
  readonly addresses: readonly string[] | null;
  readonly server: OllamaServer | null;
}

/**
 * What this machine sees of one of its own ports.
 * @returns null where this machine is not asked, or is not the containers' host
 */
export function hostView(facts: Facts, port: number): HostView | null {
  const { deployment } = facts;
  const { engine, host, ollamas } = deployment;
  if (deployment.mode !== 'host' || (engine.state === 'reachable' && engine.remote)) return null;
  const server = ollamas.find((one) => one.state === 'running' && one.listens.some((at) => at.port === port)) ?? null;
  const table =
    facts.observations.findLast(
      ({ vantage, kind, target }) =>
        vantage === 'host' && kind === 'listener' && (target === `port ${port}` || target === 'all ports'),
    )?.evidence.listeners ?? host.listeners;
  const listed = table?.filter((one) => one.port === port).map(({ address }) => address) ?? null;
  const served = server?.listens.filter((at) => at.port === port).map(({ address }) => address) ?? [];
  const addresses = listed === null && served.length === 0 ? null : [...new Set([...(listed ?? []), ...served])];
  return { port, loopback: okOnLoopback(facts, port), addresses, server };
}

function okOnLoopback(facts: Facts, port: number): Observation | null {
  const bases = [`http://127.0.0.1:${port}`, `http://localhost:${port}`, `http://[::1]:${port}`];
  for (const base of bases) {
    const seen = facts.seen('host', ollamaTagsByCurl(base)).find(({ outcome }) => outcome === 'ok');
    if (seen) return seen;
  }
  return null;
}

/** A bare connection of this machine to one of its own addresses; null where none was tried. */
export function hostConnects(facts: Facts, address: string, port: number): Observation | null {
  return facts.seen('host', connection(address, port))[0] ?? null;
}

/** True where something listens, and on loopback addresses alone. */
export function onLoopbackOnly({ addresses }: HostView): boolean {
  return addresses !== null && addresses.length > 0 && addresses.every(isLoopback);
}
/** True where something listens on this address, or on all of them. */
export function listensOn({ addresses }: HostView, address: string): boolean {
  return addresses?.some((one) => isUnspecified(one) || one === '*' || one === address) ?? false;
}
/** True where the kernel's table says that nothing listens. */
export function nothingListens({ addresses }: HostView): boolean {
  return addresses !== null && addresses.length === 0;
}
