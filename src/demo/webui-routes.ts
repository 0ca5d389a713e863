import type { Account, Accounts } from './webui-accounts.js';
import { askBackend, type BackendAnswer } from './webui-client.js';
import { detail, lowestVersion, mergedTags, numbered, verified, type WebuiAnswer } from './webui-ollama.js';
import { atLeast, publicConfig } from './webui-version.js';

/** The settings of a running stand-in that the administrator may change. */
export interface WebuiSettings {
  ollamaUrls: readonly string[];
  ollamaEnabled: boolean;
}
export interface WebuiState {
  readonly version: string;
  readonly accounts: Accounts;
  readonly settings: WebuiSettings;
  /** Ends requests to backends when the stand-in ends. */
  readonly signal: AbortSignal;
  /** Limit of lists and of verify in milliseconds; the program's default is ten seconds. */
  readonly listLimitMs: number;
}
export interface WebuiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}
/** Stands for the page: the answer to every path that is no route. */
export const PAGE = Symbol('the page');

const ALIVE: WebuiAnswer = { status: 200, value: { status: true } };

/** The routes that anybody may ask, then those of the account; `PAGE` for every other path. */
export async function webuiAnswer(request: WebuiRequest, state: WebuiState): Promise<WebuiAnswer | typeof PAGE> {
  const { method, path } = request;
  const open = openRoute(request, state);
  if (open !== undefined) return open;
  const route = privateRoute(request, state);
  if (route !== undefined) {
    if (needsAccount(path, state.version) && !state.accounts.knows(request.authorization))
      return detail(atLeast(state.version, '0.6.19') ? 401 : 403, 'Not authenticated');
    return route();
  }
  if (method === 'GET' || method === 'HEAD') return path.endsWith('.js') ? detail(404, 'Not Found') : PAGE;
  return detail(405, 'Method Not Allowed');
}

function openRoute(request: WebuiRequest, { version, accounts }: WebuiState): WebuiAnswer | undefined {
  switch (`${request.method} ${request.path}`) {
    case 'GET /health':
    case 'GET /health/db':
    case 'GET /ollama/':
    case 'HEAD /ollama/':
      return ALIVE;
    case 'GET /ready':
      return atLeast(version, '0.8.11') ? ALIVE : undefined;
    case 'GET /api/version':
      return { status: 200, value: atLeast(version, '0.6.43') ? { version, deployment_id: '' } : { version } };
    case 'GET /api/config':
      return { status: 200, value: publicConfig(version, accounts.none) };
    case 'GET /ws/socket.io/':
      return request.query.includes('transport=polling') ? { status: 400, value: 'Invalid transport' } : undefined;
    case 'POST /api/v1/auths/signin':
      return accounts.signIn(account(request.body));
    case 'POST /api/v1/auths/signup':
      return accounts.signUp(account(request.body));
    default:
      return undefined;
  }
}

function needsAccount(path: string, version: string): boolean {
  return !/^\/ollama\/api\/version(\/\d+)?$/.test(path) || atLeast(version, '0.11.0');
}

type Route = () => WebuiAnswer | Promise<WebuiAnswer>;

function privateRoute(request: WebuiRequest, state: WebuiState): Route | undefined {
  const { settings, version } = state;
  const ask = (url: string, path: string): Promise<BackendAnswer> =>
    askBackend(url + path, state.listLimitMs, state.signal);
  const all = (path: string): Promise<BackendAnswer[]> => Promise.all(settings.ollamaUrls.map((url) => ask(url, path)));
  const one = /^\/ollama(\/api\/(?:tags|version))\/(\d+)$/.exec(request.path);
  if (request.method === 'GET' && one !== null) {
    const url = settings.ollamaUrls[Number(one[2])];
    const path = one[1] ?? '';
    if (path === '/api/tags' && !settings.ollamaEnabled) return () => switchedOff(version);
    if (url === undefined) return () => ({ status: 500, value: 'Internal Server Error', plain: true });
    return async () => numbered(version, await askBackend(strict(version, url) + path, null, state.signal));
  }
  switch (`${request.method} ${request.path}`) {
    case 'GET /ollama/api/tags':
      return async () => (settings.ollamaEnabled ? mergedTags(await all('/api/tags')) : switchedOff(version));
    case 'GET /ollama/api/version':
      return async () =>
        settings.ollamaEnabled ? lowestVersion(await all('/api/version')) : { status: 200, value: { version: false } };
    case 'POST /ollama/verify':
      return async () => verified(await ask(String(request.body.url ?? ''), '/api/version'));
    case 'GET /ollama/config':
      return () => ollamaConfig(settings);
    case 'POST /ollama/config/update':
      return () => {
        settings.ollamaEnabled = request.body.ENABLE_OLLAMA_API === true;
        const urls = request.body.OLLAMA_BASE_URLS;
        settings.ollamaUrls = Array.isArray(urls) ? urls.map(String) : [];
        return ollamaConfig(settings);
      };
    case 'GET /api/models':
      return async () => ({ status: 200, value: { data: models(mergedTags(await all('/api/tags'))) } });
    case 'GET /api/version/updates':
      return () => ({ status: 200, value: { current: version, latest: version } });
    default:
      return undefined;
  }
}

function ollamaConfig({ ollamaEnabled, ollamaUrls }: WebuiSettings): WebuiAnswer {
  const value = { ENABLE_OLLAMA_API: ollamaEnabled, OLLAMA_BASE_URLS: ollamaUrls, OLLAMA_API_CONFIGS: {} };
  return { status: 200, value };
}

function switchedOff(version: string): WebuiAnswer {
  if (!atLeast(version, '0.8.0')) return { status: 200, value: { models: [] } };
  const recent = atLeast(version, '0.9.0');
  return detail(
    503,
    recent ? 'The Ollama API is disabled. Please enable it to use this feature.' : 'Ollama API is disabled',
  );
}

/** Before 0.9.6 the numbered routes had a client of their own, which refuses the blanks that the other one drops. */
function strict(version: string, url: string): string {
  return atLeast(version, '0.9.6') || !/[\r\n\t]/.test(url) ? url : `invalid:${url}`;
}

function models(answer: WebuiAnswer): readonly object[] {
  const value = answer.value;
  const list = typeof value === 'object' && value !== null && 'models' in value ? value.models : [];
  return Array.isArray(list)
    ? list.map((each) => ({ id: each.model, name: each.name, object: 'model', owned_by: 'ollama' }))
    : [];
}

function account(body: Readonly<Record<string, unknown>>): Account {
  return { email: String(body.email ?? ''), password: String(body.password ?? '') };
}
