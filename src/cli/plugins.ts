import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importModule } from './import-module.js';
import type { Catalogue } from './program.js';
import { UsageError } from './usage-error.js';

/**
 * Loads plug-ins: packages of the current directory, or paths.
 * @param names as they were given
 * @param cwd where packages and relative paths are looked for
 * @returns all that they add
 * @throws UsageError for one that cannot be loaded, or whose default export is not `{ checks?, causes? }`
 */
export async function loadPlugins(names: readonly string[], cwd: string): Promise<Catalogue> {
  const plugins: Catalogue[] = [];
  for (const name of names) plugins.push(checked(name, await load(name, cwd)));
  return { checks: plugins.flatMap(({ checks }) => checks), causes: plugins.flatMap(({ causes }) => causes) };
}

async function load(name: string, cwd: string): Promise<unknown> {
  try {
    const path = /^\.{0,2}[/\\]/u.test(name) || isAbsolute(name) ? resolve(cwd, name) : undefined;
    const file = path ?? createRequire(join(cwd, 'package.json')).resolve(name);
    return (await importModule(pathToFileURL(file).href)).default;
  } catch (error) {
    throw new UsageError('cli.plugin', { name, code: codeOf(error) });
  }
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'name' in error ? String(error.name) : 'Error';
}

function checked(name: string, exported: unknown): Catalogue {
  const invalid = (why: string): UsageError => new UsageError('cli.plugin-invalid', { name, why });
  if (typeof exported !== 'object' || exported === null) throw invalid('default export');
  // A CommonJS build of an ES module wraps its default once more.
  const plugin: unknown = 'default' in exported ? exported.default : exported;
  if (!isPlugin(plugin)) throw invalid('checks, causes');
  return { checks: plugin.checks ?? [], causes: plugin.causes ?? [] };
}

function isPlugin(value: unknown): value is Partial<Catalogue> {
  if (typeof value !== 'object' || value === null) return false;
  const lists: readonly [string, string][] = [
    ['checks', 'run'],
    ['causes', 'diagnose'],
  ];
  return lists.every(([list, method]) => {
    const items: unknown = Reflect.get(value, list);
    return items === undefined || (Array.isArray(items) && items.every((item) => isDefinition(item, method)));
  });
}

function isDefinition(item: unknown, method: string): boolean {
  if (typeof item !== 'object' || item === null) return false;
  const get = (name: string): unknown => Reflect.get(item, name);
  const title = get('title');
  return (
    typeof get('id') === 'string' &&
    typeof get(method) === 'function' &&
    ['run', 'instance'].includes(String(get('scope'))) &&
    typeof title === 'object' &&
    title !== null &&
    typeof Reflect.get(title, 'en') === 'string' &&
    typeof Reflect.get(title, 'zh-CN') === 'string' &&
    typeof get('messages') === 'object'
  );
}
