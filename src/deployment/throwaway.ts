import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import { CLEANUP_MS, CREATION_MS } from '../budgets.js';
import type { Said } from '../types/text.js';
import { collect } from './exec.js';
import { limited } from './limited.js';
import { runMark } from './run-mark.js';

/** Label of every container that this program starts for a moment; its value is the mark of the run. */
export const THROWAWAY_LABEL = 'owui-doctor.throwaway';
const PAUSE_MS = 20;
/** Taking it away is told once it lasts so long after the end was asked for. */
const UNTOLD_MS = 300;
/** An engine that does not tell the exit code is not waited for: what was printed is what counts. */
const STATUS_MS = 1_000;

/** Names of those that are in use by this very process. */
const inUse = new Set<string>();

export interface Errand {
  /** Stands in the container's name. */
  readonly purpose: 'read' | 'accounts' | 'rehearsal';
  readonly image: string;
  readonly command: readonly string[];
  /** `NAME=value`; none of the image's container are passed on but these. */
  readonly env: readonly string[];
  readonly user: string;
  readonly host: Docker.HostConfig;
  /** Written to its standard input; absent: there is none. */
  readonly input?: string;
  /** Told once it is there: an error before that is one of its image or its settings. */
  readonly onMade?: () => void;
  /** Told where taking it away outlasts the end of the run. */
  readonly announce?: ((said: Said) => void) | null;
}
export interface Ended {
  /** null where it is not known: only a command with an input is asked for it. */
  readonly exitCode: number | null;
  readonly stdout: string;
}

/**
 * Runs a command in a container that is made for it: a local image, no privileges, nothing restarted. It is removed
 * whatever happens: by the engine at its end, by this function, or, should this process be killed, by the next run.
 * @param signal ends the command; taking the container away may then last CLEANUP_MS more
 * @throws the engine's error, or an AbortError
 */
export async function runThrowaway(docker: Docker, errand: Errand, signal: AbortSignal): Promise<Ended> {
  signal.throwIfAborted();
  const name = `owui-doctor-${errand.purpose}-${randomBytes(6).toString('hex')}`;
  inUse.add(name);
  // A creation that is cut short may still happen, after the removal: it is given a moment.
  const creation = docker.createContainer({ ...specOf(errand), name, abortSignal: delayed(signal, CREATION_MS) });
  try {
    await creation;
    errand.onMade?.();
    signal.throwIfAborted();
    return await runToItsEnd(docker.getContainer(name), errand, signal);
  } finally {
    await takeAway(docker, name, errand.announce ?? null, signal);
    inUse.delete(name);
  }
}

/** True for a container of this process that still does its work. */
export function isInUse(name: string): boolean {
  return inUse.has(name.replace(/^\//, ''));
}

async function runToItsEnd(container: Docker.Container, errand: Errand, signal: AbortSignal): Promise<Ended> {
  const { input } = errand;
  const both = { stream: true, stdout: true, stderr: true, abortSignal: signal };
  const stream = await container.attach(input === undefined ? both : { ...both, stdin: true, hijack: true });
  const output = collect(container, stream, signal);
  // Where the start fails, its error is the one that is told.
  output.catch(() => undefined);
  const ended =
    input === undefined
      ? null
      : container.wait({ condition: 'next-exit', abortSignal: signal }).then(statusOf, () => null);
  await container.start({ abortSignal: signal });
  if (input !== undefined) stream.write(input);
  const stdout = await output;
  const late = sleep(STATUS_MS, null, { ref: false });
  return { stdout, exitCode: ended === null ? null : await Promise.race([ended, late]) };
}

function specOf({ image, command, env, user, host, input }: Errand): Docker.ContainerCreateOptions {
  const hasInput = input !== undefined;
  return {
    Image: image,
    Entrypoint: [command[0] ?? ''],
    Cmd: command.slice(1),
    Env: [...env],
    User: user,
    WorkingDir: '/',
    Labels: { [THROWAWAY_LABEL]: runMark() },
    Healthcheck: { Test: ['NONE'] },
    AttachStdout: true,
    ...(hasInput ? { OpenStdin: true, StdinOnce: true, AttachStdin: true, AttachStderr: true } : {}),
    HostConfig: {
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      ...host,
      // Should this process be killed, the command's own limit ends the container, and the engine removes it.
      AutoRemove: true,
      RestartPolicy: { Name: 'no' },
    },
  };
}

/**
 * Removes a container by its name, also where the answer to its creation never came, and waits until it is gone: the
 * engine may be removing it by itself at this moment. Ends after CLEANUP_MS.
 */
async function takeAway(
  docker: Docker,
  name: string,
  announce: Errand['announce'] | null,
  signal: AbortSignal,
): Promise<void> {
  const tell = setTimeout(() => {
    if (signal.aborted) announce?.({ code: 'deployment.cleaning-up', args: { container: name } });
  }, UNTOLD_MS);
  // A creation that was cut short has used its part of the time already.
  await removeContainer(docker, name, limited([], signal.aborted ? CLEANUP_MS - CREATION_MS : CLEANUP_MS));
  clearTimeout(tell);
}

/** Removes a container and waits until it is gone. Never throws. */
export async function removeContainer(docker: Docker, name: string, limit: AbortSignal): Promise<void> {
  const container = docker.getContainer(name);
  await container.remove({ force: true, v: true, abortSignal: limit }).catch(() => undefined);
  while (!limit.aborted) {
    const there = await container.inspect({ abortSignal: limit }).then(
      () => true,
      () => false,
    );
    if (!there) return;
    await sleep(PAUSE_MS);
  }
}

/** A signal that follows another one after a while. */
function delayed(signal: AbortSignal, ms: number): AbortSignal {
  const follower = new AbortController();
  const follow = (): void => {
    setTimeout(() => follower.abort(signal.reason), ms).unref();
  };
  if (signal.aborted) follow();
  else signal.addEventListener('abort', follow, { once: true });
  return follower.signal;
}

function statusOf(answer: unknown): number | null {
  if (typeof answer !== 'object' || answer === null || !('StatusCode' in answer)) return null;
  return typeof answer.StatusCode === 'number' ? answer.StatusCode : null;
}
