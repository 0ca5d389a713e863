import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type EngineFound, findEngine } from '../../src/deployment/engine.js';
import { holdsWebui } from '../../src/deployment/engine-world.js';

let folder = '';
let servers: net.Server[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'owui-doctor-test-'));
});
afterEach(async () => {
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  servers = [];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const listen = (server: net.Server, where: string | number): Promise<void> => {
  servers.push(server);
  return new Promise((resolve) =>
    typeof where === 'string' ? server.listen(where, resolve) : server.listen(where, '127.0.0.1', resolve),
  );
};

/** An engine as far as finding it goes. */
function engine(answers: {
  readonly name?: string;
  readonly system?: string;
  readonly images?: readonly string[];
  readonly status?: number;
}): http.Server {
  return http.createServer((request, response) => {
    response.writeHead(answers.status ?? 200, { 'content-type': 'application/json', connection: 'close' });
    const path = request.url ?? '';
    if (path.startsWith('/version'))
      response.end(JSON.stringify({ Version: '20.10.24', Components: [{ Name: answers.name ?? 'Engine' }] }));
    else if (path.startsWith('/info'))
      response.end(JSON.stringify({ OperatingSystem: answers.system ?? 'Debian GNU/Linux 12', Name: 'box' }));
    else
      response.end(
        JSON.stringify((answers.images ?? []).map((Image) => ({ Id: 'a1', Image, Names: ['/x'], Labels: {} }))),
      );
  });
}

function find(
  env: Record<string, string>,
  more: { readonly limitMs?: number; readonly expected?: boolean } = {},
): Promise<EngineFound> {
  return findEngine(
    { env, platform: 'linux', home: folder, uid: 4242, ownAddresses: new Set(), expected: false, ...more },
    holdsWebui,
    new AbortController().signal,
  );
}
const named = (path: string, more?: Parameters<typeof find>[1]) => find({ DOCKER_HOST: `unix://${path}` }, more);

describe('one engine', () => {
  test.each([
    ['Docker', { name: 'Engine' }, { kind: 'docker', virtualMachine: false }],
    ['Podman', { name: 'Podman Engine' }, { kind: 'podman' }],
    ['Docker Desktop', { system: 'Docker Desktop' }, { kind: 'docker', virtualMachine: true }],
  ])('%s', async (name, answers, expected) => {
    const path = join(folder, `${name}.sock`);
    await listen(engine(answers), path);
    const { engine: found, docker } = await named(path);
    expect(found).toMatchObject({
      state: 'reachable',
      version: '20.10.24',
      address: `unix://${path}`,
      remote: false,
      ...expected,
    });
    expect(docker).not.toBeNull();
  });

  test('over TCP and over a socket, whatever DOCKER_HOST of this process says', async () => {
    const server = engine({});
    await listen(server, 0);
    const { port } = server.address() as AddressInfo;
    const before = process.env.DOCKER_HOST;
    process.env.DOCKER_HOST = 'tcp://127.0.0.1:1';
    try {
      const { engine: found } = await find({ DOCKER_HOST: `tcp://127.0.0.1:${port}` });
      expect(found).toMatchObject({ state: 'reachable', remote: false });
      expect(process.env.DOCKER_HOST).toBe('tcp://127.0.0.1:1');
      const path = join(folder, 'beside.sock');
      await listen(engine({}), path);
      expect((await named(path)).engine).toMatchObject({ state: 'reachable', address: `unix://${path}` });
    } finally {
      if (before === undefined) delete process.env.DOCKER_HOST;
      else process.env.DOCKER_HOST = before;
    }
  });
});

describe('no engine', () => {
  const outcome = ({ engine: found }: EngineFound) =>
    found.state === 'reachable' || found.state === 'not-asked'
      ? found.state
      : [found.state, found.tried[0]?.outcome, found.tried[0]?.code];

  test('absent', async () => {
    const found = await named(join(folder, 'absent.sock'));
    expect(outcome(found)).toEqual(['unreachable', 'absent', 'ENOENT']);
    expect(found.engine).toMatchObject({ expected: true, socket: null });
  });

  test('a plain file, and a socket that nobody listens on', async () => {
    const path = join(folder, 'plain');
    writeFileSync(path, '');
    expect(outcome(await named(path))).toEqual(['unreachable', 'refused', 'ECONNREFUSED']);
  });

  test('accepts and stays silent: bounded by the limit', async () => {
    const path = join(folder, 'silent.sock');
    const held: net.Socket[] = [];
    await listen(
      net.createServer((socket) => held.push(socket)),
      path,
    );
    const started = performance.now();
    const found = await named(path, { limitMs: 300 });
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(outcome(found)).toEqual(['unreachable', 'timeout', 'ABORT_ERR']);
    for (const socket of held) socket.destroy();
  });

  test.each([
    ['closes at once', (socket: net.Socket) => void socket.resume().end(), 'failed'],
    ['speaks garbage', (socket: net.Socket) => void socket.resume().end('SSH-2.0-x\r\n'), 'failed'],
  ])('%s', async (name, behave, expected) => {
    const path = join(folder, `${name}.sock`);
    await listen(
      net.createServer((socket) => {
        socket.on('error', () => undefined);
        behave(socket);
      }),
      path,
    );
    expect(outcome(await named(path))).toEqual(['unreachable', expected, expect.any(String)]);
  });

  test('answers with an error', async () => {
    const path = join(folder, 'error.sock');
    await listen(engine({ status: 500 }), path);
    expect(outcome(await named(path))).toEqual(['unreachable', 'failed', 'HTTP 500']);
  });

  test('no place at all is expected to have one, unless something says so', async () => {
    const none = await find({ XDG_RUNTIME_DIR: folder });
    if (none.engine.state === 'unreachable' && none.engine.tried.every(({ outcome: seen }) => seen === 'absent'))
      expect(none.engine.expected).toBe(false);
    const said = await find({ XDG_RUNTIME_DIR: folder }, { expected: true });
    if (said.engine.state === 'unreachable') expect(said.engine.expected).toBe(true);
  });
});

test('of several engines, the one with Open WebUI counts, and one that hangs is not waited for', async () => {
  await listen(engine({ images: ['redis:7'] }), join(folder, 'docker.sock'));
  for (const place of ['.colima/default', '.rd']) mkdirSync(join(folder, place), { recursive: true });
  const colima = join(folder, '.colima/default/docker.sock');
  await listen(engine({ images: ['ghcr.io/open-webui/open-webui:main'] }), colima);
  const held: net.Socket[] = [];
  await listen(
    net.createServer((socket) => held.push(socket)),
    join(folder, '.rd/docker.sock'),
  );
  const started = performance.now();
  const { engine: found } = await find({ XDG_RUNTIME_DIR: folder });
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(found).toMatchObject({ state: 'reachable', address: `unix://${colima}` });
  for (const socket of held) socket.destroy();
});
