import semver from 'semver';
import type { Database, Known, OllamaUrl, Settings, Source, Sourced } from '../types/deployment.js';
import type { Said } from '../types/text.js';
import { type EnvironmentFacts, environmentConfigs, resolveUrls, withConfigs } from './environment.js';
import type { SettingsAnswer, StoredDatabase, StoredValues } from './settings-script.js';
import { isTrue, proxyVariables, shownVariables } from './variables.js';

/** What the settings of one Open WebUI are worked out from. */
export interface SettingsFacts {
  readonly env: Readonly<Record<string, string>>;
  sourceOf(name: string): Source;
  /** What the script inside told, or why it could not be asked. */
  readonly answer: Known<SettingsAnswer>;
  readonly version: string | null;
  /** --ollama-url: in place of what is in force. */
  readonly given: readonly string[];
}
const DEFAULT_MODEL = 'sentence-transformers/all-MiniLM-L6-v2';

/** Works out what is in force, by the rules of the version that is there. Pure. */
export function readSettings(facts: SettingsFacts): Settings {
  const { env, answer, sourceOf, version } = facts;
  const told = answer.known ? answer.value : null;
  const environment: EnvironmentFacts = { env, version, sourceOf, portOpen: told?.portOpen ?? (() => null) };
  const environmentUrls = resolveUrls(environment);
  const persistent = isTrue(env.ENABLE_PERSISTENT_CONFIG, true);
  const stored = persistent ? told && storedValues(told.database) : null;
  const fromEnv = <T>(name: string, value: T): Sourced<T> => ({
    value,
    source: env[name] === undefined ? 'derived' : sourceOf(name),
    detail: env[name] === undefined ? `${name} unset` : `${name}=${shownVariables(env)[name] ?? '…'}`,
  });
  const inForce = <T>(row: string, value: T | null | undefined, name: string, otherwise: T): Sourced<T> =>
    value === null || value === undefined ? fromEnv(name, otherwise) : { value, source: 'database', detail: row };
  const offline = isTrue(env.OFFLINE_MODE, false);
  const model = inForce(
    'rag.embedding_model',
    stored?.embeddingModel,
    'RAG_EMBEDDING_MODEL',
    env.RAG_EMBEDDING_MODEL ?? DEFAULT_MODEL,
  );
  return {
    ollamaUrls: urlsInForce(facts, persistent, environmentUrls),
    environmentUrls,
    ollamaEnabled: inForce('ollama.enable', stored?.enable, 'ENABLE_OLLAMA_API', isTrue(env.ENABLE_OLLAMA_API, true)),
    persistentConfig: persistent,
    database: answer.known ? shownDatabase(answer.value.database) : { kind: 'unread', reason: answer.reason },
    hubEndpoint: env.HF_ENDPOINT === undefined ? null : fromEnv('HF_ENDPOINT', env.HF_ENDPOINT),
    hubOffline: offline ? fromEnv('OFFLINE_MODE', true) : hubOffline(env, fromEnv),
    offlineMode: fromEnv('OFFLINE_MODE', offline),
    embeddingEngine: inForce(
      'rag.embedding_engine',
      stored?.embeddingEngine,
      'RAG_EMBEDDING_ENGINE',
      env.RAG_EMBEDDING_ENGINE ?? '',
    ),
    embeddingModel: model,
    embeddingCached: answer.known
      ? { known: true, value: answer.value.cached.includes(fullName(model.value)) }
      : answer,
    proxies: proxyVariables(env),
    variables: shownVariables(env),
  };
}

function urlsInForce(
  facts: SettingsFacts,
  persistent: boolean,
  fromEnvironment: readonly OllamaUrl[],
): Known<readonly OllamaUrl[]> {
  const { answer, given, env } = facts;
  if (given.length > 0) return { known: true, value: withConfigs(given, 'option', '--ollama-url', {}) };
  if (!persistent) return { known: true, value: fromEnvironment };
  if (!answer.known) return answer;
  const { database, redis } = answer.value;
  if (database.kind === 'encrypted') return unknown('deployment.database-encrypted');
  if (database.kind === 'unread') return unknown(`deployment.database-${database.reason}`);
  if (redis && database.schema !== 'rows' && upTo09(facts.version)) {
    if (!redis.read) return unknown('deployment.redis-unread');
    const key = `${env.REDIS_KEY_PREFIX || 'open-webui'}:config:OLLAMA_BASE_URLS`;
    if (redis.urls) return { known: true, value: withConfigs(redis.urls, 'redis', key, database.values.configs ?? {}) };
  }
  const { baseUrls } = database.values;
  const configs = database.values.configs ?? environmentConfigs(env, facts.version);
  if (baseUrls) return { known: true, value: withConfigs(baseUrls, 'database', 'ollama.base_urls', configs) };
  if (Object.keys(configs).length === 0) return { known: true, value: fromEnvironment };
  const [first] = fromEnvironment;
  const urls = fromEnvironment.map((entry) => entry.url);
  return { known: true, value: withConfigs(urls, first?.source ?? 'derived', first?.detail ?? '', configs) };
}

function unknown(code: string, args: Said['args'] = {}): { known: false; reason: Said } {
  return { known: false, reason: { code, args } };
}

function upTo09(version: string | null): boolean {
  return version === null || !semver.valid(version) || semver.lt(version, '0.10.0');
}

function storedValues(database: StoredDatabase): StoredValues | null {
  return database.kind === 'sqlite' || database.kind === 'postgresql' ? database.values : null;
}

function shownDatabase(database: StoredDatabase): Database {
  switch (database.kind) {
    case 'sqlite':
      return { kind: 'sqlite', path: database.path, schema: database.schema };
    case 'unread':
      return { kind: 'unread', reason: { code: `deployment.database-${database.reason}`, args: {} } };
    default:
      return { kind: database.kind };
  }
}

/** The hub's own switches have more words for yes than Open WebUI's. */
function hubOffline(
  env: SettingsFacts['env'],
  fromEnv: (name: string, value: boolean) => Sourced<boolean>,
): Sourced<boolean> {
  const on = (name: string) => /^(1|on|yes|true)$/i.test(env[name] ?? '');
  const name = !on('HF_HUB_OFFLINE') && on('TRANSFORMERS_OFFLINE') ? 'TRANSFORMERS_OFFLINE' : 'HF_HUB_OFFLINE';
  return fromEnv(name, on(name));
}

/** A name without an owner means one of sentence-transformers' own. */
function fullName(model: string): string {
  return model.includes('/') ? model : `sentence-transformers/${model}`;
}
