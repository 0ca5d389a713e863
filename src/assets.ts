import { readFileSync } from 'node:fs';

/**
 * Reads a file that is shipped beside the program: `python/<name>` next to this module in the sources, next to the
 * bundle in the package.
 * @param name file name, such as `probe.py`
 * @returns the file's text
 */
export function pythonScript(name: string): string {
  return readFileSync(new URL(`./python/${name}`, import.meta.url), 'utf8');
}
