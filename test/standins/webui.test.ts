import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startOllama } from '../../src/demo/ollama.js';
import { startBackend } from './backends.js';
import {
  ADMIN,
  type Driven,
  post,
  type Start,
  setUrls,
  signUp,
  startPythonWebui,
  startTypescriptWebui,
} from './driven-webui.js';
import { exchange } from './exchange.js';

interface Answer {
  readonly versions: readonly string[];
  readonly status: number;
  readonly body: string;
}
type Routes = Readonly<Record<string, readonly Answer[]>>;
interface Recording {
  readonly programs: { readonly 'Open WebUI': readonly string[] };
  readonly 'before the first account': Routes;
  readonly 'signed in': Routes;
  readonly 'Ollama API switched off': Routes;
  readonly 'two servers, first refused': Routes;
  readonly 'sign in, wrong password': readonly Answer[];
  readonly 'sign up, second account': readonly Answer[];
  readonly 'sign in, right, after 25 wrong': readonly Answer[];
  readonly backends: readonly { readonly backend: string; readonly url: string; readonly answers: Routes }[];
}

const recording: Recording = JSON.parse(readFileSync(join(import.meta.dirname, 'recordings', 'webui.json'), 'utf8'));
const versions = recording.programs['Open WebUI'];

/** The Python one starts a process a version, so it is held to four of the nine. */
const standins: readonly (readonly [string, string, Start])[] = [
  ...versions.map((version) => ['typescript', version, startTypescriptWebui] as const),
  ...['0.12.4', '0.9.6', '0.6.43', '0.5.20'].map((version) => ['python', version, startPythonWebui] as const),
];

type Replace = readonly (readonly [string, string])[];

/** Asks every recorded route of a version; the answers, as recorded ones are written, beside those recorded. */
async function compare(
  webui: Driven,
  version: string,
  routes: Routes,
  told: { token?: string; url?: string; replace?: Replace },
) {
  const seen: Record<string, unknown> = {};
  const expected: Record<string, unknown> = {};
  for (const [route, answers] of Object.entries(routes)) {
    const recorded = answers.find((answer) => answer.versions.includes(version));
    if (recorded === undefined) continue;
    const [method = '', path = ''] = route.split(/ (.*)/);
    const headers = told.token === undefined ? {} : { Authorization: `Bearer ${told.token}` };
    const body = method === 'POST' ? JSON.stringify({ url: told.url ?? '' }) : undefined;
    const answer = await exchange(webui.port, { method, path, headers, body });
    const page = answer.headers['Content-Type'] === 'text/html; charset=utf-8';
    const text = page ? '<the page, HTML>' : answer.body.replaceAll(`"${version}"`, '"<version>"');
    const line = text.replace('Temporary failure in name resolution', 'Name or service not known');
    // OpenSSL's own line number differs from build to build.
    seen[route] = [answer.status, line.replace(/_ssl\.c:\d+/, '_ssl.c:1006')];
    const replaced = (told.replace ?? []).reduce((all, [from, to]) => all.replaceAll(from, to), recorded.body);
    expected[route] = [recorded.status, replaced.replaceAll(`"${version}"`, '"<version>"')];
  }
  return { seen, expected };
}

function signIn(webui: Driven, password: string) {
  return post(webui, '/api/v1/auths/signin', { email: 'Admin@Example.org', password });
}

