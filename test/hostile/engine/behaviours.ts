import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Ways in which a server fails a request, at the level of bytes. Each is given the raw connection. */
export const BEHAVIOURS = {
  hang: () => undefined,
  'headers only': (socket) => void socket.write(head('Content-Length: 5000')),
  drip: (socket) => drip(socket, head('Content-Length: 500000'), ' '),
  'cut body': (socket) => cut(socket, `${head('Content-Length: 5000')}{"Id":"a`),
  'cut chunk': (socket) => cut(socket, `${head('Transfer-Encoding: chunked')}1000\r\n{"Id":"a`),
  'bad chunk': (socket) => void socket.end(`${head('Transfer-Encoding: chunked')}zz\r\n{"Id":"a"}\r\n0\r\n\r\n`),
  closed: (socket) => void socket.destroy(),
  garbage: (socket) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n\u0000\u0001\u0002'),
  'HTTP/0.9': (socket) => void socket.end('{"Id":"a"}'),
  malformed: (socket) => answer(socket, '{"Id": "a", '),
  empty: (socket) => answer(socket, ''),
  null: (socket) => answer(socket, 'null'),
  array: (socket) => answer(socket, '[null]'),
  number: (socket) => answer(socket, '42'),
  object: (socket) => answer(socket, '{}'),
  '500': (socket) => answer(socket, '{"message":"broken"}', '500 Internal Server Error'),
  '404': (socket) => answer(socket, '{"message":"none"}', '404 Not Found'),
  '409': (socket) => answer(socket, '{"message":"paused"}', '409 Conflict'),
  redirect: (socket) =>
    void socket.end('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'),
  'huge header': (socket) => void socket.end(head(`X-Long: ${'a'.repeat(400_000)}`)),
  endless: (socket) => flood(socket),
} as const satisfies Readonly<Record<string, (socket: Socket) => void>>;
export type Behaviour = keyof typeof BEHAVIOURS;

/** Fails one request: what an HTTP server has made of it is put aside, and its connection is taken over. */
export function misbehave(behaviour: Behaviour, socket: Socket, response: ServerResponse | null): void {
  response?.detachSocket(socket);
  socket.on('error', () => undefined);
  BEHAVIOURS[behaviour](socket);
}

function head(header: string): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${header}\r\n\r\n`;
}

function answer(socket: Socket, body: string, status = '200 OK'): void {
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** The last bytes arrive, then the connection breaks off. */
function cut(socket: Socket, text: string): void {
  socket.write(text, () => setTimeout(() => socket.destroy(), 20));
}

/** A byte every 50 ms, for ever. */
function drip(socket: Socket, first: string, more: string): void {
  socket.write(first);
  const timer = setInterval(() => socket.write(more), 50);
  socket.once('close', () => clearInterval(timer));
}

/** As fast as it is read, for ever. */
function flood(socket: Socket): void {
  const block = `10000\r\n${'[1,'.repeat(21_845)}[\r\n`;
  socket.write(`${head('Transfer-Encoding: chunked')}`);
  const pour = (): void => {
    while (!socket.destroyed && socket.write(block)) {
      // Until the connection is full.
    }
  };
  socket.on('drain', pour);
  pour();
}
