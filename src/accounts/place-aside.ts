import { randomBytes } from 'node:crypto';
import type Docker from 'dockerode';
import { collect } from '../deployment/exec.js';
import { THROWAWAY_LABEL } from '../deployment/throwaway.js';
import type { Container } from '../types/deployment.js';
import { fieldsOf } from './script.js';
import type { Ended, Place } from './types.js';

const REMOVE_MS = 5_000;
const STATUS_MS = 1_000;

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
    run: (args, input, signal) => execute(docker, stopped, networked, ['python3', ...args], input, signal),
  };
}

/** True where the folder of the database is no volume: it belongs to the stopped container alone. */
export function inOwnLayer(stopped: Container, folder: string): boolean {
  const inside = (place: string) => folder === place || folder.startsWith(`${place.replace(/\/$/, '')}/`);
  return !mountsOf(stopped).some(({ Target }) => inside(Target));
}

async function execute(
  docker: Docker,
  stopped: Container,
  networked: boolean,
  command: readonly string[],
  input: string,
  signal: AbortSignal,
): Promise<Ended> {
  const name = `owui-doctor-accounts-${randomBytes(6).toString('hex')}`;
  try {
    const made = await docker.createContainer({
      name,
      // The image that it was made from, also where its tag has moved on; nothing is pulled.
      Image: stopped.inspect.Image,
      Entrypoint: [command[0] ?? ''],
      Cmd: command.slice(1),
      Env: ['PYTHONDONTWRITEBYTECODE=1'],
      // A file that root would leave in the data of another user stops Open WebUI at its next start.
      User: stopped.inspect.Config.User,
      WorkingDir: '/',
      Labels: { [THROWAWAY_LABEL]: 'true' },
      Healthcheck: { Test: ['NONE'] },
      OpenStdin: true,
      StdinOnce: true,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      HostConfig: {
        // Should this process be killed, its end of the input closes, which ends the script, and the engine removes it.
        AutoRemove: true,
        NetworkMode: networked ? (stopped.inspect.HostConfig.NetworkMode ?? 'default') : 'none',
        Mounts: mountsOf(stopped),
        CapDrop: ['ALL'],
        // Root writes in folders of any user, and gives what it makes there to that user.
        CapAdd: ['DAC_OVERRIDE', 'CHOWN', 'FOWNER'],
        SecurityOpt: ['no-new-privileges'],
        RestartPolicy: { Name: 'no' },
        ...(networked ? { ExtraHosts: stopped.inspect.HostConfig.ExtraHosts ?? [] } : {}),
      },
      abortSignal: signal,
    });
    const stream = await made.attach({
      stream: true,
      hijack: true,
      stdin: true,
      stdout: true,
      stderr: true,
      abortSignal: signal,
    });
    const output = collect(made, stream, signal);
    const ended = made.wait({ condition: 'next-exit', abortSignal: signal }).then(readStatus, () => null);
    await made.start({ abortSignal: signal });
    stream.write(input);
    const stdout = await output;
    return { exitCode: await Promise.race([ended, soon()]), stdout };
  } finally {
    // By name: also where the answer to its creation never came.
    const limit = AbortSignal.timeout(REMOVE_MS);
    await docker
      .getContainer(name)
      .remove({ force: true, v: true, abortSignal: limit })
      .catch(() => undefined);
  }
}

function readStatus(answer: unknown): number | null {
  const status = fieldsOf(answer).get('StatusCode');
  return typeof status === 'number' ? status : null;
}

/** An engine that does not tell the exit code is not waited for: what the script said is what counts. */
function soon(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), STATUS_MS).unref();
  });
}

/** Volumes and folders of a container, read-only where they are there; the engine's socket and its like stay out. */
function mountsOf(container: Container): Docker.MountSettings[] {
  return (container.inspect.Mounts ?? []).flatMap((mount) => {
    if (mount.Type !== 'volume' && mount.Type !== 'bind') return [];
    if (/^\/(?:var\/run|run|dev|proc|sys)(?:\/|$)/.test(mount.Destination)) return [];
    const source = mount.Type === 'volume' ? (mount.Name ?? mount.Source) : mount.Source;
    return [{ Type: mount.Type, Source: source, Target: mount.Destination, ReadOnly: !mount.RW }];
  });
}
