import type Docker from 'dockerode';
import { collect } from '../deployment/exec.js';
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
    run: (args, input, signal) => execute(docker.getContainer(id), ['python3', ...args], input, signal),
  };
}

async function execute(
  container: Docker.Container,
  command: readonly string[],
  input: string,
  signal: AbortSignal,
): Promise<Ended> {
  const exec = await container.exec({
    Cmd: [...command],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Env: ['PYTHONDONTWRITEBYTECODE=1'],
    // Away from the program's own folder, whose modules Python would take for its own.
    WorkingDir: '/',
    abortSignal: signal,
  });
  const stream = await exec.start({ hijack: true, stdin: true, abortSignal: signal });
  const output = collect(container, stream, signal);
  stream.write(input);
  const stdout = await output;
  const { ExitCode } = await exec.inspect({ abortSignal: signal });
  return { exitCode: ExitCode, stdout };
}
