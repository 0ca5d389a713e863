import { type Deployment, hostForUrl, type Instance, type OllamaServer, type UrlTarget } from '../../src/plugin.js';
import { connections, isLoopback, pointsToHost } from './connections.js';

/** A port of this machine where an Ollama should be, and the URLs to ask it at from the host. */
export interface HostPort {
  readonly port: number;
  readonly urls: readonly string[];
}

/** Ports of this machine that the URLs in force of an instance lead to. */
export function portsHere(deployment: Deployment, instance: Instance): readonly number[] {
  const found = connections(instance);
  const targets = found.kind === 'some' ? found.list.flatMap(({ read }) => (read.target ? [read.target] : [])) : [];
  return [...new Set(targets.filter((target) => pointsToHost(target, deployment, instance)).map(({ port }) => port))];
}

/** Where a port can be asked on this machine: loopback, and every address on which somebody listens there. */
export function urlsAt(port: number, deployment: Deployment): readonly string[] {
  const listening = [...(deployment.host.listeners ?? []), ...deployment.ollamas.flatMap(({ listens }) => listens)];
  const addresses = listening
    .filter((one) => one.port === port && !isLoopback(one.address))
    .map(({ address }) => address);
  return [...new Set(['127.0.0.1', ...addresses])]
    .slice(0, 6)
    .map((address) => `http://${hostForUrl(address)}:${port}`);
}

/** Ports of this machine where an Ollama was found, listening or published. */
export function portsOf(server: OllamaServer): readonly number[] {
  const published =
    server.run.kind === 'container' ? server.run.container.published.map(({ hostPort }) => hostPort) : [];
  return [...new Set([...server.listens.map(({ port }) => port), ...published])];
}

/** The port of this machine behind which the same Ollama answers that a URL in force leads to; null where it is not here. */
export function samePortHere(target: UrlTarget, deployment: Deployment, instance: Instance): number | null {
  if (pointsToHost(target, deployment, instance)) return target.port;
  for (const { run } of deployment.ollamas) {
    if (run.kind !== 'container') continue;
    const { name, networks, published } = run.container;
    const names = [name, ...networks.flatMap(({ address, aliases }) => [address, ...aliases])];
    const port = published.find(({ containerPort }) => containerPort === target.port)?.hostPort;
    if (names.includes(target.host) && port) return port;
  }
  return null;
}
