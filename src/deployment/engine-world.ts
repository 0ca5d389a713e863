import type Docker from 'dockerode';
import { ENGINE_MS } from '../budgets.js';
import type { Container, Unread } from '../types/deployment.js';
import { readContainer } from './container.js';
import { isContainer, isImage, type Listed, oddField, readList } from './engine-answers.js';
import { errorCode, httpStatus } from './error-code.js';
import { hasId, isOllama, isWebui, namesOllama, namesWebui } from './instances.js';
import { isThrowaway } from './leftovers.js';
import { limited } from './limited.js';
import { turnstile } from './turnstile.js';

/** More containers than these are not looked at one by one; those that matter come first. */
const MOST = 200;
/** Containers that are asked for at once: each answer may be long. */
const AT_ONCE = 16;

/** What an engine has. */
export interface EngineWorld {
  readonly containers: readonly Container[];
  /** What could not be read, and may hide an Open WebUI. */
  readonly unread: readonly Unread[];
  /** All that was listed, throw-away containers among it. */
  readonly listed: readonly Listed[];
}

/** True where an engine has a container of Open WebUI, running or stopped. */
export async function holdsWebui(docker: Docker, signal: AbortSignal): Promise<boolean> {
  const list = readList(await docker.listContainers({ all: true, abortSignal: signal })) ?? [];
  return list.some((entry) => namesWebui(entry) || entry.names.some((name) => /open-?webui/i.test(name)));
}

/**
 * Reads the containers of an engine, running or stopped; those of Open WebUI and Ollama with their images. One that is
 * odd, or is not told, costs itself alone.
 * @param wanted --container: a name or the beginning of an id, which is looked at whatever it is
 */
export async function readWorld(docker: Docker, wanted: string | undefined, signal: AbortSignal): Promise<EngineWorld> {
  const limit = () => limited([signal], ENGINE_MS);
  let listed: readonly Listed[] | null;
  try {
    listed = readList(await docker.listContainers({ all: true, abortSignal: limit() }));
  } catch (error) {
    return nothingRead(reasonOf(error));
  }
  if (listed === null) return nothingRead('ENGINE_MALFORMED');
  const ordered = inOrder(
    listed.filter((entry) => !isThrowaway(entry)),
    wanted,
  );
  const turns = turnstile(AT_ONCE);
  const read = await Promise.all(
    ordered.slice(0, MOST).map((entry) => turns(() => readOne(docker, entry, wanted, limit))),
  );
  const rest = ordered.length - MOST;
  return {
    listed,
    containers: read.flatMap(({ container }) => container ?? []),
    unread: [
      ...read.flatMap(({ unread }) => unread ?? []),
      ...(rest > 0 ? [{ what: 'rest' as const, name: null, reason: String(rest) }] : []),
    ],
  };
}

/** The one that is named, Open WebUIs, Ollamas, what runs, the rest: in each the engine's own order, the newest first. */
function inOrder(listed: readonly Listed[], wanted: string | undefined): readonly Listed[] {
  const rank = (entry: Listed): number => {
    if (wanted !== undefined && hasId(entry, wanted)) return 0;
    if (namesWebui(entry)) return 1;
    if (namesOllama(entry)) return 2;
    return entry.running ? 3 : 4;
  };
  return listed
    .map((entry) => ({ entry, rank: rank(entry) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ entry }) => entry);
}

async function readOne(
  docker: Docker,
  entry: Listed,
  wanted: string | undefined,
  limit: () => AbortSignal,
): Promise<{ readonly container?: Container; readonly unread?: Unread }> {
  const unread = (reason: string) => {
    const matters = namesWebui(entry) || (wanted !== undefined && hasId(entry, wanted));
    return matters ? { unread: { what: 'container' as const, name: entry.names[0] ?? entry.id, reason } } : {};
  };
  try {
    const inspect: unknown = await docker.getContainer(entry.id).inspect({ abortSignal: limit() });
    if (!isContainer(inspect)) return unread(oddField(inspect) ?? 'ENGINE_MALFORMED');
    const bare = readContainer(inspect, null);
    if (!isWebui(bare) && !isOllama(bare)) return { container: bare };
    const image = await imageOf(docker, inspect.Image, limit());
    return { container: readContainer(inspect, image) };
  } catch (error) {
    // It has gone since it was listed.
    return httpStatus(error) === 404 ? {} : unread(reasonOf(error));
  }
}

async function imageOf(docker: Docker, id: string, signal: AbortSignal): Promise<Docker.ImageInspectInfo | null> {
  const options: { readonly abortSignal: AbortSignal; readonly manifests?: boolean } = { abortSignal: signal };
  const image: unknown = await docker
    .getImage(id)
    .inspect(options)
    .catch(() => null);
  return isImage(image) ? image : null;
}

function nothingRead(reason: string): EngineWorld {
  return { containers: [], listed: [], unread: [{ what: 'list', name: null, reason }] };
}

function reasonOf(error: unknown): string {
  const status = httpStatus(error);
  return status === null ? (errorCode(error) ?? 'ENGINE_FAILED') : `HTTP ${status}`;
}
