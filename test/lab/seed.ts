import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Engine } from './engine.js';
import type { Host } from './host.js';
import { type WebUiVersion, webuiImage } from './images.js';
import { judge } from './judge.js';
import { cacheDir } from './paths.js';
import { must } from './process.js';
import { writeSettings } from './settings.js';
import type { Seed } from './types.js';

/**
 * 0.9.6 alone exits when it cannot load its embedding model, and without torch it cannot. Its data says that Ollama makes
 * the embeddings, which changes nothing about connections.
 */
export const needsEmbeddingEngine = (version: WebUiVersion): boolean => version === '0.9.6';

interface Parts {
  readonly engine: Engine;
  readonly host: Host;
  /** The image's folder in the cache: a seed belongs to one build of one version. */
  readonly bundle: string;
}

const volumeDir = (engine: Engine, volume: string): string => join(engine.dataRoot, 'volumes', volume, '_data');

/** Makes a volume; with the seed `used` it holds the data of an instance that was started once and has an account. */
export async function fillVolume(
  parts: Parts,
  volume: string,
  options: { readonly version: WebUiVersion; readonly seed: Seed; readonly rows?: Readonly<Record<string, unknown>> },
): Promise<void> {
  await parts.engine.docker('volume', 'create', volume);
  if (options.seed === 'fresh') return;
  const seed = await ensureSeed(parts, options.version);
  await must(['cp', '-a', `${seed}/.`, volumeDir(parts.engine, volume)]);
  if (options.rows !== undefined) await writeSettings(join(volumeDir(parts.engine, volume), 'webui.db'), options.rows);
}

/** The kept data of a version that was started once with nothing but its image's settings; made at the first call. */
async function ensureSeed({ engine, host, bundle }: Parts, version: WebUiVersion): Promise<string> {
  const kept = join(cacheDir, 'seeds', basename(bundle));
  if (existsSync(kept)) return kept;
  const name = `seed-${version}`;
  await engine.docker('volume', 'create', name);
  const settings = needsEmbeddingEngine(version) ? ['-e', 'RAG_EMBEDDING_ENGINE=ollama'] : [];
  await engine.docker('run', '-d', '--name', name, '-v', `${name}:/app/backend/data`, ...settings, webuiImage(version));
  const webui = judge({ engine, host }, name, name, version);
  await webui.waitHealthy(180_000);
  await webui.token();
  await engine.docker('stop', '-t', '20', name);
  const data = volumeDir(engine, name);
  if (needsEmbeddingEngine(version)) await writeSettings(join(data, 'webui.db'), { 'rag.embedding_engine': 'ollama' });
  const fresh = `${kept}.${process.pid}`;
  mkdirSync(join(cacheDir, 'seeds'), { recursive: true });
  cpSync(data, fresh, { recursive: true, verbatimSymlinks: true });
  await engine.docker('rm', '-f', name);
  await engine.docker('volume', 'rm', name);
  // Another lab may have been faster: its seed is as good.
  if (existsSync(kept)) rmSync(fresh, { recursive: true, force: true });
  else renameSync(fresh, kept);
  return kept;
}
