import { readFileSync } from 'node:fs';

/**
 * Reads a file of the package by its path from the top: the sources and the bundle lie at different depths below it.
 * @throws Error where no directory above has it
 */
export function packagedFile(path: string): string {
  for (const up of ['../', '../../', '../../../']) {
    try {
      return readFileSync(new URL(up + path, import.meta.url), 'utf8');
    } catch {
      // Looked for one directory further up.
    }
  }
  throw new Error(`missing in the package: ${path}`);
}
