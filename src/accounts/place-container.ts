import type Docker from 'dockerode';
import { ENGINE_MS, EXEC_CREATE_MS } from '../budgets.js';
import { collect } from '../deployment/exec.js';
import { limited } from '../deployment/limited.js';
import { orRefused } from './place-engine.js';
import type { Ended, Place } from './types.js';

/**
 * Runs Python in a running container, as the user that Open WebUI itself runs as.
 * @param id the container's id
 * @param otherwise the way to its data, should it stop meanwhile
 */
export function insideContainer(docker: Docker, id: string, otherwise: Place | null): Place {
  return {
    running: true,
    otherwise,
    about: { app: '/app', cwd: '/app/backend', env: {} },
    run: (args, input, signal) =>
      orRefused(execute(docker.getContainer(id), ['python3', ...args], input, signal), signal),
  };
}

async function execute(
  container: Docker.Container,
  command: readonly string[],
  input: string,
  signal: AbortSignal,
): Promise<Ended> {
  // An exec that hangs is no change under way yet: it is not waited for as long as one.
  const soon = limited([signal], EXEC_CREATE_MS);
  const exec = await container.exec({
    Cmd: [...command],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Env: ['PYTHONDONTWRITEBYTECODE=1'],
    // Away from the program's own folder, whose modules Python would take for its own.
    WorkingDir: '/',
    abortSignal: soon,
  });
  const stream = await exec.start({ hijack: true, stdin: true, abortSignal: signal });
  const output = collect(container, stream, signal);
  stream.write(input);
  const stdout = await output;
  const told = await exec.inspect({ abortSignal: limited([signal], ENGINE_MS) }).catch(() => null);
  return { exitCode: typeof told?.ExitCode === 'number' ? told.ExitCode : null, stdout };
}
