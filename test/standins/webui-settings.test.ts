import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ADMIN, type Driven, post, setUrls, signUp, startPythonWebui } from './driven-webui.js';
import { exchange } from './exchange.js';
import { KNOWN_HASH, makeWebuiDb } from './webui-db.js';

/** What the program's own code gave for these variables; DNS and ports are left out of the rows that would need them. */
const environments: readonly (readonly [Readonly<Record<string, string>>, readonly string[]])[] = [
  [{ OLLAMA_BASE_URL: '/ollama/' }, ['http://host.docker.internal:11434']],
  [{ OLLAMA_BASE_URL: '/ollama', OLLAMA_API_BASE_URL: 'http://q:11434/api' }, ['http://host.docker.internal:11434']],
  [{ OLLAMA_BASE_URL: '/ollama', USE_OLLAMA_DOCKER: 'True' }, ['http://localhost:11434']],
  [{ OLLAMA_BASE_URL: '' }, ['http://localhost:11434']],
  [{ OLLAMA_BASE_URL: '/ollama', ENV: 'dev' }, ['/ollama']],
  [{ OLLAMA_BASE_URL: 'http://x:11434/api' }, ['http://x:11434/api']],
  [{ OLLAMA_BASE_URL: 'http://x:11434//' }, ['http://x:11434/']],
  [{ OLLAMA_BASE_URL: 'http://x:1', K8S_FLAG: 'false' }, ['http://ollama-service.open-webui.svc.cluster.local:11434']],
  [{ OLLAMA_BASE_URLS: 'http://a/;http://b;' }, ['http://a/', 'http://b', '']],
  [{ OLLAMA_BASE_URL: '', OLLAMA_API_BASE_URL: 'http://q:11434/api/' }, ['http://q:11434/api/']],
];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'webui-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('reads the environment as the program does', () => {
  const script =
    'import json,sys; sys.path.insert(0, sys.argv[1]); sys.dont_write_bytecode=True\n' +
    'import webui_settings as s; s.open_port = lambda pair: False\n' +
    'print(json.dumps([s.environment_urls("0.12.4", {"ENV": "prod", **env}) for env in json.load(sys.stdin)]))';
  const input = JSON.stringify(environments.map(([env]) => env));
  const child = spawnSync('python3', ['-c', script, join(import.meta.dirname, 'webui')], { input, encoding: 'utf8' });
  expect(JSON.parse(child.stdout)).toEqual(environments.map(([, urls]) => urls));
});

async function urlsOf(webui: Driven, token: string): Promise<unknown> {
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await exchange(webui.port, { method: 'GET', path: '/ollama/config', headers });
  return JSON.parse(answer.body).OLLAMA_BASE_URLS;
}
async function signIn(webui: Driven): Promise<string> {
  return JSON.parse((await post(webui, '/api/v1/auths/signin', ADMIN)).body).token;
}
function start(version: string, url: string, env: NodeJS.ProcessEnv = {}): Promise<Driven> {
  return startPythonWebui(version, { DATA_DIR: folder, OLLAMA_BASE_URL: url, ...env });
}
function sql(statement: string): void {
  const script = 'import sqlite3,sys\nwith sqlite3.connect(sys.argv[1]) as db: db.execute(sys.argv[2])';
  const child = spawnSync('python3', ['-c', script, join(folder, 'webui.db'), statement], { encoding: 'utf8' });
  expect(child.stderr).toBe('');
}
/** Starts once with an account, does something, ends. @returns what was in force at the end */
async function once(
  version: string,
  url: string,
  act: (webui: Driven, token: string) => Promise<unknown> = async () => {},
) {
  const webui = await start(version, url);
  const token = await signUp(webui);
  await act(webui, token);
  const urls = await urlsOf(webui, token);
  await webui.close();
  return urls;
}
async function again(version: string, url: string, env: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const webui = await start(version, url, env);
  const urls = await urlsOf(webui, await signIn(webui));
  await webui.close();
  return urls;
}

