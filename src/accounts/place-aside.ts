import type Docker from 'dockerode';
import { mountsOf } from '../deployment/aside.js';
import { type Errand, runThrowaway } from '../deployment/throwaway.js';
import type { Container } from '../types/deployment.js';
import { orRefused } from './place-engine.js';
import type { Place } from './types.js';

/**
 * Runs Python on the data of a container that does not run: same image, same user, its volumes, no privileges; removed
 * at the end whatever happens. Its variables travel on standard input, since they may hold a database's password.
 * @param networked true where the database is a server, which the container reaches through its own network
 */
export function besideContainer(docker: Docker, stopped: Container, networked: boolean): Place {
  return {
    running: false,
    otherwise: null,
    about: { app: '/app', cwd: '/app/backend', env: stopped.env },
    run: (args, input, signal) =>
      orRefused(runThrowaway(docker, errandOf(stopped, networked, ['python3', ...args], input), signal), signal),
  };
}

/** True where the folder of the database is no volume: it belongs to the stopped container alone. */
export function inOwnLayer(stopped: Container, folder: string): boolean {
  const inside = (place: string) => folder === place || folder.startsWith(`${place.replace(/\/$/, '')}/`);
  return !mountsOf(stopped, false).some(({ Target }) => inside(Target));
}

function errandOf(stopped: Container, networked: boolean, command: readonly string[], input: string): Errand {
  const { Config, HostConfig, Image } = stopped.inspect;
  return {
    purpose: 'accounts',
    // The image that it was made from, also where its tag has moved on; nothing is pulled.
    image: Image,
    command,
    env: ['PYTHONDONTWRITEBYTECODE=1'],
    // A file that root would leave in the data of another user stops Open WebUI at its next start.
    user: Config.User,
    input,
    host: {
      NetworkMode: networked ? (HostConfig.NetworkMode ?? 'default') : 'none',
      Mounts: mountsOf(stopped, false),
      // Root writes in folders of any user, and gives what it makes there to that user.
      CapAdd: ['DAC_OVERRIDE', 'CHOWN', 'FOWNER'],
      ...(networked ? { ExtraHosts: HostConfig.ExtraHosts ?? [] } : {}),
    },
  };
}
