import { finished, PassThrough, Readable } from 'node:stream';
import type Docker from 'dockerode';
import { EXEC_CREATE_MS } from '../budgets.js';
import { errorCode } from './error-code.js';
import { limited } from './limited.js';

/** What a command printed; at most a megabyte is kept. */
export interface Executed {
  readonly exitCode: number | null;
  readonly stdout: string;
}
const MOST_BYTES = 1_048_576;

/**
 * Runs a command in a running container and waits for its end.
 * @param command program and arguments; a script of up to 120 KiB may be one of them
 * @param signal cuts the waiting short; the process in the container has to end itself
 * @returns the exit code is null where the command did not come to its end
 * @throws the engine's error where the container is not running, is paused, or is gone
 */
export async function execute(
  container: Docker.Container,
  command: readonly string[],
  signal: AbortSignal,
): Promise<Executed> {
  const exec = await container.exec({
    Cmd: [...command],
    AttachStdout: true,
    AttachStderr: true,
    // Away from the program's own folder, whose modules Python would take for its own.
    WorkingDir: '/',
    abortSignal: limited([signal], EXEC_CREATE_MS),
  });
  const stream = await exec.start({ abortSignal: signal });
  const stdout = await collect(container, stream, signal);
  const { ExitCode } = await exec.inspect({ abortSignal: signal });
  return { exitCode: ExitCode, stdout };
}

/**
 * Separates the two outputs that the engine sends as one, and keeps the first: at most MOST_BYTES of it. What goes on
 * longer is cut off.
 */
export function collect(
  container: Docker.Container,
  stream: NodeJS.ReadableStream,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const out = new PassThrough();
    const chunks: Buffer[] = [];
    let kept = 0;
    let came = 0;
    out.on('data', (chunk: Buffer) => {
      kept += chunk.length;
      if (kept <= MOST_BYTES) chunks.push(chunk);
    });
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    // Also where it broke before anybody listened. One that was closed early has still said what it said.
    finished(stream, { writable: false }, (error) => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) stop();
      else if (error && errorCode(error) !== 'ERR_STREAM_PREMATURE_CLOSE') reject(error);
      else resolve(Buffer.concat(chunks).toString('utf8'));
    });
    container.modem.demuxStream(stream, out, new PassThrough().resume());
    // A frame that never ends would be gathered for ever.
    stream.on('data', (chunk: Buffer) => {
      came += chunk.length;
      if (came > 2 * MOST_BYTES && stream instanceof Readable) stream.destroy();
    });
  });
}
