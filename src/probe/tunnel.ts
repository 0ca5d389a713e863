import http from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Ending, within } from './ending.js';
import { Fault } from './fault.js';
import type { ForwardProxy } from './proxy.js';

/**
 * Asks a proxy for a tunnel to a server: one CONNECT over a socket that is open already.
 * @param socket connected to the proxy
 * @param authority `host:port` of the server
 * @returns the same socket, now leading to the server
 * @throws Fault in phase proxy: refused with a status, closed, garbage, silence
 */
export function tunnel(socket: Socket, proxy: ForwardProxy, authority: string, ending: Ending): Promise<Duplex> {
  const shown = { url: proxy.shown, variable: proxy.variable };
  return within<Duplex>(ending, 'proxy', (done, fail) => {
    const request = http.request({
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...proxyHeaders(proxy) },
      setHost: false,
      createConnection: () => socket,
    });
    request.on('error', fail);
    request.once('connect', (answer, open) => {
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) return done(open);
      open.destroy();
      fail(new Fault('proxy', 'proxy-failed', { status, proxy: { ...shown, status } }));
    });
    // A proxy that treats CONNECT as an ordinary request.
    request.once('response', (answer) => {
      const status = answer.statusCode ?? 0;
      answer.destroy();
      fail(new Fault('proxy', 'proxy-failed', { status, proxy: { ...shown, status } }));
    });
    request.end();
    return () => socket.destroy();
  });
}

/** The password of a proxy's URL goes to that proxy, and nowhere else. */
export function proxyHeaders(proxy: ForwardProxy): Readonly<Record<string, string>> {
  const { username = '', password = '' } = proxy.url ?? {};
  if (username === '' && password === '') return {};
  const plain = `${decode(username)}:${decode(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(plain).toString('base64')}` };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
