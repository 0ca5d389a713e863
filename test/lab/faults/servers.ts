import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls';
import type { HttpProbe } from '../../../src/types/probe.js';
import type { Pair } from './certificates.js';
import type { Place, Standing } from './fault.js';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** A TCP server that does one thing with each connection. */
export function serve(place: Pick<Place, 'listen'>, serveOne: (socket: Socket) => void): Promise<Listening> {
  return listen(createServer(serveOne), place.listen);
}
/** The same over TLS. */
export function serveTls(
  place: Place,
  pair: Pair,
  serveOne: (socket: TLSSocket) => void = answer('{}'),
  options: TlsOptions = {},
): Promise<Listening> {
  const server = createTlsServer({ ...pair, ...options }, serveOne);
  server.on('tlsClientError', () => {});
  return listen(server, place.listen);
}

function listen(server: Server, address: string): Promise<Listening> {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
  });
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of open) socket.destroy();
      server.close(() => resolve());
    });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, address, () => {
      const bound = server.address();
      resolve({ port: typeof bound === 'object' && bound ? bound.port : 0, close });
    });
  });
}

/** Waits for the end of the request's head, then does something with the connection. */
export function afterRequest(then: (socket: Socket, head: string) => void): (socket: Socket) => void {
  return (socket) => {
    let head = '';
    socket.on('error', () => {});
    socket.on('data', function read(chunk: Buffer) {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', read);
      socket.resume();
      then(socket, head);
    });
  };
}
/** Answers every request with the same bytes, then FIN. */
export function bytes(text: string | Buffer): (socket: Socket) => void {
  return afterRequest((socket) => socket.end(text));
}
/** A whole answer. */
export function answer(body: string, status = '200 OK', headers: readonly string[] = []): (socket: Socket) => void {
  const lines = [`HTTP/1.1 ${status}`, 'Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`];
  return bytes(`${[...lines, ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`);
}
/** Writes a little again and again until the connection is gone. */
export function drip(socket: Socket, text: string, everyMs = 40): void {
  const timer = setInterval(() => socket.write(text), everyMs);
  socket.on('close', () => clearInterval(timer));
}

/** A GET of a server's root. */
export function get(
  place: Place,
  port: number,
  more: Partial<HttpProbe> & { readonly scheme?: string } = {},
): HttpProbe {
  const { scheme = 'http', ...rest } = more;
  const host = place.host.includes(':') ? `[${place.host}]` : place.host;
  return {
    kind: 'http',
    method: 'GET',
    url: `${scheme}://${host}:${port}/`,
    client: 'aiohttp',
    expect: 'any',
    ...rest,
  };
}
/** A fault that is one server and one GET. */
export async function standing(
  place: Place,
  server: Promise<Listening>,
  more: Parameters<typeof get>[2] = {},
): Promise<Standing> {
  const { port, close } = await server;
  return { request: get(place, port, more), close };
}
