import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PLUGIN_MS } from '../budgets.js';
import { confine } from '../guard/confine.js';
import { readPlugin } from '../guard/definitions.js';
import { Misfit } from '../guard/plain.js';
import { codeOrWords, thrown } from '../guard/thrown.js';
import { crashRow, stray } from '../runner/crash.js';
import { confineProcess } from './confine-process.js';
import { importModule } from './import-module.js';
import type { Catalogue } from './program.js';
import { UsageError } from './usage-error.js';

/**
 * Loads plug-ins: packages of the current directory, or paths.
 * @param names as they were given
 * @param cwd where packages and relative paths are looked for
 * @returns all that they add
 * @throws UsageError for one that cannot be loaded in time, or whose default export is not `{ checks?, causes? }`
 */
export async function loadPlugins(names: readonly string[], cwd: string): Promise<Catalogue> {
  confineProcess();
  const plugins: Catalogue[] = [];
  for (const name of names) {
    const broke = (error: unknown): void => stray(crashRow('plugin', name, null, error));
    plugins.push(await confine({ broke }, () => load(name, cwd)));
  }
  return { checks: plugins.flatMap(({ checks }) => checks), causes: plugins.flatMap(({ causes }) => causes) };
}

async function load(name: string, cwd: string): Promise<Catalogue> {
  const exported = await imported(name, cwd);
  try {
    return readPlugin(exported);
  } catch (error) {
    throw new UsageError('cli.plugin-invalid', { name, why: error instanceof Misfit ? error.where : thrown(error) });
  }
}

/** The default export. */
async function imported(name: string, cwd: string): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  // A module that waits for ever would otherwise end the process as soon as nothing else is to be done.
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error(name), { code: 'ETIMEDOUT' })), PLUGIN_MS);
  });
  try {
    const path = /^\.{0,2}[/\\]/u.test(name) || isAbsolute(name) ? resolve(cwd, name) : undefined;
    const file = path ?? createRequire(join(cwd, 'package.json')).resolve(name);
    const exported = (await Promise.race([importModule(pathToFileURL(file).href), late])).default;
    // A CommonJS build of an ES module wraps its default once more.
    const wrapped = typeof exported === 'object' && exported !== null && 'default' in exported;
    return wrapped ? exported.default : exported;
  } catch (error) {
    throw new UsageError('cli.plugin', { name, code: codeOrWords(error) });
  } finally {
    clearTimeout(timer);
  }
}
