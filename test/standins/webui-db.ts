import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The shape of a version's database, as recorded. */
export interface WebuiSchema {
  readonly journalMode: 'wal' | 'delete';
  readonly tables: readonly string[];
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly indexes: readonly string[];
  readonly alembicVersion: string;
  /** Settings rows about Ollama, each as JSON text of the row. */
  readonly configRows: readonly string[];
}
export interface DbAccount {
  readonly email: string;
  readonly name?: string;
  readonly role?: 'admin' | 'user' | 'pending';
  /** Default: the hash of `KNOWN_PASSWORD`. */
  readonly passwordHash?: string;
  /** JSON text of `auth.mfa`, where the version has that column. */
  readonly mfa?: string | null;
}
export interface WebuiDbOptions {
  /** One of `WEBUI_DB_VERSIONS`. */
  readonly version: string;
  /** The list in force; null leaves the setting out, as a first start up to 0.9.6 does. */
  readonly urls: readonly string[] | null;
  /** More settings by their dotted key, such as `ollama.enable`; the old schema gets them as one nested object. */
  readonly rows?: Readonly<Record<string, unknown>>;
  readonly accounts?: readonly DbAccount[];
}

export const WEBUI_SCHEMAS: Readonly<Record<string, WebuiSchema>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'recordings', 'webui-db.json'), 'utf8'),
);
/** Newest first. */
export const WEBUI_DB_VERSIONS: readonly string[] = Object.keys(WEBUI_SCHEMAS);
export const KNOWN_PASSWORD = 'a-good-password';
/** bcrypt of `KNOWN_PASSWORD`, at the lowest cost, so that tests are quick. */
export const KNOWN_HASH = '$2b$04$abcdefghijklmnopqrstuusOx8PxNLQtfwwtBjcebzCSA3D5uolnS';

/**
 * Makes a `webui.db` in the schema of a version, by the Python of this machine.
 * @param path where the file is made; it must not exist
 */
export function makeWebuiDb(path: string, options: WebuiDbOptions): void {
  const schema = WEBUI_SCHEMAS[options.version];
  if (schema === undefined) throw new RangeError(`No schema was recorded for Open WebUI ${options.version}.`);
  const ollama =
    options.urls === null ? {} : { 'ollama.enable': true, 'ollama.base_urls': options.urls, 'ollama.api_configs': {} };
  const accounts = (options.accounts ?? []).map((account) => ({
    name: 'Admin',
    role: 'admin',
    passwordHash: KNOWN_HASH,
    mfa: null,
    ...account,
  }));
  const input = JSON.stringify({ path, schema, config: { ...ollama, ...options.rows }, accounts });
  const script = join(import.meta.dirname, 'webui', 'webui_db.py');
  const child = spawnSync('python3', [script], { input, encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`The database was not made: ${child.stderr}`);
}
