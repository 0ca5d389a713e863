import type { Container, Unread } from '../types/deployment.js';
import { ConfigurationError } from './configuration-error.js';
import type { Listed } from './engine-answers.js';

const IMAGE = /(?:^|\/)(?:open-?webui|ollama-webui)(?:[:@]|$)/i;
const DATA = '/app/backend/data';

/** True where image name or labels say Open WebUI: enough to prefer an engine, or a container, by. */
export function namesWebui({ image, labels }: Pick<Listed, 'image' | 'labels'>): boolean {
  const title = labels['org.opencontainers.image.title'];
  const source = labels['org.opencontainers.image.source'] ?? '';
  return (
    IMAGE.test(image) ||
    title === 'open-webui' ||
    /\/(?:open-webui\/open-webui|ollama-webui\/ollama-webui)$/.test(source)
  );
}

/** True for a container of Open WebUI: by its image's name or labels, or by variables that its image sets. */
export function isWebui(container: Container): boolean {
  const labels = { ...container.imageInspect?.Config?.Labels, ...container.inspect.Config.Labels };
  if (namesWebui({ image: container.image, labels })) return true;
  if ((container.imageInspect?.RepoTags ?? []).some((tag) => IMAGE.test(tag))) return true;
  const { env } = container;
  return env.WEBUI_BUILD_VERSION !== undefined && env.OLLAMA_BASE_URL !== undefined;
}

/** True for a container of Ollama: by its image's name, or since it runs `ollama serve`. */
export function isOllama(container: Container): boolean {
  const { Entrypoint, Cmd } = container.inspect.Config;
  const command = [Entrypoint ?? [], Cmd ?? []].flat().join(' ');
  return namesOllama({ image: container.image, command });
}

/** The same of what a list tells. */
export function namesOllama({ image, command }: Pick<Listed, 'image' | 'command'>): boolean {
  return /(?:^|\/)ollama(?:[:@]|$)/i.test(image) || /(?:^|[\s/])ollama\s+serve\b/.test(command);
}

/** True where a name or id is what --container says: an exact name, or the beginning of an id. */
export function hasId({ id, names }: Pick<Listed, 'id' | 'names'>, wanted: string): boolean {
  const name = wanted.replace(/^\//, '');
  if (names.includes(name) || id === name) return true;
  return /^[0-9a-f]{4,64}$/i.test(name) && id.startsWith(name.toLowerCase());
}

/**
 * Chooses the Open WebUIs among an engine's containers. Pure.
 * @param containers all containers, running or stopped
 * @param wanted --container: an exact name, or the beginning of an id
 * @param unread what could not be read: what was named is then not missing
 * @returns the chosen ones, and all others
 * @throws ConfigurationError where no container is called so, with the names that there are
 */
export function chooseInstances(
  containers: readonly Container[],
  wanted: string | undefined,
  unread: readonly Unread[] = [],
): { readonly chosen: readonly Container[]; readonly others: readonly Container[] } {
  const webuis = containers.filter(isWebui);
  if (wanted !== undefined) {
    const found = findContainer(containers, wanted);
    if (found === null && unread.some(({ what }) => what !== 'rest')) return { chosen: [], others: containers };
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
