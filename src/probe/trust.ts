import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import type { Client } from '../types/probe.js';
import { type RawError, rawOf } from './classify.js';
import { type Environment, named } from './proxy-environment.js';
import { defaultStore } from './trust-stores.js';

/** What a client trusts. */
export type Trust =
  | { readonly kind: 'set'; readonly context: SecureContext; readonly source?: string }
  | { readonly kind: 'unchecked'; readonly source: string }
  | { readonly kind: 'broken'; readonly source: string; readonly error: RawError };

/** Which files a client reads, before any is read. An absent `file` or `directory` is not consulted. */
interface Plan {
  readonly variable?: string;
  readonly file?: string;
  readonly directory?: string;
  /** Added to what the variable names. */
  readonly also?: 'system' | 'certifi';
  /** OpenSSL passes over a file that is not there; Python's own loaders do not. */
  readonly lenient?: boolean;
}

const MOST_FILES = 1_000;
const MOST_BYTES = 4_194_304;
const contexts = new Map<string, Trust>();

/**
 * The trust store of a client at a vantage point; read once for each set of variables.
 * @param env variables of the vantage point
 * @param prefix where the vantage point's files are found: `` or `/proc/1/root`
 */
export function trustOf(client: Client, env: Environment, prefix: string): Trust {
  const ssl = env.AIOHTTP_CLIENT_SESSION_SSL ?? '';
  if (client === 'aiohttp' && ssl.toLowerCase() === 'false')
    return { kind: 'unchecked', source: 'AIOHTTP_CLIENT_SESSION_SSL=false' };
  const plan = planOf(client, env);
  const key = JSON.stringify([plan, prefix]);
  const known = contexts.get(key);
  if (known) return known;
  const made = build(plan, prefix);
  contexts.set(key, made);
  return made;
}

function planOf(client: Client, env: Environment): Plan {
  const file = (names: readonly string[], more: Partial<Plan> = {}): Plan | null => {
    const found = named(env, names);
    return found ? { variable: `${found.variable}=${found.value}`, file: found.value, ...more } : null;
  };
  const directory = (more: Partial<Plan>): Plan | null => {
    const value = env.SSL_CERT_DIR;
    return value ? { variable: `SSL_CERT_DIR=${value}`, directory: value, ...more } : null;
  };
  switch (client) {
    case 'direct':
      return { also: 'system' };
    case 'curl':
      return file(['CURL_CA_BUNDLE']) ?? file(['SSL_CERT_FILE']) ?? directory({ also: 'system' }) ?? { also: 'system' };
    case 'httpx':
      return file(['SSL_CERT_FILE']) ?? directory({}) ?? { also: 'certifi' };
    case 'requests':
      return file(['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE']) ?? { also: 'certifi' };
    case 'aiohttp': {
      const path = /^(true|)$/i.test(env.AIOHTTP_CLIENT_SESSION_SSL ?? '') ? [] : ['AIOHTTP_CLIENT_SESSION_SSL'];
      const own = file([...path, 'AIOHTTP_CLIENT_SSL_CERT_FILE']);
      if (own) return own;
      // OpenSSL's two defaults are replaced one by one: a file leaves the system's directory in force.
      const fromFile = file(['SSL_CERT_FILE'], { lenient: true });
      const fromDirectory = directory({ lenient: true });
      if (fromFile && fromDirectory) return { ...fromDirectory, ...fromFile };
      return fromFile ? { ...fromFile, also: 'system' } : (fromDirectory ?? { also: 'system' });
    }
  }
}

function build(plan: Plan, prefix: string): Trust {
  const read: string[] = [];
  const source = plan.variable;
  try {
    if (plan.file) read.push(readBounded(prefix + plan.file));
    if (plan.directory) read.push(...hashedFiles(prefix + plan.directory));
  } catch (error) {
    const { code = 'EINVAL' } = rawOf(error);
    if (!plan.lenient) return { kind: 'broken', source: source ?? '', error: { code, syscall: 'open' } };
  }
  const store = plan.also ? defaultStore(plan.also, prefix) : null;
  // OpenSSL sets nothing apart: a file without a certificate in it trusts nobody.
  const own = read.filter((text) => text.includes('-----BEGIN'));
  const ca = store === null ? own : [...own, ...(store.text === null ? rootCertificates : [store.text])];
  try {
    // No authority at all is not the same as none named: Node's own would be taken.
    const context = createSecureContext({ ca: ca.length > 0 ? ca : [], ...minimum });
    return { kind: 'set', context, ...((source ?? store?.source) ? { source: source ?? store?.source } : {}) };
  } catch {
    return { kind: 'broken', source: source ?? '', error: { code: 'ERR_SSL_BAD_CERTIFICATE_FILE' } };
  }
}

const minimum = { minVersion: 'TLSv1.2' } as const;

/** OpenSSL finds certificates in a directory by their hashed names alone. */
function hashedFiles(directory: string): readonly string[] {
  return readdirSync(directory)
    .filter((name) => /^[0-9a-f]{8}\.\d+$/.test(name))
    .slice(0, MOST_FILES)
    .map((name) => readBounded(join(directory, name)));
}

/** Only a regular file: a named pipe would hold everything up. */
function readBounded(path: string): string {
  const about = statSync(path);
  if (!about.isFile()) throw Object.assign(new Error('no regular file'), { code: 'EINVAL' });
  if (about.size > MOST_BYTES) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
  return readFileSync(path, 'utf8');
}
