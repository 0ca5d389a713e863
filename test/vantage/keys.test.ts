import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ollamaTags } from '../../src/types/requests.js';
import { hostVantage } from '../../src/vantage/host.js';
import { withKeys } from '../../src/vantage/keyed.js';
import { type LockedOllama, type LockedOptions, startLockedOllama } from '../standins/locked-ollama.js';
import { makeWebuiDb } from '../standins/webui-db.js';

const KEY = 'sk-verysecretkey-123';
const BEARER = `Bearer ${KEY}`;
const { signal } = new AbortController();

let folder = '';
const servers: LockedOllama[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'owui-doctor-keys-'));
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  rmSync(folder, { recursive: true, force: true });
});
async function locked(options: Partial<LockedOptions> = {}): Promise<LockedOllama> {
  const server = await startLockedOllama({ authorization: BEARER, ...options });
  servers.push(server);
  return server;
}
function store(version: string, urls: readonly string[], configs: object): void {
  makeWebuiDb(join(folder, 'webui.db'), { version, urls, rows: { 'ollama.api_configs': configs } });
}
/** One question with the key of the connection at a position, as it is asked where Open WebUI runs. */
async function ask(url: string, how: { version?: string; env?: Record<string, string>; position?: number } = {}) {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, DATA_DIR: folder, ...how.env };
  const python = { command: ['python3'], env, app: null, uid: null };
  const vantage = withKeys(hostVantage({ env: {}, limitMs: 3_000 }), python, how.version ?? '0.12.4', 3_000);
  const keyOf = { connection: 'ollama', position: how.position ?? 0 } as const;
  const [seen] = await vantage.ask(ollamaTags(url, keyOf), signal);
  expect(JSON.stringify(seen)).not.toContain(KEY);
  return seen;
}

describe.each(['0.12.4', '0.9.6', '0.6.43'])('the settings of %s', (version) => {
  test('give the key of the connection by its position, in the place of the URL, and by the URL itself', async () => {
    const server = await locked();
    store(version, ['http://other:1', server.url], { 0: { key: 'another' }, 1: { key: KEY, enable: true } });
    const seen = await ask(server.url, { version, position: 1 });
    expect([seen.outcome, seen.evidence.status, seen.evidence.key]).toEqual(['ok', 200, 'sent']);
    expect(server.asked).toEqual([`/api/tags ${BEARER}`]);
    rmSync(join(folder, 'webui.db'));
    store(version, [server.url], { [server.url]: { key: KEY } });
    expect((await ask(server.url, { version })).evidence.key).toBe('sent');
  });

  test('a wrong key is told as sent, and refused', async () => {
    const server = await locked();
    store(version, [server.url], { 0: { key: 'another' } });
    const seen = await ask(server.url, { version });
    expect([seen.outcome, seen.evidence.status, seen.evidence.key]).toEqual(['http-status', 401, 'sent']);
  });
});

test('the environment counts where nothing is stored, and where the database is switched off', async () => {
  const server = await locked();
  const env = { OLLAMA_BASE_URL: server.url, OLLAMA_API_CONFIGS: JSON.stringify({ 0: { key: KEY } }) };
  expect((await ask(server.url, { env })).outcome).toBe('ok');
  store('0.12.4', [server.url], { 0: { key: 'another' } });
  expect((await ask(server.url, { env })).outcome).toBe('http-status');
  const off = { ...env, ENABLE_PERSISTENT_CONFIG: 'false' };
  expect((await ask(server.url, { env: off })).outcome).toBe('ok');
});

test('user name and password of a URL go along, without a key; together with one nothing is sent', async () => {
  const authorization = `Basic ${Buffer.from('me:s3cret-word').toString('base64')}`;
  const server = await locked({ authorization, repeats: true });
  const url = server.url.replace('//', '//me:s3cret-word@');
  store('0.12.4', [url], {});
  const seen = await ask(server.url);
  expect([seen.outcome, seen.evidence.key]).toEqual(['ok', 'sent']);
  expect(JSON.stringify(seen)).not.toMatch(/s3cret-word|bWU6/);
  rmSync(join(folder, 'webui.db'));
  store('0.12.4', [url], { 0: { key: KEY } });
  expect((await ask(server.url)).evidence.key).toBe('two-credentials');
  expect(server.asked.at(-1)).toBe('/api/tags -');
});

test('ways to sign in and headers count from 0.12 on, the key alone before', async () => {
  const server = await locked();
  store('0.12.4', [server.url], { 0: { key: KEY, auth_type: 'session' } });
  expect((await ask(server.url)).evidence.key).toBe('user-token');
  expect((await ask(server.url, { version: '0.11.4' })).evidence.key).toBe('sent');
  rmSync(join(folder, 'webui.db'));
  store('0.12.4', [server.url], { 0: { key: KEY, auth_type: 'none' } });
  expect((await ask(server.url)).evidence.key).toBe('none');
  rmSync(join(folder, 'webui.db'));
  store('0.12.4', [server.url], { 0: { headers: { Authorization: BEARER, 'X-User': 'a{{USER_ID}}' } } });
  expect((await ask(server.url)).outcome).toBe('ok');
});

test('settings that cannot be read leave the request without a key', async () => {
  const server = await locked();
  writeFileSync(join(folder, 'webui.db'), 'no database, but longer than a header');
  const seen = await ask(server.url);
  expect([seen.outcome, seen.evidence.status, seen.evidence.key]).toEqual(['http-status', 401, 'unread']);
  const missing = { DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/db' };
  expect((await ask(server.url, { env: missing })).evidence.key).toBe('unread');
  expect(server.asked).toEqual(['/api/tags -', '/api/tags -']);
});

test('the key goes to the server of the connection alone', async () => {
  const other = await locked();
  const server = await locked({ redirect: other.url });
  store('0.12.4', [server.url], { 0: { key: KEY } });
  expect((await ask(server.url)).evidence.status).toBe(401);
  expect(server.asked).toEqual([`/api/tags ${BEARER}`]);
  expect(other.asked).toEqual(['/api/tags -']);
  // The settings name another server by now.
  expect((await ask(other.url)).evidence.key).toBe('unread');
  expect(other.asked.at(-1)).toBe('/api/tags -');
});

test('what a server repeats of the key is hidden, in a body, in a header, and cut in the middle', async () => {
  const server = await locked({ repeats: true });
  store('0.12.4', [server.url], { 0: { key: KEY } });
  const seen = await ask(server.url);
  expect(seen.outcome).toBe('ok');
  expect(JSON.stringify(seen.evidence.json)).toContain('***');
  expect(seen.evidence.headers?.server).toBe('***');
});

test('this process sends no key, and says so', async () => {
  const server = await locked();
  store('0.12.4', [server.url], { 0: { key: KEY } });
  const [seen] = await hostVantage().ask(ollamaTags(server.url, { connection: 'ollama', position: 0 }), signal);
  expect([seen.outcome, seen.evidence.key]).toEqual(['http-status', 'unread']);
  expect(server.asked).toEqual(['/api/tags -']);
});
