import type Docker from 'dockerode';
import type { Container } from '../types/deployment.js';
import type { Said } from '../types/text.js';
import { type Errand, runThrowaway } from './throwaway.js';

/**
 * Runs a command on the data of a stopped container: same image, its volumes mounted read-only, no network.
 * @param stopped the container whose volumes are looked at; it is not started
 * @param env variables for the command; none of the container's own are passed on
 * @param announce told where taking the throw-away container away outlasts the end of the run
 * @param signal ends it
 * @returns what it printed
 * @throws the engine's error where no such container can be made
 */
export async function executeAside(
  docker: Docker,
  stopped: Container,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
  announce: ((said: Said) => void) | null = null,
): Promise<string> {
  const errand: Errand = {
    purpose: 'read',
    // The image that it was made from, also where its tag has moved on; nothing is pulled.
    image: stopped.inspect.Image,
    command,
    env: Object.entries(env).map(([variable, value]) => `${variable}=${value}`),
    user: '0',
    host: {
      NetworkMode: 'none',
      Mounts: mountsOf(stopped, true),
      CapAdd: ['DAC_OVERRIDE'], // a database may belong to any user
    },
    announce,
  };
  return (await runThrowaway(docker, errand, signal)).stdout;
}

/**
 * Volumes and folders of a container; the engine's socket and its like stay out.
 * @param readOnly true: all of them; false: those that are read-only there
 */
export function mountsOf(container: Container, readOnly: boolean): Docker.MountSettings[] {
  return (container.inspect.Mounts ?? []).flatMap((mount) => {
    if (mount.Type !== 'volume' && mount.Type !== 'bind') return [];
    if (/^\/(?:var\/run|run|dev|proc|sys)(?:\/|$)/.test(mount.Destination)) return [];
    const source = mount.Type === 'volume' ? (mount.Name ?? mount.Source) : mount.Source;
    return [{ Type: mount.Type, Source: source, Target: mount.Destination, ReadOnly: readOnly || !mount.RW }];
  });
}
