import { join } from 'node:path';
import { codeOf } from '../deployment/or-end.js';
import { readSmallFile } from '../deployment/read-file.js';
import { type OptionName, options, specOf } from './options.js';
import { nearest } from './suggest.js';
import { UsageError } from './usage-error.js';

/** Where the configuration file is looked for: the first that exists counts, alone. */
function places(env: Readonly<Record<string, string | undefined>>, cwd: string): readonly string[] {
  const home = env.XDG_CONFIG_HOME || (env.HOME ? join(env.HOME, '.config') : null);
  return [
    join(cwd, 'owui-doctor.config.json'),
    join(cwd, '.owui-doctor.json'),
    ...(home === null ? [] : [join(home, 'owui-doctor', 'config.json')]),
  ];
}

/** Options as a file gives them: texts, as if they had been typed. */
export interface FileOptions {
  readonly path: string;
  readonly values: ReadonlyMap<OptionName, readonly string[]>;
}

/**
 * Reads the configuration file.
 * @param signal ends the reading
 * @returns null where there is none
 * @throws UsageError where it cannot be read, is no JSON object, or has a key or a type of value that no option has
 */
export async function readConfigFile(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
  signal: AbortSignal,
): Promise<FileOptions | null> {
  for (const path of places(env, cwd)) {
    const text = await readSmallFile(path, { signal }).then(String, (error: unknown) => {
      const code = codeOf(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return null;
      throw new UsageError('cli.unreadable', { name: 'config', path, code });
    });
    if (text !== null) return { path, values: parseConfig(text, path) };
  }
  return null;
}

function parseConfig(text: string, path: string): ReadonlyMap<OptionName, readonly string[]> {
  const values = new Map<OptionName, readonly string[]>();
  for (const [key, value] of Object.entries(parseObject(text, path))) {
    if (key === '$schema') continue;
    const names = Object.keys(options);
    if (!isName(key)) throw new UsageError('cli.config-key', { path, name: key }, nearest(key, names));
    values.set(key, valuesOf(key, value, path));
  }
  return values;
}

function isName(key: string): key is OptionName {
  return Object.hasOwn(options, key);
}

function parseObject(text: string, path: string): object {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/u, ''));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below, as for a file that holds something else than an object.
  }
  throw new UsageError('cli.config-json', { path });
}

function valuesOf(key: OptionName, value: unknown, path: string): readonly string[] {
  const spec = specOf(key);
  const wrong = new UsageError('cli.bad-type', { name: `${path}: ${key}` });
  if (spec.value === undefined) {
    if (typeof value !== 'boolean') throw wrong;
    return [String(value)];
  }
  const items: readonly unknown[] = Array.isArray(value) && spec.many ? value : [value];
  return items.map((item) => {
    if (typeof item !== 'string' && typeof item !== 'number') throw wrong;
    return String(item);
  });
}
