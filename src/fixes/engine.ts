import type { Deployment, Instance } from '../types/deployment.js';
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

/** `sudo ` in front of a command that needs root, where this user is not root. */
export function withSudo(deployment: Deployment, command: string): string {
  return deployment.host.root ? command : `sudo ${command}`;
}
