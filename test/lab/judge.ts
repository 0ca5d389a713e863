import { join } from 'node:path';
import type { Engine } from './engine.js';
import type { Host } from './host.js';
import { type WebUiVersion, webuiImage } from './images.js';
import { readSettings } from './settings.js';
import type { WebUi } from './types.js';

/** The account of every seed, and of every fresh volume once the judge has asked for a token. */
export const administrator = { name: 'Admin', email: 'admin@example.com', password: 'lab-password-1' } as const;

interface Parts {
  readonly engine: Engine;
  readonly host: Host;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** What a download by huggingface_hub needs: one file that the hub sends itself, one that a CDN host sends. */
const downloadScript = `
import os, sys, tempfile
os.environ.setdefault('HF_HUB_DOWNLOAD_TIMEOUT', '5'); os.environ.setdefault('HF_HUB_ETAG_TIMEOUT', '5')
from huggingface_hub import hf_hub_download
for name in ('config.json', 'model.safetensors'):
    with tempfile.TemporaryDirectory() as folder:
        path = hf_hub_download('sentence-transformers/all-MiniLM-L6-v2', name, cache_dir=folder)
        print(name, os.path.getsize(path))
`;

/** Method, path, token and body come as arguments. Only the container knows its port. */
const askScript = `[ -n "$PORT" ] || PORT=8080
exec curl -s --noproxy '*' --max-time 30 -w '\\n%{http_code}' -X "$1" -H "Authorization: Bearer $3" -H 'Content-Type: application/json' -d "$4" "http://127.0.0.1:$PORT$2"`;

/** Asks an Open WebUI container, by name, as its own administrator would. */
export function judge({ engine, host }: Parts, name: string, volume: string, version: WebUiVersion): WebUi {
  let known: string | null = null;

  /** One request from inside the container, past any proxy settings, on the port that its own settings name. */
  async function curl(path: string, method: string, body: unknown, token: string | null): Promise<Answer> {
    const command = [
      'docker',
      'exec',
      name,
      'sh',
      '-c',
      askScript,
      'sh',
      method,
      path,
      token ?? '',
      body === undefined ? '' : JSON.stringify(body),
    ];
    const { stdout } = await host.run(command, { timeoutMs: 40_000 });
    const end = stdout.lastIndexOf('\n');
    return { status: Number(stdout.slice(end + 1)) || 0, body: stdout.slice(0, Math.max(end, 0)) };
  }

  async function signIn(): Promise<string> {
    const { email, password } = administrator;
    let answer = await curl('/api/v1/auths/signin', 'POST', { email, password }, null);
    if (answer.status === 400) answer = await curl('/api/v1/auths/signup', 'POST', administrator, null);
    if (answer.status !== 200) throw new Error(`${name}: sign-in answered ${answer.status} ${answer.body}`);
    return (JSON.parse(answer.body) as { token: string }).token;
  }

  /** A container that was made anew has another secret: the token that it refuses is replaced. Sign-ins are rationed. */
  const ask: WebUi['ask'] = async (path, { method = 'GET', body } = {}) => {
    known ??= await signIn();
    const answer = await curl(path, method, body, known);
    if (answer.status !== 401 && answer.status !== 403) return answer;
    known = await signIn();
    return curl(path, method, body, known);
  };

  async function token(): Promise<string> {
    await ask('/api/v1/auths/');
    return known ?? signIn();
  }

  async function json<T>(path: string): Promise<T> {
    const answer = await ask(path);
    if (answer.status !== 200) throw new Error(`${name}: ${path} answered ${answer.status} ${answer.body}`);
    return JSON.parse(answer.body) as T;
  }

  async function logs(): Promise<string> {
    const said = await host.run(['sh', '-c', 'docker logs --tail 300 "$1" 2>&1', 'sh', name]);
    return said.stdout;
  }

  return {
    name,
    volume,
    version,
    image: webuiImage(version),
    ask,
    token,
    logs,
    async waitHealthy(ms = 150_000) {
      const end = Date.now() + ms;
      for (;;) {
        const { status } = await curl('/health', 'GET', undefined, null);
        if (status === 200) return;
        const state = (await host.run(['docker', 'inspect', '-f', '{{.State.Status}}', name])).stdout.trim();
        const over = Date.now() > end;
        // One that the engine starts again has crashed; it would crash until the time is over.
        if (over || state === 'exited' || state === 'dead' || state === 'restarting')
          throw new Error(`${name} is ${state}, not healthy\n${await logs()}`);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    },
    async listedModels(waitMs = 6_000) {
      const end = Date.now() + waitMs;
      for (;;) {
        const { models = [] } = await json<{ models?: { name: string }[] }>('/ollama/api/tags');
        if (models.length > 0 || Date.now() >= end) return models.map((model) => model.name);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    },
    ollamaConfig: () => json('/ollama/config'),
    async hubDownload(ms = 12_000) {
      const limited = ['timeout', '-s', 'KILL', `${ms / 1000}`, 'python3', '-'];
      const result = await host.run(['docker', 'exec', '-i', name, ...limited], {
        input: downloadScript,
        timeoutMs: 120_000,
      });
      if (result.code === 137) return { ok: false, error: `no download within ${ms} ms` };
      return result.code === 0 ? { ok: true } : { ok: false, error: result.stderr.trim().split('\n').at(-1) ?? '' };
    },
    settings: (...keys) => readSettings(join(engine.dataRoot, 'volumes', volume, '_data', 'webui.db'), keys),
  };
}
