import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import type { Canary } from '../types/check.js';

/** How long a canary lives, in milliseconds: longer than one probe, shorter than a round. */
const LIFETIME_MS = 10_000;

/**
 * Opens a short-lived listener with a random token, so that a container's way to this machine can be tried without
 * touching Ollama: where it arrives here and not at Ollama's port, Ollama listens elsewhere; where it does not, a
 * firewall stands in between.
 * @param address an address of this machine
 * @returns its port and token, or null where the address cannot be listened on
 */
export function openCanary(address: string): Promise<Canary | null> {
  const token = randomBytes(16).toString('hex');
  const answer = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${token.length}\r\nConnection: close\r\n\r\n${token}`;
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.setTimeout(LIFETIME_MS, () => socket.destroy());
    socket.once('data', () => socket.end(answer));
  });
  const timer = setTimeout(() => server.close(), LIFETIME_MS);
  timer.unref();
  server.unref();
  return new Promise((resolve) => {
    server.once('error', () => {
      clearTimeout(timer);
      resolve(null);
    });
    server.listen(0, address, () => {
      const bound = server.address();
      const close = (): void => {
        clearTimeout(timer);
        server.close();
      };
      resolve(bound !== null && typeof bound === 'object' ? { port: bound.port, token, close } : null);
    });
  });
}
