import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** One answer, before the HTTP server has its say. */
export interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly type?: string;
  readonly headers?: readonly (readonly [string, string])[];
}

/** What Go's HTTP server answers to bytes that are no HTTP request, such as a TLS ClientHello, before it hangs up. */
const NOT_HTTP =
  'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request';

/** Answers what could not be read as a request, the way Go does. For a server's `clientError` event. */
export function answerNotHttp(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else socket.end(NOT_HTTP);
}

/** Writes an answer with the headers that Go's HTTP server sends, and none of Node's own. */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(answer.body ?? '');
  response.statusCode = answer.status;
  response.removeHeader('Connection');
  for (const [name, value] of answer.headers ?? []) response.appendHeader(name, value);
  if (answer.type !== undefined) response.setHeader('Content-Type', answer.type);
  if (answer.status !== 204) response.setHeader('Content-Length', body.length);
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Go's `http.Redirect`: a page for GET, its type alone for HEAD, neither for the rest. */
export function redirect(method: string, status: 301 | 307, location: string): Answer {
  const text = status === 301 ? 'Moved Permanently' : 'Temporary Redirect';
  const page = `<a href="${location.replaceAll('&', '&amp;')}">${text}</a>.\n\n`;
  return {
    status,
    headers: [['Location', location]],
    ...(method === 'GET' ? { body: page } : {}),
    ...(method === 'GET' || method === 'HEAD' ? { type: 'text/html; charset=utf-8' } : {}),
  };
}

/** Go's `path.Clean` as its request router uses it: no empty part, no dots; a trailing slash stays. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}${parts.length > 0 && path.endsWith('/') ? '/' : ''}`;
}
