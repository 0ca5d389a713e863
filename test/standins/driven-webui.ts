import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startWebui } from '../../src/demo/webui.js';
import { type Exchange, exchange } from './exchange.js';

/** A stand-in for Open WebUI, whichever it is, driven over HTTP alone. */
export interface Driven {
  readonly port: number;
  close(): Promise<void>;
}
/** Starts one without an account; a list waits half a second for a backend. */
export type Start = (version: string, env?: NodeJS.ProcessEnv) => Promise<Driven>;

export const startTypescriptWebui: Start = (version) =>
  startWebui({ version, ollamaUrls: ['http://localhost:11434'], listLimitMs: 500 });

/** Environment names are the program's own, such as OLLAMA_BASE_URL; DATA_DIR is a new folder where none is given. */
export const startPythonWebui: Start = async (version, env = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'open-webui-'));
  const script = join(import.meta.dirname, 'webui', 'webui_server.py');
  const own = {
    STANDIN_WEBUI_VERSION: version,
    STANDIN_LIST_LIMIT: '0.5',
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORT: '0',
  };
  const child = spawn('python3', ['-W', 'ignore', script], {
    env: { PATH: process.env.PATH, ...own, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout);
  const [line] = (await once(lines, 'line')) as [string];
  return {
    port: Number(/running on http:\/\/[^:]+:(\d+)/.exec(line)?.[1]),
    async close() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      lines.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export const ADMIN = { email: 'admin@example.org', password: 'a-good-password', name: 'Admin' };

/** Sends JSON to a route, with a token where one is given. */
export function post(webui: Driven, path: string, body: object, token?: string): Promise<Exchange> {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return exchange(webui.port, { method: 'POST', path, headers, body: JSON.stringify(body) });
}

/** Makes the first account. @returns its token */
export async function signUp(webui: Driven): Promise<string> {
  return JSON.parse((await post(webui, '/api/v1/auths/signup', ADMIN)).body).token;
}

/** What the admin page sends. */
export function setUrls(webui: Driven, token: string, urls: readonly string[], enabled = true): Promise<Exchange> {
  const settings = { ENABLE_OLLAMA_API: enabled, OLLAMA_BASE_URLS: urls, OLLAMA_API_CONFIGS: {} };
  return post(webui, '/ollama/config/update', settings, token);
}
