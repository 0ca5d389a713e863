import { lookup } from 'node:dns/promises';
import type { Server } from 'node:http';
import { isIP } from 'node:net';
import { joinHostPort } from './ollama-host.js';

/** A server that listens, and the way to end it. */
export interface Listening {
  /** Where a client on this machine finds it, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** The address it is bound to. */
  readonly address: string;
  readonly port: number;
  /** Ends it at once, open connections included; may be called twice. */
  close(): Promise<void>;
}

const EVERY_ADDRESS = new Set(['', '0.0.0.0', '::']);

/**
 * Lets a server listen as Go does: no particular address means both families where the machine has both, and a name
 * is looked up, IPv4 first.
 * @param port 0 takes a free one
 * @throws NodeJS.ErrnoException with `code` EADDRINUSE, EADDRNOTAVAIL, EACCES or ENOTFOUND
 */
export async function listen(server: Server, host: string, port: number): Promise<Listening> {
  const every = EVERY_ADDRESS.has(host);
  const address = every ? '::' : isIP(host) > 0 ? host : await firstAddress(host);
  try {
    await bind(server, address, port);
  } catch (error) {
    if (!every || !isNoIpv6(error)) throw error;
    await bind(server, '0.0.0.0', port);
  }
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new TypeError('The server listens on no network address.');
  const reachable = every ? '127.0.0.1' : bound.address;
  return {
    url: `http://${joinHostPort(reachable, bound.port)}`,
    address: bound.address,
    port: bound.port,
    close: () => close(server),
  };
}

async function firstAddress(name: string): Promise<string> {
  // Go asks the name service for digits too, where a C library reads a number as an address.
  if (/^[\d,*]+$/.test(name)) throw Object.assign(new Error(`lookup ${name}: no such host`), { code: 'ENOTFOUND' });
  const found = await lookup(name, { all: true });
  const first = found.find((entry) => entry.family === 4) ?? found[0];
  if (first === undefined) throw Object.assign(new Error(`lookup ${name}: no such host`), { code: 'ENOTFOUND' });
  return first.address;
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, ipv6Only: false }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function isNoIpv6(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL';
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
