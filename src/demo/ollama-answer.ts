import type { IncomingMessage } from 'node:http';
import { type Answer, cleanPath, redirect } from './go-http.js';
import { OLLAMA_ROUTES, type OllamaState, routeAnswer } from './ollama-routes.js';
import { hostHeaderAllowed, originAllowed } from './ollama-rules.js';

type Headers = readonly (readonly [string, string])[];

/** A request, read to its end. */
export interface OllamaRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  /** The model that the body names; empty where it names none. */
  readonly model: string;
  readonly streaming: boolean;
}

/** The server's rules: which origins it lets in, and whether it is bound to loopback, where the Host header counts. */
export interface OllamaRules {
  readonly origins: readonly string[];
  readonly loopback: boolean;
}

const PREFLIGHT: readonly (readonly [string, string])[] = [
  [
    'Access-Control-Allow-Headers',
    'Authorization,Content-Type,User-Agent,Accept,X-Requested-With,Openai-Beta,X-Stainless-Arch,X-Stainless-Async,' +
      'X-Stainless-Custom-Poll-Interval,X-Stainless-Helper-Method,X-Stainless-Lang,X-Stainless-Os,' +
      'X-Stainless-Package-Version,X-Stainless-Poll-Helper,X-Stainless-Retry-Count,X-Stainless-Runtime,' +
      'X-Stainless-Runtime-Version,X-Stainless-Timeout',
  ],
  ['Access-Control-Allow-Methods', 'GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS'],
  ['Access-Control-Max-Age', '43200'],
];
const PREFLIGHT_VARY = ['Origin', 'Access-Control-Request-Method', 'Access-Control-Request-Headers'] as const;

/** The answer of the stand-in, in the program's own order: router, CORS, Host header, route. */
export function ollamaAnswer(request: OllamaRequest, state: OllamaState, rules: OllamaRules): Answer {
  const { method, headers } = request;
  const question = request.url.indexOf('?');
  const target = question < 0 ? request.url : request.url.slice(0, question);
  const query = question < 0 ? '' : request.url.slice(question);
  const path = cleanPath(target);
  if (path !== target) return redirect(method, builtWithOldGo(state.version) ? 301 : 307, path + query);
  const bare = path.replace(/(?<=.)\/$/, '');
  const methods = Object.hasOwn(OLLAMA_ROUTES, bare) ? OLLAMA_ROUTES[bare] : undefined;
  if (bare !== path && methods !== undefined) return redirect(method, method === 'GET' ? 301 : 307, bare + query);

  const allow: Headers = methods === undefined || methods.includes(method) ? [] : [['Allow', methods.join(', ')]];
  const cors = corsHeaders(headers, rules.origins);
  if (cors === undefined) return { status: 403, headers: allow };
  if (cors.length > 0 && method === 'OPTIONS') return preflight([...allow, ...cors]);
  const host = rules.loopback ? hostHeaderAllowed(headers.host ?? '') : 'address';
  if (host === undefined) return { status: 403, headers: allow };
  if (host === 'name' && method === 'OPTIONS') return { status: 204, headers: allow };
  const extra = [...cors, ...vary(cors, ['Origin'])];
  if (methods === undefined) return { ...plain(404, '404 page not found'), headers: extra };
  if (allow.length > 0) return { ...plain(405, '405 method not allowed'), headers: [...allow, ...extra] };
  const answer = routeAnswer(state, path, request.model, request.streaming);
  return extra.length === 0 ? answer : { ...answer, headers: extra };
}

/** No header for a request without an origin or from the same one; undefined where the origin is not let in. */
function corsHeaders(headers: IncomingMessage['headers'], origins: readonly string[]): Headers | undefined {
  const { origin, host } = headers;
  if (origin === undefined || origin === '' || origin === `http://${host}` || origin === `https://${host}`) return [];
  if (!originAllowed(origin, origins)) return undefined;
  return [['Access-Control-Allow-Origin', origins.includes('*') ? '*' : origin]];
}

function preflight(headers: Headers): Answer {
  return { status: 204, headers: [...headers, ...vary(headers, PREFLIGHT_VARY), ...PREFLIGHT] };
}

function vary(cors: Headers, names: readonly string[]): Headers {
  const origin = cors.find(([name]) => name === 'Access-Control-Allow-Origin')?.[1];
  return origin === undefined || origin === '*' ? [] : names.map((name) => ['Vary', name] as const);
}

function plain(status: number, body: string): Answer {
  return { status, body, type: 'text/plain' };
}

/** Go's router cleans a path with 307 from Go 1.26 on, which Ollama is built with since 0.24 at the latest. */
function builtWithOldGo(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 0 && minor > 0 && minor < 24;
}
