import type { Said } from '../types/text.js';
import type { Fault } from './faults.js';
import { startOllama } from './ollama.js';
import { postJson } from './post-json.js';
import { DEMO_MODEL, type World } from './world.js';

/** What is done about a diagnosed cause, told before it is done. */
export interface Remedy {
  readonly said: Said;
  apply(): Promise<void>;
}

/**
 * The remedy for a cause, in the demo's own deployment: the change is made the way a person makes it, Ollama being
 * started or asked to pull, Open WebUI's setting being changed with the request that its admin page sends.
 * @param cause id of the first diagnosis
 * @returns null for a cause that the demo has no remedy for
 */
export function remedyFor(cause: string, world: World): Remedy | null {
  const url = `http://127.0.0.1:${world.ollamaPort}`;
  const points = cause === 'ollama-port-changed' || cause.startsWith('url-');
  // Where this machine has an Ollama of its own, the doctor may well suggest that one; the demo stays with its own.
  if (cause === 'ollama-not-running' || (points && world.ollama === null))
    return {
      said: { code: 'demo.starts', args: { url } },
      apply: async () => {
        world.ollama = await startOllama({ port: world.ollamaPort, models: [DEMO_MODEL] });
      },
    };
  if (cause === 'no-models-pulled')
    return {
      said: { code: 'demo.pulls', args: { model: DEMO_MODEL } },
      apply: async () => {
        await postJson(`${url}/api/pull`, { model: DEMO_MODEL, stream: false });
      },
    };
  if (points) return { said: { code: 'demo.sets', args: { url } }, apply: () => setUrl(world, url) };
  return null;
}

/**
 * Takes the demo's own fault back, for a diagnosis that names no cause with a remedy: nothing is claimed to be diagnosed.
 */
export function undoFault(fault: Fault, world: World): Remedy {
  const remedy = remedyFor(fault === 'wrong-service' ? 'ollama-port-changed' : fault, world);
  return { said: { code: 'demo.undoes', args: {} }, apply: async () => remedy?.apply() };
}

async function setUrl(world: World, url: string): Promise<void> {
  const settings = { ENABLE_OLLAMA_API: true, OLLAMA_BASE_URLS: [url], OLLAMA_API_CONFIGS: {} };
  await postJson(`${world.webui.url}/ollama/config/update`, settings, world.token);
}
