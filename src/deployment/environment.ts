import semver from 'semver';
import type { OllamaUrl, Source } from '../types/deployment.js';
import { shownValue } from './variables.js';

/** What tells how Open WebUI reads its environment. */
export interface EnvironmentFacts {
  readonly env: Readonly<Record<string, string>>;
  /** Open WebUI's version; null: taken for the newest. */
  readonly version: string | null;
  /** Where a variable comes from: the image, compose, a file, the command line. */
  sourceOf(name: string): Source;
  /** Whether a TCP port answers, as seen by Open WebUI; null: not known. */
  portOpen(host: string, port: number): boolean | null;
}
interface Resolved {
  readonly urls: readonly string[];
  readonly source: Source;
  readonly detail: string;
}
/** What is stored for a connection beside its URL, without the key. */
export interface ConnectionConfig {
  readonly enabled: boolean;
  readonly hasKey: boolean;
}
export type ConnectionConfigs = Readonly<Record<string, ConnectionConfig>>;

/** Neither variable is set: the program's own default. */
const UNSET: Pick<Resolved, 'source' | 'detail'> = { source: 'derived', detail: 'OLLAMA_BASE_URL unset' };

const BUNDLED = 'http://localhost:11434';
const ON_HOST = 'http://host.docker.internal:11434';
const IN_CLUSTER = 'http://ollama-service.open-webui.svc.cluster.local:11434';

/**
 * The list of Ollama URLs that the environment alone gives, read in the order in which Open WebUI reads it. Pure.
 * @returns at least one entry; entries may be empty or malformed, as they are for Open WebUI
 */
export function resolveUrls(facts: EnvironmentFacts): readonly OllamaUrl[] {
  const { urls, source, detail } = resolve(facts);
  return withConfigs(urls, source, detail, environmentConfigs(facts.env, facts.version));
}

/** What the environment says of each connection: read from 0.10.2 on. */
export function environmentConfigs(env: EnvironmentFacts['env'], version: string | null): ConnectionConfigs {
  return readApiConfigs(since0102(version) ? env.OLLAMA_API_CONFIGS : undefined);
}

/** Numbers the URLs of a list and adds what is stored for each: by index, else (the older way) by the URL itself. */
export function withConfigs(
  urls: readonly string[],
  source: Source,
  detail: string,
  configs: ConnectionConfigs,
): readonly OllamaUrl[] {
  const byKey = new Map(Object.entries(configs));
  return urls.map((url, index) => {
    const config = byKey.get(String(index)) ?? byKey.get(url);
    return { index, url, source, detail, enabled: config?.enabled ?? true, hasKey: config?.hasKey ?? false };
  });
}

function resolve(facts: EnvironmentFacts): Resolved {
  const { env, sourceOf } = facts;
  const set = (name: string): string => env[name] ?? '';
  const say = (name: string): Pick<Resolved, 'source' | 'detail'> => ({
    source: sourceOf(name),
    detail: `${name}=${shownValue(name, set(name))}`,
  });
  const list = set('OLLAMA_BASE_URLS');
  if (list !== '') return { urls: splitList(list), ...say('OLLAMA_BASE_URLS') };

  let url = set('OLLAMA_BASE_URL').replace(/\/$/, '');
  let from = env.OLLAMA_BASE_URL === undefined ? UNSET : say('OLLAMA_BASE_URL');
  const older = env.OLLAMA_API_BASE_URL ?? `${BUNDLED}/api`;
  if (url === '' && older !== '') {
    url = older.replace(/\/api$/, '');
    if (env.OLLAMA_API_BASE_URL !== undefined) from = say('OLLAMA_API_BASE_URL');
  }
  if (set('ENV') === 'prod') {
    if (set('K8S_FLAG') !== '') {
      url = IN_CLUSTER;
      from = say('K8S_FLAG');
    } else if (url === '/ollama') {
      const bundled = set('USE_OLLAMA_DOCKER').toLowerCase() === 'true';
      url = bundled ? BUNDLED : ON_HOST;
      if (bundled) from = say('USE_OLLAMA_DOCKER');
    }
  }
  const moved = otherPort(url, facts);
  if (moved === null) return { urls: splitList(url), ...from };
  return { urls: splitList(moved), source: from.source, detail: `${from.detail} (11434 → 12434)` };
}

/** From 0.8.0 on, an address nobody has chosen is asked on Docker Model Runner's port too, if 11434 does not answer. */
function otherPort(url: string, { env, version, portOpen }: EnvironmentFacts): string | null {
  if (version !== null && semver.valid(version) && semver.lt(version, '0.8.0')) return null;
  const given = env.OLLAMA_BASE_URL ?? '';
  if (given !== '' && given !== '/ollama') return null;
  const host = URL.canParse(url) ? new URL(url).hostname : 'localhost';
  const falls = portOpen(host, 12_434) === true && portOpen(host, 11_434) === false;
  return falls ? url.replaceAll(':11434', ':12434') : null;
}

/** Python's `str.strip` takes away other characters than JavaScript's `trim`: no BOM, but the separators U+001C to U+001F. */
const STRIPPED = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const ENDS = new RegExp(`^${STRIPPED}+|${STRIPPED}+$`, 'gu');
function splitList(list: string): readonly string[] {
  return list.split(';').map((entry) => entry.replace(ENDS, ''));
}

function since0102(version: string | null): boolean {
  return version === null || !semver.valid(version) || semver.gte(version, '0.10.2');
}

/** Reads OLLAMA_API_CONFIGS; what is no JSON object is ignored, as Open WebUI does. */
function readApiConfigs(text: string | undefined): ConnectionConfigs {
  if (!text) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? reduceConfigs(parsed) : {};
  } catch {
    return {};
  }
}

/** True where a request carries more than its URL: a key, headers of its own, or somebody's token. */
function asksOtherwise(fields: ReadonlyMap<string, unknown>): boolean {
  const auth = fields.get('auth_type') ?? 'bearer';
  return Boolean(fields.get('key') || fields.get('headers')) || (auth !== 'bearer' && auth !== 'none');
}

/** Keeps of each connection whether it is enabled and whether its requests carry more than the URL. */
export function reduceConfigs(configs: object): ConnectionConfigs {
  return Object.fromEntries(
    Object.entries(configs).map(([key, config]: [string, unknown]) => {
      const fields = new Map(typeof config === 'object' && config !== null ? Object.entries(config) : []);
      const enable = fields.get('enable');
      return [key, { enabled: enable === undefined || Boolean(enable), hasKey: asksOtherwise(fields) }];
    }),
  );
}
