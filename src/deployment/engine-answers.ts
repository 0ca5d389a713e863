import type Docker from 'dockerode';

/** A container as the engine's list tells it; what is odd or absent is empty. */
export interface Listed {
  readonly id: string;
  readonly names: readonly string[];
  readonly image: string;
  readonly command: string;
  readonly running: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch; null: not known. */
  readonly createdAt: number | null;
}

/**
 * Reads the answer of `GET /containers/json`.
 * @returns null where that is no list, or one of entries without an id, of which nothing can be asked
 */
export function readList(answer: unknown): readonly Listed[] | null {
  if (!Array.isArray(answer)) return null;
  const listed = answer.filter((entry: unknown) => filled(at(entry, 'Id'))).map(readListed);
  return listed.length === 0 && answer.length > 0 ? null : listed;
}

function readListed(entry: unknown): Listed {
  const created = at(entry, 'Created');
  return {
    id: textOf(at(entry, 'Id')),
    names: textsOf(at(entry, 'Names')).map((name) => name.replace(/^\//, '')),
    image: textOf(at(entry, 'Image')),
    command: textOf(at(entry, 'Command')),
    running: at(entry, 'State') === 'running',
    labels: labelsOf(at(entry, 'Labels')),
    createdAt: isNumber(created) ? created * 1_000 : null,
  };
}

/** What `GET /version` and `GET /info` tell. null: this is no engine's answer. */
export function readVersion(version: unknown, info: unknown) {
  const number = at(version, 'Version');
  if (!isText(number)) return null;
  const [first] = Array.isArray(at(version, 'Components')) ? Object.values(Object(at(version, 'Components'))) : [];
  return {
    version: number,
    podman: at(first, 'Name') === 'Podman Engine',
    system: textOf(at(info, 'OperatingSystem')),
    name: textOf(at(info, 'Name')),
  };
}

type Test = (value: unknown) => boolean;
const absent: Test = (value) => value === undefined || value === null;
const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isObject: Test = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isFlag: Test = (value) => typeof value === 'boolean';
const isTexts: Test = (value) => Array.isArray(value) && value.every(isText);
const isLabels: Test = (value) => isObject(value) && Object.values(Object(value)).every(isText);
const either =
  (...tests: readonly Test[]): Test =>
  (value) =>
    tests.some((test) => test(value));
const optional = (test: Test): Test => either(absent, test);
const filled: Test = (value) => isText(value) && value !== '';

/** Fields of a container's description that are read by name, and what they may be. All others are read with care where they are used. */
const CONTAINER: readonly (readonly [string, Test])[] = [
  ['Id', filled],
  ['Name', filled],
  ['Image', isText],
  ['RestartCount', optional(isNumber)],
  ['State', isObject],
  ['State.Status', isText],
  ['State.ExitCode', optional(isNumber)],
  ['State.OOMKilled', optional(isFlag)],
  ['State.StartedAt', optional(isText)],
  ['State.FinishedAt', optional(isText)],
  ['State.Health', optional(isObject)],
  ['State.Health.Status', optional(isText)],
  ['Config', isObject],
  ['Config.Image', isText],
  ['Config.User', optional(isText)],
  ['Config.Tty', optional(isFlag)],
  ['Config.Env', optional(isTexts)],
  ['Config.Cmd', optional(either(isText, isTexts))],
  ['Config.Entrypoint', optional(either(isText, isTexts))],
  ['Config.Labels', optional(isLabels)],
  ['HostConfig', isObject],
  ['HostConfig.NetworkMode', optional(isText)],
  ['HostConfig.ExtraHosts', optional(isTexts)],
  ['HostConfig.Memory', optional(isNumber)],
  ['HostConfig.RestartPolicy', optional(isObject)],
  ['HostConfig.RestartPolicy.Name', optional(isText)],
  ['NetworkSettings', optional(isObject)],
  ['NetworkSettings.Networks', optional(isObject)],
];
/** The same of each of its mounts and networks. */
const MOUNT: readonly (readonly [string, Test])[] = [
  ['Type', isText],
  ['Destination', isText],
  ['Source', optional(isText)],
  ['Name', optional(isText)],
  ['RW', optional(isFlag)],
];
const NETWORK: readonly (readonly [string, Test])[] = [
  ['Gateway', optional(isText)],
  ['IPAddress', optional(isText)],
  ['Aliases', optional(isTexts)],
];
const IMAGE: readonly (readonly [string, Test])[] = [
  ['RepoTags', optional(isTexts)],
  ['Config', optional(isObject)],
  ['Config.Env', optional(isTexts)],
  ['Config.Labels', optional(isLabels)],
];

/** The first field of an answer of `GET /containers/<id>/json` that is not what the engine's interface says; null: none. */
export function oddField(answer: unknown): string | null {
  const mounts = at(answer, 'Mounts');
  if (!absent(mounts) && !Array.isArray(mounts)) return 'Mounts';
  const networks = at(answer, 'NetworkSettings', 'Networks');
  return (
    firstOdd(answer, CONTAINER, '') ??
    oddAmong(Object.entries(Object(mounts ?? {})), MOUNT, 'Mounts') ??
    oddAmong(Object.entries(Object(networks ?? {})), NETWORK, 'NetworkSettings.Networks')
  );
}

export function isContainer(answer: unknown): answer is Docker.ContainerInspectInfo {
  return oddField(answer) === null;
}

export function isImage(answer: unknown): answer is Docker.ImageInspectInfo {
  return isObject(answer) && firstOdd(answer, IMAGE, '') === null;
}

function firstOdd(value: unknown, fields: readonly (readonly [string, Test])[], under: string): string | null {
  if (!isObject(value)) return under || '(all)';
  const odd = fields.find(([path, test]) => !test(at(value, ...path.split('.'))));
  return odd ? `${under}${under && '.'}${odd[0]}` : null;
}

function oddAmong(
  entries: readonly (readonly [string, unknown])[],
  fields: readonly (readonly [string, Test])[],
  under: string,
): string | null {
  for (const [, entry] of entries) {
    const odd = firstOdd(entry, fields, under);
    if (odd !== null) return odd;
  }
  return null;
}

function at(tree: unknown, ...path: readonly string[]): unknown {
  let here = tree;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}
function textOf(value: unknown): string {
  return isText(value) ? value : '';
}
function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isText) : [];
}
function labelsOf(value: unknown): Readonly<Record<string, string>> {
  const entries: readonly [string, unknown][] = isObject(value) ? Object.entries(Object(value)) : [];
  return Object.fromEntries(entries.flatMap(([name, text]) => (isText(text) ? [[name, text]] : [])));
}
