/**
 * Loads a module by its URL. A file of its own, since the bundle turns every other `import()` into `require()`, which
 * cannot load ES modules on all versions of Node.
 * @throws what the module throws, and ERR_MODULE_NOT_FOUND and the like
 */
export async function importModule(url: string): Promise<{ readonly default?: unknown }> {
  return import(url);
}
