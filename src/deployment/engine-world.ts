import type Docker from 'dockerode';
import { ENGINE_MS } from '../budgets.js';
import type { Container } from '../types/deployment.js';
import { readContainer } from './container.js';
import { isOllama, isWebui, namesWebui } from './instances.js';
import { limited } from './limited.js';

/** More containers than these are not looked at one by one. */
const MOST = 200;

/** What the library takes and its types leave out. */
interface AbortableImage {
  inspect(options: {
    readonly abortSignal: AbortSignal;
    readonly manifests?: boolean;
  }): Promise<Docker.ImageInspectInfo>;
}

/** True where an engine has a container of Open WebUI, running or stopped. */
export async function holdsWebui(docker: Docker, signal: AbortSignal): Promise<boolean> {
  const list = await docker.listContainers({ all: true, abortSignal: signal });
  return list.some((entry) => namesWebui(entry) || entry.Names?.some((name) => /open-?webui/i.test(name)));
}

/**
 * Reads all containers of an engine, running or stopped; those of Open WebUI and Ollama with their images.
 * @returns an empty list where the engine stops answering; a container that goes away meanwhile is left out
 */
export async function readContainers(docker: Docker, signal: AbortSignal): Promise<readonly Container[]> {
  const limit = () => limited([signal], ENGINE_MS);
  const list = await docker.listContainers({ all: true, abortSignal: limit() }).catch(() => []);
  const read = await Promise.all(
    list.slice(0, MOST).map(async ({ Id }) => {
      try {
        return await withImage(docker, await docker.getContainer(Id).inspect({ abortSignal: limit() }), limit());
      } catch {
        return null;
      }
    }),
  );
  return read.filter((container) => container !== null);
}

async function withImage(
  docker: Docker,
  inspect: Docker.ContainerInspectInfo,
  signal: AbortSignal,
): Promise<Container> {
  const bare = readContainer(inspect, null);
  if (!isWebui(bare) && !isOllama(bare)) return bare;
  const asked: AbortableImage = docker.getImage(inspect.Image);
  const image = await asked.inspect({ abortSignal: signal }).catch(() => null);
  return readContainer(inspect, image);
}
