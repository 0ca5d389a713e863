import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import type Docker from 'dockerode';
import { demux } from '../vantage/demux.js';

/** Label of every container of a rehearsal. */
export const REHEARSAL_LABEL = 'owui-doctor.rehearsal';
/** No rehearsal lasts so long, in seconds: what is older belongs to a run that was killed. */
const LEFTOVER_S = 120;

/** How long a creation may go on after the trial was cut short, in milliseconds: it takes a tenth of that. */
const CREATION_MS = 1_000;
const REMOVAL_PAUSE_MS = 20;

/**
 * Makes a container, runs it to its end, and gives back what it printed.
 * @param name it is made under; the caller removes it
 * @param onMade told once it is there: an error before that is one of its image or its settings
 * @throws the engine's error, or the signal's reason
 */
export async function runOnce(
  docker: Docker,
  name: string,
  options: Docker.ContainerCreateOptions,
  signal: AbortSignal,
  onMade: () => void,
): Promise<string> {
  signal.throwIfAborted();
  // A question that is cut off here would be answered all the same: a container that nobody knows of.
  const abortSignal = later(signal, CREATION_MS);
  const container = await docker.createContainer({
    ...options,
    name,
    Labels: { [REHEARSAL_LABEL]: 'true' },
    abortSignal,
  });
  onMade();
  signal.throwIfAborted();
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

/** A signal that follows another one after a while. */
function later(signal: AbortSignal, ms: number): AbortSignal {
  const follower = new AbortController();
  const follow = (): void => {
    setTimeout(() => follower.abort(signal.reason), ms).unref();
  };
  signal.addEventListener('abort', follow, { once: true });
  return follower.signal;
}

/**
 * Removes a container, also where the answer to its creation never came, and waits until it is gone: the engine may be
 * removing it by itself at this moment.
 */
export async function removeByName(docker: Docker, name: string, limitMs: number): Promise<void> {
  const limit = AbortSignal.timeout(limitMs);
  const container = docker.getContainer(name);
  await container.remove({ force: true, v: true, abortSignal: limit }).catch(() => undefined);
  while (!limit.aborted) {
    const there = await container.inspect({ abortSignal: limit }).then(
      () => true,
      () => false,
    );
    if (!there) return;
    await setTimeoutPromise(REMOVAL_PAUSE_MS);
  }
}

/** Removes what a run left behind that was killed between making a container and starting it. */
export async function sweep(docker: Docker, signal: AbortSignal): Promise<void> {
  const found = await docker.listContainers({ all: true, filters: { label: [REHEARSAL_LABEL] }, abortSignal: signal });
  const before = Date.now() / 1000 - LEFTOVER_S;
  for (const old of found.filter(({ Created }) => Created < before)) await removeByName(docker, old.Id, 1_000);
}
