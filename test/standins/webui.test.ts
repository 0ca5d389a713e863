import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startOllama } from '../../src/demo/ollama.js';
import { startWebui, type Webui } from '../../src/demo/webui.js';
import { startBackend } from './backends.js';
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
const admin = { email: 'admin@example.org', password: 'a-good-password' };

/** Asks every recorded route of a version; the answers, as recorded ones are written, beside those recorded. */
async function compare(webui: Webui, version: string, routes: Routes, token: string | null, replace: Replace = []) {
  const seen: Record<string, unknown> = {};
  const expected: Record<string, unknown> = {};
  for (const [route, answers] of Object.entries(routes)) {
    const recorded = answers.find((answer) => answer.versions.includes(version));
    if (recorded === undefined) continue;
    const [method = '', path = ''] = route.split(/ (.*)/);
    const headers = token === null ? {} : { Authorization: `Bearer ${token}` };
    const body = method === 'POST' ? JSON.stringify({ url: webui.settings.ollamaUrls[0] }) : undefined;
    const answer = await exchange(webui.port, { method, path, headers, body });
    const page = answer.headers['Content-Type'] === 'text/html; charset=utf-8';
    const text = page ? '<the page, HTML>' : answer.body.replaceAll(`"${version}"`, '"<version>"');
    seen[route] = [answer.status, text.replace('Temporary failure in name resolution', 'Name or service not known')];
    const told = replace.reduce((all, [from, to]) => all.replaceAll(from, to), recorded.body);
    expected[route] = [recorded.status, told.replaceAll(`"${version}"`, '"<version>"')];
  }
  return { seen, expected };
}
type Replace = readonly (readonly [string, string])[];

async function signIn(webui: Webui, password = admin.password) {
  const body = JSON.stringify({ email: 'Admin@Example.org', password });
  return exchange(webui.port, { method: 'POST', path: '/api/v1/auths/signin', body });
}
async function tokenOf(webui: Webui): Promise<string> {
  return JSON.parse((await signIn(webui)).body).token;
}

describe.each(versions)('the stand-in for Open WebUI %s', (version) => {
  test('answers anybody as recorded before the first account', async () => {
    const ollama = await startOllama();
    const webui = await startWebui({ version, ollamaUrls: [ollama.url] });
    const { seen, expected } = await compare(webui, version, recording['before the first account'], null);
    await Promise.all([webui.close(), ollama.close()]);
    expect(seen).toEqual(expected);
  });

  test('answers the administrator as recorded', async () => {
    const ollama = await startOllama();
    const webui = await startWebui({ version, ollamaUrls: [ollama.url], account: admin });
    const replace: Replace = [['http://localhost:11434', ollama.url]];
    const token = await tokenOf(webui);
    const { seen, expected } = await compare(webui, version, recording['signed in'], token, replace);
    webui.settings.ollamaEnabled = false;
    const off = await compare(webui, version, recording['Ollama API switched off'], token);
    await Promise.all([webui.close(), ollama.close()]);
    expect(seen).toEqual(expected);
    expect(off.seen).toEqual(off.expected);
  });

  test('goes on with the second server where the first refuses', async () => {
    const [refused, ollama] = await Promise.all([startBackend('port 11435 (refused)'), startOllama()]);
    const first = `http://127.0.0.1:${refused.port}`;
    const webui = await startWebui({ version, ollamaUrls: [first, ollama.url], account: admin });
    const replace: Replace = [
      ['11435', String(refused.port)],
      ['http://127.0.0.1:11434', ollama.url],
    ];
    const token = await tokenOf(webui);
    const { seen, expected } = await compare(webui, version, recording['two servers, first refused'], token, replace);
    await Promise.all([webui.close(), ollama.close()]);
    expect(seen).toEqual(expected);
  });

  test.each(recording.backends)('tells of "$backend" what was recorded', async ({ backend: name, url, answers }) => {
    const backend = await startBackend(name);
    const port = /:(\d{5})/.exec(url)?.[1] ?? '';
    const replace: Replace = port === '' ? [] : [[port, String(backend.port)]];
    const ollamaUrls = [url.replace(port, port === '' ? '' : String(backend.port))];
    const webui = await startWebui({
      version,
      ollamaUrls,
      account: admin,
      listLimitMs: name.includes('never') ? 200 : 5000,
    });
    const token = await tokenOf(webui);
    const { seen, expected } = await compare(webui, version, answers, token, replace);
    await Promise.all([webui.close(), backend.close()]);
    expect(seen).toEqual(expected);
  });

  test('keeps its account as recorded', async () => {
    const webui = await startWebui({ version, ollamaUrls: [], account: admin });
    const told = (answers: readonly Answer[]) => {
      const answer = answers.find((each) => each.versions.includes(version));
      return answer === undefined ? undefined : [answer.status, answer.body];
    };
    const wrong = await signIn(webui, 'wrong');
    const second = await exchange(webui.port, {
      method: 'POST',
      path: '/api/v1/auths/signup',
      body: '{"email":"b@example.org"}',
    });
    for (let at = 0; at < 24; at += 1) await signIn(webui, 'wrong');
    const after = await signIn(webui);
    await webui.close();
    expect([wrong.status, wrong.body]).toEqual(told(recording['sign in, wrong password']));
    expect([second.status, second.body]).toEqual(told(recording['sign up, second account']));
    const limited = told(recording['sign in, right, after 25 wrong']);
    expect(after.status).toBe(limited === undefined ? 200 : 429);
    if (limited !== undefined) expect([after.status, after.body]).toEqual(limited);
  });
});

test('lists the models of its Ollama, with the server that has them, and follows a changed setting at once', async () => {
  const ollama = await startOllama({ models: ['tiny'] });
  const webui = await startWebui({ ollamaUrls: ['http://127.0.0.1:9'], account: admin });
  const token = await tokenOf(webui);
  const headers = { Authorization: `Bearer ${token}` };
  const list = async () =>
    JSON.parse((await exchange(webui.port, { method: 'GET', path: '/ollama/api/tags', headers })).body);
  expect(await list()).toEqual({ models: [] });
  const body = JSON.stringify({ ENABLE_OLLAMA_API: true, OLLAMA_BASE_URLS: [ollama.url], OLLAMA_API_CONFIGS: {} });
  await exchange(webui.port, { method: 'POST', path: '/ollama/config/update', headers, body });
  expect(await list()).toMatchObject({ models: [{ name: 'tiny:latest', urls: [0] }] });
  await Promise.all([webui.close(), ollama.close()]);
});
