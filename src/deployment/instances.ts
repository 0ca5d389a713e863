import type { Container } from '../types/deployment.js';
import { ConfigurationError } from './configuration-error.js';

/** What an engine's list tells of a container before it is inspected. */
export interface Listed {
  readonly Image: string;
  readonly Labels?: { readonly [label: string]: string } | null;
}
const IMAGE = /(?:^|\/)(?:open-?webui|ollama-webui)(?:[:@]|$)/i;
const DATA = '/app/backend/data';

/** True where image name or labels say Open WebUI: enough to prefer an engine by. */
export function namesWebui({ Image, Labels }: Listed): boolean {
  const title = Labels?.['org.opencontainers.image.title'];
  const source = Labels?.['org.opencontainers.image.source'] ?? '';
  return (
    IMAGE.test(Image) ||
    title === 'open-webui' ||
    /\/(?:open-webui\/open-webui|ollama-webui\/ollama-webui)$/.test(source)
  );
}

/** True for a container of Open WebUI: by its image's name or labels, or by variables that its image sets. */
export function isWebui(container: Container): boolean {
  const labels = { ...container.imageInspect?.Config?.Labels, ...container.inspect.Config.Labels };
  if (namesWebui({ Image: container.image, Labels: labels })) return true;
  if ((container.imageInspect?.RepoTags ?? []).some((tag) => IMAGE.test(tag))) return true;
  const { env } = container;
  return env.WEBUI_BUILD_VERSION !== undefined && env.OLLAMA_BASE_URL !== undefined;
}

/** True for a container of Ollama: by its image's name, or since it runs `ollama serve`. */
export function isOllama(container: Container): boolean {
  const { Entrypoint, Cmd } = container.inspect.Config;
  const command = [Entrypoint ?? [], Cmd ?? []].flat().join(' ');
  return /(?:^|\/)ollama(?:[:@]|$)/i.test(container.image) || /(?:^|[\s/])ollama\s+serve\b/.test(command);
}

/**
 * Chooses the Open WebUIs among an engine's containers. Pure.
 * @param containers all containers, running or stopped
 * @param wanted --container: an exact name, or the beginning of an id
 * @returns the chosen ones, and all others
 * @throws ConfigurationError where no container is called so, with the names that there are
 */
export function chooseInstances(
  containers: readonly Container[],
  wanted: string | undefined,
): { readonly chosen: readonly Container[]; readonly others: readonly Container[] } {
  const webuis = containers.filter(isWebui);
  if (wanted !== undefined) {
    const found = findContainer(containers, wanted);
    if (found === null) {
      const names = (webuis.length > 0 ? webuis : containers).map((container) => container.name).slice(0, 20);
      const code = names.length > 0 ? 'deployment.no-such-container' : 'deployment.no-containers';
      throw new ConfigurationError({ code, args: { container: wanted, names } });
    }
    return { chosen: [found], others: containers.filter((container) => container !== found) };
  }
  const chosen = webuis.filter((container) => !webuis.some((other) => supersedes(other, container)));
  return { chosen, others: containers.filter((container) => !chosen.includes(container)) };
}

/** A container by exact name, full id, or a beginning of its id that fits one only. */
function findContainer(containers: readonly Container[], wanted: string): Container | null {
  const name = wanted.replace(/^\//, '');
  const exact = containers.find((container) => container.name === name || container.id === name);
  if (exact) return exact;
  if (!/^[0-9a-f]{4,64}$/i.test(name)) return null;
  const fitting = containers.filter((container) => container.id.startsWith(name.toLowerCase()));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** True where `old` is what was left of `current` when that took its place: kept, stopped, no instance of its own. */
function supersedes(current: Container, old: Container): boolean {
  if (current === old || isUp(old)) return false;
  if (!isUp(current)) return sharesData(current, old) && startedAt(current) > startedAt(old);
  const retired = old.inspect.HostConfig.RestartPolicy?.Name === 'no' || !old.inspect.HostConfig.RestartPolicy?.Name;
  return sharesData(current, old) || (retired && old.name.startsWith(`${current.name}-`));
}

/** A restarting container is up in this sense: somebody wants it to run. */
function isUp(container: Container): boolean {
  return container.state === 'running' || container.state === 'restarting' || container.state === 'paused';
}

function sharesData(a: Container, b: Container): boolean {
  const mine = dataSource(a);
  return mine !== null && mine === dataSource(b);
}

function dataSource(container: Container): string | null {
  const folder = container.env.DATA_DIR ?? DATA;
  const mount = (container.inspect.Mounts ?? []).find((entry) => entry.Destination === folder);
  return mount ? (mount.Name ?? mount.Source) : null;
}

function startedAt(container: Container): number {
  const time = Date.parse(container.inspect.State.StartedAt ?? '');
  return Number.isNaN(time) ? 0 : time;
}