describe.each(['0.10.2', '0.12.4'])('settings of %s: one row each', (version) => {
  test('the environment counts at the first start of a volume only', async () => {
    expect(await once(version, 'http://first:11434')).toEqual(['http://first:11434']);
    expect(await again(version, 'http://second:11434')).toEqual(['http://first:11434']);
    const passing = { ENABLE_PERSISTENT_CONFIG: 'False' };
    expect(await again(version, 'http://second:11434', passing)).toEqual(['http://second:11434']);
    expect(await again(version, 'http://third:11434')).toEqual(['http://first:11434']);
    expect(await again(version, 'http://third:11434', { RESET_CONFIG_ON_START: 'true' })).toEqual([
      'http://third:11434',
    ]);
  });

  test('a changed row is in force at once', async () => {
    const change = `UPDATE config SET value = '["http://row:11434"]' WHERE key = 'ollama.base_urls'`;
    expect(await once(version, 'http://first:11434', async () => sql(change))).toEqual(['http://row:11434']);
  });
});

describe.each(['0.6.43', '0.9.6'])('settings of %s: one object', (version) => {
  test('the environment counts until the setting is saved', async () => {
    expect(await once(version, 'http://first:11434')).toEqual(['http://first:11434']);
    expect(await again(version, 'http://second:11434')).toEqual(['http://second:11434']);
    const webui = await start(version, 'http://second:11434');
    await setUrls(webui, await signIn(webui), ['http://saved:11434']);
    await webui.close();
    expect(await again(version, 'http://third:11434')).toEqual(['http://saved:11434']);
    expect(await again(version, 'http://third:11434', { ENABLE_PERSISTENT_CONFIG: 'False' })).toEqual([
      'http://third:11434',
    ]);
  });

  test('a changed object is in force after the next start, and a reset after the one that follows it', async () => {
    const change = `UPDATE config SET data = json_set(data, '$.ollama.base_urls', json('["http://row:11434"]'))`;
    expect(
      await once(version, 'http://first:11434', async (webui, token) => {
        await setUrls(webui, token, ['http://saved:11434']);
        sql(change);
      }),
    ).toEqual(['http://saved:11434']);
    expect(await again(version, 'http://env:11434')).toEqual(['http://row:11434']);
    expect(await again(version, 'http://env:11434', { RESET_CONFIG_ON_START: 'true' })).toEqual(['http://row:11434']);
    expect(await again(version, 'http://env:11434')).toEqual(['http://env:11434']);
  });
});

test.each(['0.12.4', '0.9.6', '0.5.20'])('%s takes up a database that was made for it', async (version) => {
  makeWebuiDb(join(folder, 'webui.db'), { version, urls: ['http://made:1'], accounts: [{ email: ADMIN.email }] });
  expect(await again(version, 'http://env:11434')).toEqual(['http://made:1']);
});

test.each(['0.12.4', '0.11.4'])(
  '%s: a password replaced in the database counts at once, and old tokens live on',
  async (version) => {
    const webui = await start(version, '');
    const first = await post(webui, '/api/v1/auths/signup', { ...ADMIN, password: 'the-first-one' });
    const token = JSON.parse(first.body).token;
    expect((await post(webui, '/api/v1/auths/signin', ADMIN)).status).toBe(400);
    sql(`UPDATE auth SET password = '${KNOWN_HASH}'`);
    const right = await post(webui, '/api/v1/auths/signin', ADMIN);
    const config = () =>
      exchange(webui.port, { method: 'GET', path: '/ollama/config', headers: { Authorization: `Bearer ${token}` } });
    expect([right.status, (await config()).status]).toEqual([200, 200]);
    // From 0.12 on a new stamp ends every session.
    if (version === '0.12.4') {
      sql("UPDATE auth SET session_stamp = 'another'");
      expect((await config()).status).toBe(401);
    }
    await webui.close();
  },
);
