import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Docker from 'dockerode';
import { EXEC_OVERHEAD_MS } from '../../src/budgets.js';
import type { Container } from '../../src/types/deployment.js';
import type { Vantage } from '../../src/types/vantage.js';
import { containerVantage } from '../../src/vantage/container.js';

let dir: string;
let server: Server | null = null;
const open = new Set<Socket>();
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'owuidoc-engine-'));
});
afterEach(() => {
  for (const socket of open) socket.destroy();
  server?.close();
  server = null;
  rmSync(dir, { recursive: true });
});

const never = new AbortController().signal;
const limitMs = 300;
/** A vantage point whose engine does as it is told. */
async function behind(
  engine: ((socket: Socket) => void) | null,
  state: Container['state'] = 'running',
): Promise<Vantage> {
  const socketPath = join(dir, 'docker.sock');
  if (engine) {
    server = createServer((socket) => {
      open.add(socket);
      socket.on('error', () => {});
      engine(socket);
    });
    await new Promise<void>((resolve) => server?.listen(socketPath, resolve));
  }
  const docker = new Docker({ host: undefined, socketPath });
  return containerVantage(docker, { id: 'abc', name: 'open-webui', state }, { limitMs });
}
function reply(status: string, body: string): (socket: Socket) => void {
  const head = `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  return (socket) => {
    socket.once('data', () => socket.end(head + body));
  };
}

test.each([
  ['is not there', null, 'ENGINE_FAILED'],
  ['hangs', () => {}, 'EXEC_TIMEOUT'],
  ['closes', (socket: Socket) => socket.end(), 'ENGINE_FAILED'],
  ['speaks something else', (socket: Socket) => socket.end('hello\r\n'), 'ENGINE_FAILED'],
  ['is broken', reply('500 Oh', '{"message":"broken"}'), 'ENGINE_FAILED'],
  ['knows no such container', reply('404 Not Found', '{"message":"none"}'), 'CONTAINER_GONE'],
  ['says that it is paused', reply('409 Conflict', '{"message":"paused"}'), 'CONTAINER_NOT_RUNNING'],
] as const)('an engine that %s', async (_what, engine, code) => {
  const vantage = await behind(engine);
  const start = performance.now();
  const [seen] = await vantage.ask({ kind: 'clock' }, never);
  expect(seen).toMatchObject({ vantage: 'container:open-webui', outcome: 'aborted', phase: null, evidence: { code } });
  expect(performance.now() - start).toBeLessThan(limitMs + EXEC_OVERHEAD_MS + 200);
});

test.each(['exited', 'paused', 'restarting', 'created', 'dead'] as const)(
  'a container that is %s is not asked',
  async (state) => {
    const vantage = await behind(null, state);
    expect(vantage.availability).toEqual({
      ok: false,
      reason: { code: 'vantage.container-not-running', args: { name: 'open-webui', state } },
    });
    const [seen] = await vantage.ask({ kind: 'clock' }, never);
    expect(seen).toMatchObject({ outcome: 'aborted', evidence: { code: 'CONTAINER_NOT_RUNNING' } });
  },
);
