import type Docker from 'dockerode';
import { demux } from '../vantage/demux.js';

/** Label of every container of a rehearsal. */
export const REHEARSAL_LABEL = 'owui-doctor.rehearsal';
/** No rehearsal lasts so long, in seconds: what is older belongs to a run that was killed. */
const LEFTOVER_S = 120;

/**
 * Makes a container, runs it to its end, and gives back what it printed.
 * @param name it is made under; the caller removes it
 * @throws the engine's error, or the signal's reason
 */
export async function runOnce(
  docker: Docker,
  name: string,
  options: Docker.ContainerCreateOptions,
  signal: AbortSignal,
): Promise<string> {
  const container = await docker.createContainer({
    ...options,
    name,
    Labels: { [REHEARSAL_LABEL]: 'true' },
    abortSignal: signal,
  });
  const stream = await container.attach({ stream: true, stdout: true, abortSignal: signal });
  const printed = wholeOutput(stream, signal);
  // Its failure is told by the start, which throws first; this only keeps it from being unhandled.
  printed.catch(() => undefined);
  await container.start({ abortSignal: signal });
  return await printed;
}

function wholeOutput(stream: NodeJS.ReadableStream, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const frames = demux();
    const lines: string[] = [];
    const stop = (): void => reject(signal.reason);
    const done = (): void => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) reject(signal.reason);
      else resolve(lines.join('\n'));
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    stream.on('data', (chunk: Buffer) => {
      if (!frames.flooded) lines.push(...frames.write(chunk));
    });
    stream.on('end', done);
    stream.on('close', done);
    stream.on('error', (error) => {
      signal.removeEventListener('abort', stop);
      reject(error);
    });
  });
}

/** Removes a container, also where the answer to its creation never came. Usually it has gone by itself. */
export async function removeByName(docker: Docker, name: string, limitMs: number): Promise<void> {
  await docker
    .getContainer(name)
    .remove({ force: true, v: true, abortSignal: AbortSignal.timeout(limitMs) })
    .catch(() => undefined);
}

/** Removes what a run left behind that was killed between making a container and starting it. */
export async function sweep(docker: Docker, signal: AbortSignal): Promise<void> {
  const found = await docker.listContainers({ all: true, filters: { label: [REHEARSAL_LABEL] }, abortSignal: signal });
  const before = Date.now() / 1000 - LEFTOVER_S;
  for (const old of found.filter(({ Created }) => Created < before)) await removeByName(docker, old.Id, 1_000);
}
