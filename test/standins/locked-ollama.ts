import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server behind the key does besides. */
export interface LockedOptions {
  /** The value of `Authorization` that it answers to. */
  readonly authorization: string;
  /** Sends who asks on to another server. */
  readonly redirect?: string;
  /** Repeats in its answers what it was sent, as a careless or hostile server does. */
  readonly repeats?: boolean;
  /** Status of a refusal; 401 where absent. */
  readonly refusal?: number;
}
export interface LockedOllama {
  readonly url: string;
  /** `<path> <authorization>` of every request. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** An Ollama behind a reverse proxy that asks for a key, on loopback. */
export async function startLockedOllama(options: LockedOptions): Promise<LockedOllama> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { authorization = '-' } = request.headers;
    asked.push(`${request.url} ${authorization}`);
    if (options.redirect) return response.writeHead(307, { location: `${options.redirect}${request.url}` }).end();
    const headers = {
      'content-type': 'application/json',
      ...(options.repeats && { server: authorization, link: `<http://x/${authorization.replace(' ', '/')}>` }),
    };
    const more = options.repeats ? { seen: { [authorization]: request.headers } } : {};
    if (authorization !== options.authorization)
      return response.writeHead(options.refusal ?? 401, headers).end(JSON.stringify({ error: 'who are you', ...more }));
    const body = request.url === '/api/version' ? { version: '0.32.15' } : { models: [{ name: 'a:1' }] };
    return response.writeHead(200, headers).end(JSON.stringify({ ...body, ...more }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
