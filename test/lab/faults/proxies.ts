import { connect, type Socket } from 'node:net';
import type { Client } from '../../../src/types/probe.js';
import type { Fault, Place } from './fault.js';
import { afterRequest, answer, get, serve, serveTls } from './servers.js';

/** A server asked through a proxy that goes wrong. */
function through(
  name: string,
  scheme: 'http' | 'https',
  proxy: (socket: Socket) => void,
  expected: Pick<Fault, 'outcome' | 'phase' | 'code' | 'evidence'>,
): Fault {
  return {
    name,
    start: async (place) => {
      const { port, close } = await serve(place, proxy);
      const env = { [`${scheme}_proxy`]: `http://user:secret@${place.host}:${port}` };
      return {
        request: { kind: 'http', method: 'GET', url: `${scheme}://origin.example/`, client: 'aiohttp', expect: 'any' },
        env,
        close,
      };
    },
    ...expected,
  };
}
const failed = (code: RegExp | null, status?: number) => ({
  outcome: 'proxy-failed' as const,
  phase: 'proxy' as const,
  ...(code && { code }),
  ...(status !== undefined && { evidence: { status } }),
});
const says = (status: string) => answer('', status);

/** Proxies that do not do their work, and two that do. */
export const PROXY_FAULTS: readonly Fault[] = [
  through('tunnel: proxy asks for a password', 'https', says('407 Proxy Authentication Required'), failed(null, 407)),
  through('tunnel: proxy forbids', 'https', says('403 Forbidden'), failed(null, 403)),
  through('tunnel: proxy cannot reach the server', 'https', says('502 Bad Gateway'), failed(null, 502)),
  through(
    'tunnel: proxy closes',
    'https',
    afterRequest((socket) => socket.end()),
    failed(/^ECONNRESET$/),
  ),
  through(
    'tunnel: proxy resets',
    'https',
    afterRequest((socket) => socket.resetAndDestroy()),
    failed(/^ECONNRESET$/),
  ),
  through('tunnel: proxy is silent', 'https', (socket) => socket.resume(), failed(/^LIMIT$/)),
  through(
    'tunnel: proxy speaks something else',
    'https',
    afterRequest((socket) => socket.end('SSH-2.0-x\r\n')),
    failed(/^HPE_INVALID_CONSTANT$/),
  ),
  through('request: proxy asks for a password', 'http', says('407 Proxy Authentication Required'), failed(null, 407)),
  through(
    'request: proxy closes',
    'http',
    afterRequest((socket) => socket.end()),
    failed(/^ECONNRESET$/),
  ),
  through('request: proxy cannot reach the server', 'http', says('502 Bad Gateway'), {
    outcome: 'http-status',
    phase: 'http',
    evidence: { status: 502 },
  }),
  through('request: silence', 'http', (socket) => socket.resume(), {
    outcome: 'timeout',
    phase: 'http',
    code: /^LIMIT$/,
  }),
  through(
    'request: answered',
    'http',
    afterRequest((socket, head) =>
      socket.end(`HTTP/1.1 200 OK\r\n\r\n{"whole":${head.startsWith('GET http://origin.example/ HTTP/1.1\r\n')}}`),
    ),
    { outcome: 'ok', phase: 'body', evidence: { json: { whole: true } } },
  ),
  {
    name: 'proxy refuses',
    start: async () => ({
      request: { kind: 'http', method: 'GET', url: 'https://origin.example/', client: 'httpx', expect: 'any' },
      env: { ALL_PROXY: 'http://127.0.0.1:1' },
      close: async () => {},
    }),
    ...failed(/^ECONNREFUSED$/),
    evidence: { proxy: { url: 'http://127.0.0.1:1', variable: 'ALL_PROXY', code: 'ECONNREFUSED' } },
  },
  {
    name: 'proxy is no URL',
    start: async () => ({
      request: { kind: 'http', method: 'GET', url: 'http://origin.example/', client: 'aiohttp', expect: 'any' },
      env: { http_proxy: 'http://' },
      close: async () => {},
    }),
    ...failed(/^ERR_INVALID_URL$/),
  },
  {
    name: 'tunnel: in order',
    start: tunnelled,
    outcome: 'ok',
    phase: 'body',
    evidence: { status: 200, trusted: true },
  },
];

async function tunnelled(place: Place, client: Client = 'aiohttp') {
  const origin = await serveTls(place, place.certificates.good);
  const proxy = await serve(
    place,
    afterRequest((socket, head) => {
      const port = Number(/^CONNECT \S+:(\d+) HTTP\/1\.1\r\n/.exec(head)?.[1]);
      const onward = connect(port, place.host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      onward.on('error', () => socket.destroy());
    }),
  );
  const close = async () => {
    await proxy.close();
    await origin.close();
  };
  const env = { https_proxy: `http://${place.host}:${proxy.port}`, SSL_CERT_FILE: place.certificates.caFile };
  return { request: get(place, origin.port, { scheme: 'https', client }), env, close };
}
