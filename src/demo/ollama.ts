import { createServer, type Server } from 'node:http';
import { BlockList } from 'node:net';
import { answerNotHttp, sendAnswer } from './go-http.js';
import { type Listening, listen } from './listen.js';
import { type OllamaRequest, type OllamaRules, ollamaAnswer } from './ollama-answer.js';
import { fullModelName, type OllamaState } from './ollama-routes.js';
import { allowedOrigins } from './ollama-rules.js';
import { readJson } from './read-json.js';

/** How a stand-in for Ollama is to run. */
export interface OllamaOptions {
  /** Address to listen on (default 127.0.0.1); `0.0.0.0`, `::` and the empty text mean every one, as for the program. */
  readonly host?: string;
  /** Port to listen on; 0, the default, takes a free one. */
  readonly port?: number;
  /** Models that are there from the start. */
  readonly models?: readonly string[];
  readonly version?: string;
  /** The value of `OLLAMA_ORIGINS`. */
  readonly origins?: string;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

/**
 * Starts a server that answers as Ollama 0.32.15 was recorded to answer: routes, Host and Origin rules, redirects,
 * plain HTTP only.
 * @throws NodeJS.ErrnoException where the address cannot be listened on; RangeError for origins the program refuses.
 */
export async function startOllama(options: OllamaOptions = {}): Promise<Listening> {
  const origins = allowedOrigins(options.origins ?? '');
  const state: OllamaState = {
    version: options.version ?? '0.32.15',
    startedAt: new Date(),
    models: new Set((options.models ?? []).map(fullModelName)),
  };
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const rules: OllamaRules = { origins, loopback: isLoopback(server) };
    const answered = readJson(request).then((body) => {
      const read: OllamaRequest = {
        method: request.method ?? 'GET',
        url: request.url ?? '/',
        headers: request.headers,
        model: [body.model, body.name].find((value) => typeof value === 'string') ?? '',
        streaming: body.stream !== false,
      };
      sendAnswer(request, response, ollamaAnswer(read, state, rules));
    });
    // A defect of the stand-in ends this connection, and never the process that it runs in.
    answered.catch(() => response.destroy());
  });
  server.on('clientError', answerNotHttp);
  return listen(server, options.host ?? '127.0.0.1', options.port ?? 0);
}

function isLoopback(server: Server): boolean {
  const address = server.address();
  if (address === null || typeof address === 'string') return false;
  return LOOPBACK.check(address.address, address.family === 'IPv6' ? 'ipv6' : 'ipv4');
}
