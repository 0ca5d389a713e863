import type { Container, Deployment, Instance, OllamaServer } from '../types/deployment.js';
import { corrections } from './corrections.js';
import { hostForUrl, readOllamaUrl } from './url.js';

/** Why a URL is worth a probe from inside the container. */
export type CandidateOrigin =
  | 'in-force'
  | 'environment' //  what the environment says and the database overrides
  | 'correction' //   a mistyped URL, repaired
  | 'loopback' //     this network namespace: host networking, a pip installation, the bundled Ollama
  | 'host-name' //    host.docker.internal or host.containers.internal
  | 'gateway' //      docker0's own address, or the gateway of a network that the container is in
  | 'container' //    an Ollama container by name, on a network they share
  | 'lan'; //         another address of this machine

export interface Candidate {
  readonly url: string;
  readonly origin: CandidateOrigin;
  /** The server that should answer there, where it is known. */
  readonly server: OllamaServer | null;
}

const DEFAULT_PORT = 11_434;
/** More than this many probes of one container would tell nobody more. */
const MOST = 24;

/**
 * The URLs that an Ollama could be reached at from inside an instance, most fitting first. Pure: only a probe tells.
 * @param deployment what is configured
 * @param instance the Open WebUI that would use them
 * @returns distinct URLs without a trailing slash, at most 24
 */
export function candidates(deployment: Deployment, instance: Instance): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (url: string, origin: CandidateOrigin, server: OllamaServer | null = null): void => {
    if (!found.has(url)) found.set(url, { url, origin, server });
  };
  const inForce = instance.settings.ollamaUrls.known ? instance.settings.ollamaUrls.value : [];
  for (const { url } of inForce)
    for (const list of corrections(url)) for (const fixed of list) add(fixed, 'correction');
  for (const { url } of instance.settings.environmentUrls) {
    const target = readOllamaUrl(url).target;
    if (target && !inForce.some((entry) => entry.url === url)) add(target.base.replace(/\/+$/, ''), 'environment');
  }
  for (const server of deployment.ollamas) {
    if (server.run.kind === 'container') addContainer(instance, server.run.container, server, add);
  }
  const local = sharesHostNetwork(instance);
  for (const [port, server] of hostPorts(
    deployment,
    inForce.map((entry) => entry.url),
  )) {
    if (local || instance.settings.variables.USE_OLLAMA_DOCKER?.toLowerCase() === 'true')
      add(`http://127.0.0.1:${port}`, 'loopback', server);
    if (local) continue;
    add(`http://host.docker.internal:${port}`, 'host-name', server);
    if (instance.runtime === 'podman') add(`http://host.containers.internal:${port}`, 'host-name', server);
    for (const address of gateways(deployment, instance))
      add(`http://${hostForUrl(address)}:${port}`, 'gateway', server);
  }
  return [...found.values()].slice(0, MOST);
}

/** True where the instance's loopback is the host's: host networking or no container at all. */
export function sharesHostNetwork(instance: Instance): boolean {
  if (instance.networkMode === 'host') return true;
  return instance.container === null && (instance.runtime !== 'unknown' || instance.networkMode === null);
}

/** Addresses of the host as seen from a bridge network: docker0's first, since it serves every network. */
export function gateways(deployment: Deployment, instance: Instance): readonly string[] {
  const own = instance.container?.networks.map((network) => network.gateway) ?? [];
  return [
    ...new Set(
      [deployment.host.bridgeGateway, ...own].filter(
        (address): address is string => address !== null && address !== '',
      ),
    ),
  ];
}

function addContainer(
  instance: Instance,
  ollama: Container,
  server: OllamaServer,
  add: (url: string, origin: CandidateOrigin, server: OllamaServer) => void,
): void {
  const mine = new Set(instance.container?.networks.map((network) => network.name));
  const port = portInside(ollama);
  for (const network of ollama.networks) {
    if (!mine.has(network.name)) continue;
    // The default bridge has no names; an address there changes with every start, so it is probed by nobody.
    if (network.name !== 'bridge' && network.name !== 'podman')
      add(`http://${ollama.name}:${port}`, 'container', server);
  }
}

/** Port that an Ollama listens on inside its container: OLLAMA_HOST's, else 11434. */
export function portInside(ollama: Container): number {
  const digits = /:(\d+)$/.exec(ollama.env.OLLAMA_HOST ?? '')?.[1];
  return digits ? Number(digits) : DEFAULT_PORT;
}

/** Ports of this machine where an Ollama listens or is published; those of the URLs in force where none was found. */
function hostPorts(deployment: Deployment, urls: readonly string[]): ReadonlyMap<number, OllamaServer | null> {
  const ports = new Map<number, OllamaServer | null>();
  for (const server of deployment.ollamas) {
    for (const { port } of server.listens) if (!ports.has(port)) ports.set(port, server);
    if (server.run.kind === 'container')
      for (const { hostPort } of server.run.container.published) if (!ports.has(hostPort)) ports.set(hostPort, server);
  }
  for (const url of urls) {
    const port = readOllamaUrl(url).target?.port;
    if (port && port !== 80 && port !== 443 && !ports.has(port)) ports.set(port, null);
  }
  if (!ports.has(DEFAULT_PORT)) ports.set(DEFAULT_PORT, null);
  return ports;
}
