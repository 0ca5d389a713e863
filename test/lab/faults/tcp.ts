import type { Fault } from './fault.js';
import { afterRequest, serve, standing } from './servers.js';

/** A port that nobody listens on: taken, and given back. */
async function closedPort(listen: string): Promise<number> {
  const { port, close } = await serve({ listen }, () => {});
  await close();
  return port;
}

/** Connections: refused, reset, closed. */
export const TCP_FAULTS: readonly Fault[] = [
  {
    name: 'closed port',
    start: async (place) => ({
      request: { kind: 'tcp', host: place.host, port: await closedPort(place.listen) },
      close: async () => {},
    }),
    outcome: 'refused',
    phase: 'tcp',
    code: /^ECONNREFUSED$/,
  },
  {
    name: 'closed port, asked by HTTP',
    start: async (place) => ({
      request: {
        kind: 'http',
        method: 'GET',
        url: `http://${place.host}:${await closedPort(place.listen)}/`,
        client: 'aiohttp',
        expect: 'any',
      },
      close: async () => {},
    }),
    outcome: 'refused',
    phase: 'tcp',
    code: /^ECONNREFUSED$/,
  },
  {
    name: 'open port',
    start: async (place) => {
      const { port, close } = await serve(place, () => {});
      return { request: { kind: 'tcp', host: place.host, port }, close };
    },
    outcome: 'ok',
    phase: 'tcp',
  },
  {
    name: 'RST after the request',
    start: (place) =>
      standing(
        place,
        serve(
          place,
          afterRequest((socket) => socket.resetAndDestroy()),
        ),
      ),
    outcome: 'reset',
    phase: 'http',
    code: /^ECONNRESET$/,
  },
  {
    name: 'FIN after the request',
    start: (place) =>
      standing(
        place,
        serve(
          place,
          afterRequest((socket) => socket.end()),
        ),
      ),
    outcome: 'closed',
    phase: 'http',
    code: /^ECONNRESET$/,
  },
  {
    name: 'silence after the request',
    start: (place) =>
      standing(
        place,
        serve(place, (socket) => socket.resume()),
      ),
    outcome: 'timeout',
    phase: 'http',
    code: /^LIMIT$/,
  },
];
