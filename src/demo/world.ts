import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Fault } from './faults.js';
import { type Listening, listen } from './listen.js';
import { startOllama } from './ollama.js';
import { postJson } from './post-json.js';
import { startWebui, type Webui } from './webui.js';

/** The version that the demo's Open WebUI says it is. */
export const DEMO_WEBUI_VERSION = '0.12.4';
export const DEMO_MODEL = 'llama3.2';

/** The small deployment of the demo: real servers on free ports of loopback, in this process. */
export interface World {
  readonly webui: Webui;
  /** Null while it does not run. */
  ollama: Listening | null;
  /** Where Ollama is, or where it will be once it is started. */
  readonly ollamaPort: number;
  /** A token of the administrator. */
  readonly token: string;
  close(): Promise<void>;
}

/**
 * Builds the deployment with a fault in it.
 * @throws NodeJS.ErrnoException where this machine lets nothing listen on loopback
 */
export async function buildWorld(fault: Fault): Promise<World> {
  const open: Listening[] = [];
  try {
    const models = fault === 'no-models-pulled' ? [] : [DEMO_MODEL];
    const ollama = await startOllama({ models });
    open.push(ollama);
    const ollamaUrls = [await urlInForce(fault, ollama, open)];
    const account = { email: 'demo@example.org', password: randomUUID() };
    const webui = await startWebui({ version: DEMO_WEBUI_VERSION, ollamaUrls, account });
    open.push(webui);
    const token = await signIn(webui.url, account);
    if (fault === 'ollama-not-running') await ollama.close();
    const world: World = {
      webui,
      ollama: fault === 'ollama-not-running' ? null : ollama,
      ollamaPort: ollama.port,
      token,
      async close() {
        await Promise.all([...open, ...(world.ollama === null ? [] : [world.ollama])].map((each) => each.close()));
      },
    };
    return world;
  } catch (error) {
    await Promise.all(open.map((each) => each.close()));
    throw error;
  }
}

async function urlInForce(fault: Fault, ollama: Listening, open: Listening[]): Promise<string> {
  const host = `127.0.0.1:${ollama.port}`;
  switch (fault) {
    case 'ollama-port-changed':
      return `http://127.0.0.1:${await closedPort()}`;
    case 'url-path-suffix':
      return `http://${host}/api`;
    case 'url-missing-scheme':
      return host;
    case 'url-https-to-http-port':
      return `https://${host}`;
    case 'wrong-service': {
      const page = '<!doctype html><title>Another service</title>';
      const other = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(page));
      const listening = await listen(other, '127.0.0.1', 0);
      open.push(listening);
      return listening.url;
    }
    default:
      return ollama.url;
  }
}

/** A port on which nothing listens: one that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = await listen(createServer(), '127.0.0.1', 0);
  await server.close();
  return server.port;
}

async function signIn(url: string, account: object): Promise<string> {
  const session = await postJson(`${url}/api/v1/auths/signin`, account);
  return typeof session === 'object' && session !== null && 'token' in session ? String(session.token) : '';
}
