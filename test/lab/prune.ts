import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type ImageName, placesOf, toolImages, webuiVersions } from './images.js';
import { cacheDir } from './paths.js';
import { labDirs } from './state.js';

/**
 * Removes from the cache what no current recipe makes: images, bases and seeds of scripts that have changed since.
 * Running labs borrow their images from the cache, so nothing is removed while there is one. Gives what it removed.
 */
export async function prune(): Promise<string[]> {
  if (labDirs().length > 0) throw new Error('a lab is running: end it first (list, down, sweep)');
  const places = [...(Object.keys(toolImages) as ImageName[]), ...webuiVersions].map(placesOf);
  const bundles = new Set(places.map(({ bundle }) => basename(bundle)));
  const bases = new Set(places.flatMap(({ base }) => [basename(base), `${basename(base)}.root`]));
  const stale = [
    ...entries('images').filter((name) => !bundles.has(name)),
    ...entries('seeds').filter((name) => !bundles.has(name)),
  ].map((name) => ['images', 'seeds'].map((folder) => join(cacheDir, folder, name)));
  const staleBases = entries('.').filter((name) => name.startsWith('base-') && !bases.has(name));
  const all = [...new Set([...stale.flat(), ...staleBases.map((name) => join(cacheDir, name))])].filter(existsSync);
  for (const path of all) rmSync(path, { recursive: true, force: true });
  return all;
}

function entries(folder: string): string[] {
  const path = join(cacheDir, folder);
  return existsSync(path) ? readdirSync(path) : [];
}
