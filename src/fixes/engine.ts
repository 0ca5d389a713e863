import type { Container, Deployment, Instance } from '../types/deployment.js';
import { presentable } from './quote.js';
import { line, type Word } from './words.js';

/** The engine's client, as it has to be called from a shell of this user. */
export interface Client {
  readonly words: readonly string[];
  readonly podman: boolean;
}

/**
 * Which client reaches the engine that was examined.
 * A socket that was found where the client does not look by itself is named; what the client would take anyway is not.
 */
export function client(deployment: Deployment, instance: Instance | null): Client {
  const engine = deployment.engine;
  const podman = instance?.runtime === 'podman' || (engine.state === 'reachable' && engine.kind === 'podman');
  if (podman || engine.state !== 'reachable') return { words: [podman ? 'podman' : 'docker'], podman };
  const how = engine.tried.find((tried) => tried.outcome === 'ok')?.from ?? '';
  const itself =
    engine.address === 'unix:///var/run/docker.sock' || /^(DOCKER_HOST|DOCKER_CONTEXT|context|default)/.test(how);
  return { words: itself || engine.address === '' ? ['docker'] : ['docker', '-H', engine.address], podman };
}

/** One command of the engine's client. */
export function engineLine(engine: Client, ...words: readonly Word[]): string {
  return line([...engine.words, ...words]);
}

/** @returns the container's id as the engine tells it, or its name where it tells none */
export function idOf(container: Container): string {
  return container.inspect.Id || container.id || container.name;
}

/** A container as a word of a command: by its name, or by its id where the name must not be shown. */
export function containerWord(container: Container): string {
  return presentable(container.name) ? container.name : idOf(container);
}

/** A word of a command; the name of a container that must not be shown gives way to its id. */
export function nameOrId({ instances, ollamas, neighbours }: Deployment, word: string): string {
  if (presentable(word)) return word;
  const run = ollamas.map((server) => (server.run.kind === 'container' ? server.run.container : null));
  const all = [...instances.map(({ container }) => container), ...run, ...neighbours];
  const found = all.find((container) => container?.name === word);
  return found ? idOf(found) : word;
}

/** `sudo ` in front of a command that needs root, where this user is not root. */
export function withSudo(deployment: Deployment, command: string): string {
  return deployment.host.root ? command : `sudo ${command}`;
}
