import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { internetHosts } from './addresses.js';
import { cacheDir, labSource, standinDir } from './paths.js';
import { must } from './process.js';

/** Versions of the real Open WebUI that the lab can make. */
export const webuiVersions = ['0.12.4', '0.11.4', '0.10.2', '0.9.6', '0.8.12', '0.6.43', '0.5.20'] as const;
export type WebUiVersion = (typeof webuiVersions)[number];
export const newestVersion: WebUiVersion = '0.12.4';
/** What the test command goes through: a version of each settings schema and client; all seven on request. */
export const provenVersions: readonly WebUiVersion[] = process.env.OWUI_DOCTOR_ALL_VERSIONS
  ? webuiVersions
  : ['0.12.4', '0.9.6', '0.6.43'];

/** How a version's image is called: the newest is what `main` points at. */
export const webuiImage = (version: WebUiVersion): string =>
  `ghcr.io/open-webui/open-webui:${version === newestVersion ? 'main' : `v${version}`}`;

export type ImageName = 'base' | 'node' | 'ollama' | WebUiVersion;

/** The tags of the images that are not Open WebUI: a bare Debian with curl and Python, the same with Node, Ollama's stand-in. */
export const toolImages = { base: 'debian:12', node: 'node:20-slim', ollama: 'ollama/ollama:latest' } as const;

const hashOf = (...files: string[]): string => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 10);
};

/** The lab's certificates; made at the first call, then the same for every lab of this cache. */
export async function certificates(): Promise<string> {
  const dir = join(cacheDir, 'certs');
  mkdirSync(cacheDir, { recursive: true });
  if (!existsSync(join(dir, 'complete')))
    await must([
      'flock',
      join(cacheDir, 'lock'),
      join(labSource, 'certificates.sh'),
      dir,
      ...Object.keys(internetHosts),
    ]);
  return dir;
}

interface Recipe {
  readonly bundle: string;
  readonly base: string;
  readonly kind: 'base' | 'node' | 'ollama' | 'webui';
  readonly argument: string;
  readonly tags: string;
}

function recipe(name: ImageName): Recipe {
  const script = (file: string): string => join(labSource, 'image', file);
  const authority = join(cacheDir, 'certs', 'ca.pem');
  const baseHash = hashOf(script('base.sh'), authority);
  const base = join(cacheDir, `base-${baseHash}`);
  const make = (kind: Recipe['kind'], argument: string, tags: string, ...files: string[]): Recipe => {
    const hash = createHash('sha256')
      .update([baseHash, argument, tags, hashOf(script('build.sh'), ...files)].join())
      .digest('hex');
    return { bundle: join(cacheDir, 'images', `${name}-${hash.slice(0, 10)}`), base, kind, argument, tags };
  };
  if (name === 'base') return make('base', '-', toolImages.base);
  if (name === 'node') return make('node', process.execPath, toolImages.node);
  if (name === 'ollama') {
    const files = readdirSync(standinDir)
      .filter((file) => file.startsWith('ollama'))
      .map((file) => join(standinDir, file));
    return make('ollama', standinDir, toolImages.ollama, ...files);
  }
  const repository = 'ghcr.io/open-webui/open-webui';
  const tags = name === newestVersion ? ['main', 'latest', `v${name}`] : [`v${name}`];
  const files = [script('version.sh'), script('start.sh'), script('webui.image')];
  return make('webui', name, tags.map((tag) => `${repository}:${tag}`).join(), ...files);
}

/** Whether an image is in the cache already. */
export const isBuilt = (name: ImageName): boolean => existsSync(join(recipe(name).bundle, 'complete'));

/** Where an image and the base it is made from lie in the cache, built or not. */
export function placesOf(name: ImageName): { readonly bundle: string; readonly base: string } {
  const { bundle, base } = recipe(name);
  return { bundle, base };
}

/** Makes sure an image is in the cache (minutes the first time, nothing after) and gives its folder there. */
export async function ensureImage(name: ImageName): Promise<string> {
  const { bundle, base, kind, argument, tags } = recipe(name);
  if (!isBuilt(name)) {
    const command = [
      'flock',
      join(cacheDir, 'lock'),
      join(labSource, 'image', 'build.sh'),
      cacheDir,
      base,
      bundle,
      kind,
      argument,
      tags,
    ];
    await must(command, { env: buildEnv(), timeoutMs: 900_000 });
  }
  return bundle;
}

/** Package tools need this machine's settings (indexes, certificates, proxies), so nothing is taken away but node's own. */
function buildEnv(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_OPTIONS: '' };
}

/**
 * Puts a cached image into the data root of an engine that is not running. Its files are not copied: an image's layers are
 * never written, so a link to the cache serves, and removing the image from the engine removes the link.
 */
export function lendImage(bundle: string, dataRoot: string): void {
  const from = join(bundle, 'image', 'overlay2');
  const to = join(dataRoot, 'image', 'overlay2');
  const repositoriesFile = join(to, 'repositories.json');
  const read = (file: string): Repositories =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Repositories) : { Repositories: {} };
  const merged = read(repositoriesFile);
  for (const [repository, tags] of Object.entries(read(join(from, 'repositories.json')).Repositories)) {
    merged.Repositories[repository] = { ...merged.Repositories[repository], ...tags };
  }
  for (const part of ['imagedb', 'layerdb']) cpSync(join(from, part), join(to, part), { recursive: true });
  writeFileSync(repositoriesFile, JSON.stringify(merged));
  mkdirSync(join(dataRoot, 'overlay2', 'l'), { recursive: true });
  for (const layer of readdirSync(join(bundle, 'overlay2'))) {
    if (layer !== 'l') linkOnce(join(bundle, 'overlay2', layer), join(dataRoot, 'overlay2', layer));
  }
  for (const short of readdirSync(join(bundle, 'overlay2', 'l'))) {
    const layer = readdirSync(join(bundle, 'overlay2')).find(
      (entry) => entry !== 'l' && linkName(bundle, entry) === short,
    );
    if (layer !== undefined) linkOnce(`../${layer}/diff`, join(dataRoot, 'overlay2', 'l', short));
  }
}

interface Repositories {
  readonly Repositories: Record<string, Record<string, string>>;
}

const linkName = (bundle: string, layer: string): string =>
  readFileSync(join(bundle, 'overlay2', layer, 'link'), 'utf8').trim();

function linkOnce(target: string, path: string): void {
  if (!existsSync(path)) symlinkSync(target, path);
}