describe.each(standins)('the %s stand-in for Open WebUI %s', (_, version, start) => {
  let webui: Driven;
  let token = '';
  beforeAll(async () => {
    webui = await start(version);
    token = await signUp(webui);
  });
  afterAll(() => webui.close());

  test('answers anybody as recorded before the first account', async () => {
    const [fresh, ollama] = [await start(version, { OLLAMA_BASE_URL: '' }), await startOllama()];
    const routes = Object.entries(recording['before the first account']);
    // Its Ollama is at the usual port, which is not this test's to take.
    const asked = Object.fromEntries(routes.filter(([route]) => route !== 'GET /ollama/api/version'));
    const { seen, expected } = await compare(fresh, version, asked, {});
    await Promise.all([fresh.close(), ollama.close()]);
    expect(seen).toEqual(expected);
  });

  test('answers the administrator, and anybody, as recorded', async () => {
    const ollama = await startOllama();
    const replace: Replace = [['http://localhost:11434', ollama.url]];
    await setUrls(webui, token, [ollama.url]);
    const { seen, expected } = await compare(webui, version, recording['signed in'], { token, replace });
    const openRoute = {
      'GET /ollama/api/version': recording['before the first account']['GET /ollama/api/version'] ?? [],
    };
    const anybody = await compare(webui, version, openRoute, {});
    await setUrls(webui, token, [ollama.url], false);
    const off = await compare(webui, version, recording['Ollama API switched off'], { token, url: ollama.url });
    await ollama.close();
    expect(seen).toEqual(expected);
    expect(anybody.seen).toEqual(anybody.expected);
    expect(off.seen).toEqual(off.expected);
  });

  test('goes on with the second server where the first refuses', async () => {
    const [refused, ollama] = await Promise.all([startBackend('port 11435 (refused)'), startOllama()]);
    const replace: Replace = [
      ['11435', String(refused.port)],
      ['http://127.0.0.1:11434', ollama.url],
    ];
    await setUrls(webui, token, [`http://127.0.0.1:${refused.port}`, ollama.url]);
    const { seen, expected } = await compare(webui, version, recording['two servers, first refused'], {
      token,
      replace,
    });
    await ollama.close();
    expect(seen).toEqual(expected);
  });

  test.each(recording.backends)('tells of "$backend" what was recorded', async ({ backend: name, url, answers }) => {
    const backend = await startBackend(name);
    const port = /:(\d{5})/.exec(url)?.[1] ?? '';
    const replace: Replace = port === '' ? [] : [[port, String(backend.port)]];
    const here = port === '' ? url : url.replace(port, String(backend.port));
    await setUrls(webui, token, [here]);
    const { seen, expected } = await compare(webui, version, answers, { token, url: here, replace });
    await backend.close();
    expect(seen).toEqual(expected);
  });

  test('keeps its account as recorded', async () => {
    const told = (answers: readonly Answer[]) => {
      const answer = answers.find((each) => each.versions.includes(version));
      return answer === undefined ? undefined : [answer.status, answer.body];
    };
    const right = await signIn(webui, ADMIN.password);
    const wrong = await signIn(webui, 'wrong');
    const second = await post(webui, '/api/v1/auths/signup', { ...ADMIN, email: 'b@example.org' });
    for (let at = 0; at < 24; at += 1) await signIn(webui, 'wrong');
    const after = await signIn(webui, ADMIN.password);
    expect(right.status).toBe(200);
    expect([wrong.status, wrong.body]).toEqual(told(recording['sign in, wrong password']));
    expect([second.status, second.body]).toEqual(told(recording['sign up, second account']));
    const limited = told(recording['sign in, right, after 25 wrong']);
    expect(after.status).toBe(limited === undefined ? 200 : 429);
    if (limited !== undefined) expect([after.status, after.body]).toEqual(limited);
  });

  test('lists the models of its Ollama, with the server that has them, and follows a changed setting at once', async () => {
    const ollama = await startOllama({ models: ['tiny'] });
    const headers = { Authorization: `Bearer ${token}` };
    const list = async () =>
      JSON.parse((await exchange(webui.port, { method: 'GET', path: '/ollama/api/tags', headers })).body);
    await setUrls(webui, token, ['http://127.0.0.1:9']);
    expect(await list()).toEqual({ models: [] });
    await setUrls(webui, token, [ollama.url]);
    expect(await list()).toMatchObject({ models: [{ name: 'tiny:latest', urls: [0] }] });
    await ollama.close();
  });
});
