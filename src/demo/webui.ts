import { createServer, type ServerResponse } from 'node:http';
import { type Listening, listen } from './listen.js';
import { readJson } from './read-json.js';
import { type Account, Accounts } from './webui-accounts.js';
import type { WebuiAnswer } from './webui-ollama.js';
import { PAGE, type WebuiSettings, type WebuiState, webuiAnswer } from './webui-routes.js';

/** How a stand-in for Open WebUI is to run. */
export interface WebuiOptions {
  /** One of the versions that were recorded, 0.5.20 to 0.12.4, or one between them (default 0.12.4). */
  readonly version?: string;
  /** The list of Ollama URLs in force, as it is, mistakes included. */
  readonly ollamaUrls: readonly string[];
  readonly ollamaEnabled?: boolean;
  readonly host?: string;
  /** Port to listen on; 0, the default, takes a free one. */
  readonly port?: number;
  /** The administrator; without one the instance waits for its first account. */
  readonly account?: Account;
  readonly listLimitMs?: number;
}
export interface Webui extends Listening {
  /** What is in force now; a change takes effect with the next request, as a changed row does in 0.10 and later. */
  readonly settings: WebuiSettings;
}

const PAGE_HTML = `<!doctype html>
<html lang="en">
\t<head>
\t\t<meta charset="utf-8" />
\t\t<title>Open WebUI</title>
\t</head>
\t<body></body>
</html>
`;

/**
 * Starts a server that answers as Open WebUI was recorded to answer, and that asks its Ollama with a client of its own.
 * @throws NodeJS.ErrnoException where the address cannot be listened on
 */
export async function startWebui(options: WebuiOptions): Promise<Webui> {
  const version = options.version ?? '0.12.4';
  const ended = new AbortController();
  const settings: WebuiSettings = {
    ollamaUrls: [...options.ollamaUrls],
    ollamaEnabled: options.ollamaEnabled ?? true,
  };
  const state: WebuiState = {
    version,
    settings,
    accounts: new Accounts(version, options.account),
    signal: ended.signal,
    listLimitMs: options.listLimitMs ?? 10_000,
  };
  const server = createServer((request, response) => {
    const method = request.method ?? 'GET';
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    const { authorization } = request.headers;
    void readJson(request)
      .then((body) => webuiAnswer({ method, path, query, authorization, body }, state))
      .then((answer) => send(response, method, answer))
      // A defect of the stand-in shows as the program's own defects do, and never ends the process that it runs in.
      .catch(() => send(response, method, { status: 500, value: 'Internal Server Error', plain: true }));
  });
  const listening = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0);
  return {
    ...listening,
    settings,
    close() {
      ended.abort();
      return listening.close();
    },
  };
}

function send(response: ServerResponse, method: string, answer: WebuiAnswer | typeof PAGE): void {
  if (response.destroyed) return;
  const [status, type, body] =
    answer === PAGE
      ? [200, 'text/html; charset=utf-8', PAGE_HTML]
      : answer.plain
        ? [answer.status, 'text/plain; charset=utf-8', String(answer.value)]
        : [answer.status, 'application/json', JSON.stringify(answer.value)];
  response.statusCode = status;
  response.setHeader('Server', 'uvicorn');
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(method === 'HEAD' ? undefined : body);
}
