import type { Engine } from './engine.js';
import type { Host } from './host.js';
import { newestVersion, type WebUiVersion, webuiImage } from './images.js';
import { judge } from './judge.js';
import { fillVolume, needsEmbeddingEngine } from './seed.js';
import type { WebUi, WebUiOptions } from './types.js';

/** Starts the real Open WebUI in a container as a user would, on a volume that is filled first. */
export async function startWebUi(
  parts: { readonly engine: Engine; readonly host: Host; readonly image: (version: WebUiVersion) => Promise<string> },
  options: WebUiOptions = {},
): Promise<WebUi> {
  const { engine, host } = parts;
  const version = options.version ?? newestVersion;
  const name = options.name ?? 'open-webui';
  const volume = options.volume ?? name;
  const seed = options.seed ?? 'used';
  const run = options.run ?? ['-p', '3000:8080'];
  const bundle = await parts.image(version);
  await fillVolume({ engine, host, bundle }, volume, { version, seed, rows: options.rows });
  const chosen = run.some((word) => word.startsWith('RAG_EMBEDDING'));
  const embedding =
    seed === 'fresh' && needsEmbeddingEngine(version) && !chosen ? ['-e', 'RAG_EMBEDDING_ENGINE=ollama'] : [];
  await engine.docker(
    'run',
    '-d',
    '--name',
    name,
    '-v',
    `${volume}:/app/backend/data`,
    ...embedding,
    ...run,
    webuiImage(version),
  );
  const webui = judge({ engine, host }, name, volume, version);
  if (options.wait ?? true) await webui.waitHealthy();
  return webui;
}
