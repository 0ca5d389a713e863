import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const MOST_BYTES = 1_048_576;

/** A compose file of this folder that has an Open WebUI in it; null: none. Then an engine is expected here. */
export async function composeFileWithWebui(folder: string): Promise<string | null> {
  for (const name of NAMES) {
    const path = join(folder, name);
    const text = await readFile(path, 'utf8').catch(() => '');
    if (text.length <= MOST_BYTES && /^\s*image:.*\bopen-?webui\b/im.test(text)) return path;
  }
  return null;
}
