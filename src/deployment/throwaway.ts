import { randomBytes } from 'node:crypto';
import type Docker from 'dockerode';
import type { Container } from '../types/deployment.js';
import { collect } from './exec.js';
import { limited } from './limited.js';

/** Label of every container that this program starts for a moment. */
export const THROWAWAY_LABEL = 'owui-doctor.throwaway';
const CREATE_MS = 5_000;
const REMOVE_MS = 5_000;

/**
 * Runs a command on the data of a stopped container: same image, its volumes mounted read-only, no network, no
 * privileges; removed at the end whatever happens.
 * @param stopped the container whose volumes are looked at; it is not started
 * @param env variables for the command; none of the container's own are passed on
 * @param signal ends it at once
 * @returns what it printed
 * @throws the engine's error where no such container can be made
 */
export async function executeAside(
  docker: Docker,
  stopped: Container,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string> {
  const name = `owui-doctor-read-${randomBytes(6).toString('hex')}`;
  try {
    const made = await docker.createContainer({
      name,
      // The image that it was made from, also where its tag has moved on; nothing is pulled.
      Image: stopped.inspect.Image,
      Entrypoint: [command[0] ?? ''],
      Cmd: command.slice(1),
      Env: Object.entries(env).map(([variable, value]) => `${variable}=${value}`),
      User: '0',
      WorkingDir: '/',
      Labels: { [THROWAWAY_LABEL]: 'true' },
      Healthcheck: { Test: ['NONE'] },
      AttachStdout: true,
      HostConfig: {
        // Should this process be killed, the script's own limit ends the container, and the engine removes it.
        AutoRemove: true,
        NetworkMode: 'none',
        Mounts: readOnlyMounts(stopped),
        CapDrop: ['ALL'],
        CapAdd: ['DAC_OVERRIDE'], // a database may belong to any user
        SecurityOpt: ['no-new-privileges'],
        RestartPolicy: { Name: 'no' },
      },
      // A creation that is cut short may still happen, after the removal below: it gets a limit of its own.
      abortSignal: limited([], CREATE_MS),
    });
    signal.throwIfAborted();
    const stream = await made.attach({ stream: true, stdout: true, stderr: true, abortSignal: signal });
    const output = collect(made, stream, signal);
    await made.start({ abortSignal: signal });
    return await output;
  } finally {
    // By name: also where the answer to its creation never came. Usually it has gone by itself.
    const limit = limited([], REMOVE_MS);
    await docker
      .getContainer(name)
      .remove({ force: true, v: true, abortSignal: limit })
      .catch(() => undefined);
  }
}

/** Volumes and folders of a container, read-only; the engine's socket and its like stay out. */
function readOnlyMounts(container: Container): Docker.MountSettings[] {
  return (container.inspect.Mounts ?? []).flatMap((mount) => {
    if (mount.Type !== 'volume' && mount.Type !== 'bind') return [];
    if (/^\/(?:var\/run|run|dev|proc|sys)(?:\/|$)/.test(mount.Destination)) return [];
    const source = mount.Type === 'volume' ? (mount.Name ?? mount.Source) : mount.Source;
    return [{ Type: mount.Type, Source: source, Target: mount.Destination, ReadOnly: true }];
  });
}
