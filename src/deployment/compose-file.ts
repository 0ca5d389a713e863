import { join } from 'node:path';
import { readSmallFile } from './read-file.js';

const NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/** A compose file of this folder that has an Open WebUI in it; null: none. Then an engine is expected here. */
export async function composeFileWithWebui(folder: string, signal: AbortSignal): Promise<string | null> {
  for (const name of NAMES) {
    const path = join(folder, name);
    const text = await readSmallFile(path, { signal }).then(String, () => '');
    if (/^\s*image:.*\bopen-?webui\b/im.test(text)) return path;
  }
  return null;
}
