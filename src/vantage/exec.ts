import type Docker from 'dockerode';
import { demux } from './demux.js';
import type { ProbeCommand } from './probe-command.js';

/** How an exec ended, where that explains answers that are missing. */
export type ExecEnd =
  | 'EXEC_NO_PYTHON' //        the container has no python3
  | 'EXEC_FAILED' //           the script did not come to its end
  | 'EXEC_TIMEOUT' //          the engine or the container did not answer in time
  | 'CONTAINER_NOT_RUNNING' // stopped, paused or restarting by now
  | 'CONTAINER_GONE'
  | 'ENGINE_FAILED'; //        the engine refused, or the connection to it broke

/**
 * Runs the script in a container, and tells each line of its output as it comes.
 * @param signal ends the waiting; the script ends itself
 * @returns why answers may be missing
 */
export async function execScript(
  container: Docker.Container,
  command: ProbeCommand,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<ExecEnd> {
  const began = Date.now();
  try {
    const exec = await container.exec({
      Cmd: [...command.cmd],
      Env: [...command.env],
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      abortSignal: signal,
    });
    const stream = await exec.start({ hijack: true, stdin: true, abortSignal: signal });
    await talk(stream, command.stdin ?? '', onLine, signal);
    if (signal.aborted) return 'EXEC_TIMEOUT';
    const { ExitCode } = await exec.inspect({ abortSignal: signal });
    // A container that ended meanwhile looks the same as one without the program.
    const gone = await ended(container, began, signal);
    return gone ?? (ExitCode === 126 || ExitCode === 127 ? 'EXEC_NO_PYTHON' : 'EXEC_FAILED');
  } catch (error) {
    if (signal.aborted) return 'EXEC_TIMEOUT';
    const end = endOf(error);
    // Podman refuses a stopped container as if it were a fault of its own.
    return end === 'ENGINE_FAILED' ? ((await ended(container, began, signal).catch(() => null)) ?? end) : end;
  }
}

/** Whether the container ran all the while. @param since milliseconds since the epoch */
async function ended(container: Docker.Container, since: number, signal: AbortSignal): Promise<ExecEnd | null> {
  const { State } = await container.inspect({ abortSignal: signal });
  const again = Date.parse(State.StartedAt) > since || Date.parse(State.FinishedAt) > since;
  return State.Running && !State.Restarting && !State.Paused && !again ? null : 'CONTAINER_NOT_RUNNING';
}

function talk(
  stream: NodeJS.ReadWriteStream & { destroy(): void },
  stdin: string,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const frames = demux();
    const done = () => {
      signal.removeEventListener('abort', done);
      stream.destroy();
      resolve();
    };
    signal.addEventListener('abort', done, { once: true });
    stream.on('data', (chunk: Buffer) => {
      for (const line of frames.write(chunk)) onLine(line);
      if (frames.flooded) done();
    });
    // What came until then has been told; how the exec ended is asked next.
    stream.on('end', done).on('close', done).on('error', done);
    stream.write(stdin);
  });
}

/** The engine's refusals have a status; a broken connection has none. */
function endOf(error: unknown): ExecEnd {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  if (status === 404) return 'CONTAINER_GONE';
  if (status === 409) return 'CONTAINER_NOT_RUNNING';
  // Newer engines refuse a program that is not there when it is started.
  if (status === 400) return 'EXEC_NO_PYTHON';
  return 'ENGINE_FAILED';
}
