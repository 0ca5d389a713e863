import { pythonScript } from '../assets.js';
import { type ConnectionConfigs, reduceConfigs } from './environment.js';

/** What the script in src/python/settings.py is asked. */
export interface SettingsRequest {
  /** Folder with Open WebUI's package.json; null: asked of the Python package. */
  readonly app: string | null;
  readonly data_dir: string | null;
  readonly database_url: string | null;
  readonly probe_port: boolean;
  /** Seconds after which the script ends itself. */
  readonly limit: number;
}
/** Why settings were not read (`deployment.database-<reason>` messages). */
export const UNREAD_REASONS = [
  'forbidden',
  'not-found',
  'busy',
  'damaged',
  'too-large',
  'unreadable',
  'unknown-database',
  'no-driver',
  'no-connection',
  'no-answer',
] as const;
export type UnreadReason = (typeof UNREAD_REASONS)[number];

export interface StoredValues {
  readonly baseUrls: readonly string[] | null;
  readonly enable: boolean | null;
  /** null: nothing is stored about them. */
  readonly configs: ConnectionConfigs | null;
  readonly embeddingEngine: string | null;
  readonly embeddingModel: string | null;
}
export type StoredDatabase =
  | {
      readonly kind: 'sqlite';
      readonly path: string;
      readonly schema: 'rows' | 'blob' | 'none';
      readonly values: StoredValues;
    }
  | { readonly kind: 'postgresql'; readonly schema: 'rows' | 'blob' | 'none'; readonly values: StoredValues }
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'unread'; readonly reason: UnreadReason };

/** The script's answer, checked field by field: it comes from inside a container. */
export interface SettingsAnswer {
  readonly version: string | null;
  readonly database: StoredDatabase;
  readonly cached: readonly string[];
  /** null: not used. */
  readonly redis: { readonly read: boolean; readonly urls: readonly string[] | null } | null;
  portOpen(host: string, port: number): boolean | null;
}

/** Arguments for a Python interpreter that runs the script. */
export function settingsCommand(request: SettingsRequest): readonly string[] {
  const script = `${pythonScript('settings_database.py')}\n${pythonScript('settings.py')}`;
  return ['-c', script, JSON.stringify(request)];
}

/**
 * Reads what the script printed.
 * @returns null where that is no answer of the script's
 */
export function readSettingsAnswer(stdout: string): SettingsAnswer | null {
  const line = stdout.trim().split('\n').at(-1) ?? '';
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return null;
  }
  const answer = fieldsOf(parsed);
  const database = readDatabase(answer.get('database'));
  if (database === null) return null;
  const ports = fieldsOf(answer.get('ports'));
  const redis = answer.get('redis');
  return {
    version: word(answer.get('version')),
    database,
    cached: texts(answer.get('cached')) ?? [],
    redis: redis ? { read: fieldsOf(redis).get('read') === true, urls: texts(fieldsOf(redis).get('urls')) } : null,
    portOpen(host, port) {
      const open = fieldsOf(ports.get(host)).get(String(port));
      return typeof open === 'boolean' ? open : null;
    },
  };
}

function readDatabase(raw: unknown): StoredDatabase | null {
  const fields = fieldsOf(raw);
  const kind = fields.get('kind');
  const schema = fields.get('schema');
  if (kind === 'encrypted') return { kind };
  if (kind === 'unread') {
    const reason = UNREAD_REASONS.find((known) => known === fields.get('reason'));
    return { kind, reason: reason ?? 'unreadable' };
  }
  if (schema !== 'rows' && schema !== 'blob' && schema !== 'none') return null;
  const values = readValues(fields.get('values'));
  if (kind === 'postgresql') return { kind, schema, values };
  return kind === 'sqlite' ? { kind, schema, values, path: String(fields.get('path')) } : null;
}

function readValues(raw: unknown): StoredValues {
  const values = fieldsOf(raw);
  const enable = values.get('ollama.enable');
  const configs = Object.entries(Object.fromEntries(fieldsOf(values.get('ollama.api_configs')))).map(
    ([name, config]) =>
      [name, { ...Object.fromEntries(fieldsOf(config)), key: fieldsOf(config).get('has_key') }] as const,
  );
  return {
    baseUrls: texts(values.get('ollama.base_urls')),
    // A row that holds null or a text counts by Python's idea of truth.
    enable: enable === undefined ? null : Boolean(enable),
    configs: values.has('ollama.api_configs') ? reduceConfigs(Object.fromEntries(configs)) : null,
    embeddingEngine: word(values.get('rag.embedding_engine')),
    embeddingModel: word(values.get('rag.embedding_model')),
  };
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []);
}
function word(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, 300) : null;
}
function texts(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.slice(0, 100).map((entry) => String(entry).slice(0, 4_096)) : null;
}
