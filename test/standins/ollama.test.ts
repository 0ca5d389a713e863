import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startOllama } from '../../src/demo/ollama.js';
import { type Exchange, exchange } from './exchange.js';
import { startPythonOllama } from './python-ollama.js';

interface Recorded extends Exchange {
  readonly binding: '127.0.0.1' | '0.0.0.0';
  readonly request: string;
  readonly send?: Readonly<Record<string, string>>;
  readonly sendBody?: object;
}
interface Recording {
  readonly tiny: string;
  readonly answers: readonly Recorded[];
}
interface Running {
  readonly port: number;
  close(): Promise<void>;
}

const recording: Recording = JSON.parse(readFileSync(join(import.meta.dirname, 'recordings', 'ollama.json'), 'utf8'));
const table = recording.answers.map((row) => ({ ...row, sent: JSON.stringify({ ...row.send, ...row.sendBody }) }));

const STANDINS: Readonly<Record<string, (host: string, models: string, origins?: string) => Promise<Running>>> = {
  typescript: (host, models, origins) =>
    startOllama({ host, port: 0, models: models.split(',').filter((name) => name !== ''), origins }),
  python: (host, models, origins) => startPythonOllama(host, models, { OLLAMA_ORIGINS: origins }),
};

describe.each(Object.entries(STANDINS))('the %s stand-in for Ollama', (_, start) => {
  const running = new Map<string, Running>();
  beforeAll(async () => {
    for (const host of ['127.0.0.1', '0.0.0.0']) running.set(host, await start(host, 'tiny'));
  });
  afterAll(() => Promise.all([...running.values()].map((each) => each.close())));
  const port = (binding: string): number => running.get(binding)?.port ?? 0;

  test.each(table)('bound to $binding answers $request $sent as recorded', async (row) => {
    const [method = '', path = ''] = row.request.split(' ');
    const body = row.sendBody === undefined ? undefined : JSON.stringify(row.sendBody);
    const seen = await exchange(port(row.binding), { method, path, headers: row.send, body });
    expect({ ...seen, headers: known(seen.headers), body: masked(seen.body) }).toEqual({
      status: row.status,
      headers: row.headers,
      body: row.body.replace('<tiny>', recording.tiny),
    });
  });

  test('speaks no TLS', async () => {
    const socket = connectTls({ port: port('127.0.0.1'), host: '127.0.0.1', rejectUnauthorized: false });
    const code = await new Promise((resolve) => {
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
      socket.on('secureConnect', () => resolve('secure'));
    });
    expect(code).toBe('ERR_SSL_WRONG_VERSION_NUMBER');
  });

  test('answers what is no HTTP request as Go does, and hangs up', async () => {
    const socket = connect(port('0.0.0.0'), '127.0.0.1');
    socket.write(Buffer.from('\x16\x03\x01\x00\x05hello\n', 'latin1'));
    let answer = '';
    for await (const part of socket) answer += part;
    expect(answer).toBe(
      'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request',
    );
  });

  test.each([
    ['', 'app://anything', 200],
    ['', 'http://127.0.0.1:8080', 200],
    ['', 'http://127.0.0.1.example.com', 403],
    ['http://example.com', 'http://example.com', 200],
    ['http://example.com', 'http://sub.example.com', 403],
    ['http://*.example.com', 'http://sub.example.com', 200],
    ['*', 'http://anything.example', 200],
  ])('with OLLAMA_ORIGINS=%s answers a page of %s with %i', async (setting, origin, status) => {
    const server = await start('127.0.0.1', '', setting);
    const headers = { Origin: origin };
    const answer = await exchange(server.port, { method: 'GET', path: '/api/tags', headers });
    await server.close();
    const allowed = setting === '*' ? '*' : origin;
    expect([answer.status, answer.headers['Access-Control-Allow-Origin']]).toEqual([
      status,
      status === 200 ? allowed : undefined,
    ]);
  });

  test('lists a model after it was pulled, and not after it was deleted', async () => {
    const fresh = await start('127.0.0.1', '');
    try {
      const names = async (): Promise<unknown> =>
        (await exchange(fresh.port, { method: 'GET', path: '/api/tags' })).body;
      expect(await names()).toBe('{"models":[]}');
      const body = JSON.stringify({ model: 'llama3.2' });
      const pulled = await exchange(fresh.port, { method: 'POST', path: '/api/pull', body });
      expect(pulled.body).toContain('{"status":"success"}\n');
      expect(await names()).toContain('"name":"llama3.2:latest"');
      expect((await exchange(fresh.port, { method: 'DELETE', path: '/api/delete', body })).status).toBe(200);
      expect(await names()).toBe('{"models":[]}');
    } finally {
      await fresh.close();
    }
  });
});

/** Without what the recording left out: the date, and what belongs to the connection and not to the answer. */
function known(headers: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'Date' && name !== 'Connection'));
}

function masked(body: string): string {
  return body
    .replace(/"modified_at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z"/, '"modified_at":"<time>"')
    .replace(/"digest":"[0-9a-f]{64}"/, '"digest":"<digest>"')
    .replace(/"created":\d{10}/, '"created":<seconds>');
}
