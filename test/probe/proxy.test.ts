import { describe, expect, test } from '@jest/globals';
import { proxyFor } from '../../src/probe/proxy.js';
import type { Client } from '../../src/types/probe.js';

const P = 'http://proxy:3128';
type Env = Record<string, string>;
const via = (client: Client, url: string, env: Env) => proxyFor(client, new URL(url), env)?.variable ?? null;

/** client, URL, variables, and the variable that names the proxy (null: none is used). */
const VARIABLES: readonly (readonly [Client, string, Env, string | null])[] = [
  ['direct', 'http://a/', { http_proxy: P, ALL_PROXY: P }, null],
  ['aiohttp', 'http://a/', { http_proxy: P }, 'http_proxy'],
  ['aiohttp', 'http://a/', { HTTP_PROXY: P }, 'HTTP_PROXY'],
  ['aiohttp', 'http://a/', { HTTP_PROXY: 'http://upper:1', http_proxy: P }, 'http_proxy'],
  ['aiohttp', 'http://a/', { HTTP_PROXY: P, http_proxy: '' }, null],
  ['aiohttp', 'http://a/', { https_proxy: P }, null],
  ['aiohttp', 'https://a/', { HTTPS_PROXY: P }, 'HTTPS_PROXY'],
  ['aiohttp', 'https://a/', { http_proxy: P }, null],
  ['aiohttp', 'https://a/', { ALL_PROXY: P }, null],
  ['aiohttp', 'http://a/', { http_proxy: 'https://proxy:3128' }, null],
  ['httpx', 'https://a/', { ALL_PROXY: P }, 'ALL_PROXY'],
  ['httpx', 'https://a/', { ALL_PROXY: P, HTTPS_PROXY: 'http://other:1' }, 'HTTPS_PROXY'],
  ['requests', 'http://a/', { all_proxy: P }, 'all_proxy'],
  ['curl', 'http://a/', { HTTP_PROXY: P }, null],
  ['curl', 'http://a/', { http_proxy: P }, 'http_proxy'],
  ['curl', 'https://a/', { HTTPS_PROXY: P }, 'HTTPS_PROXY'],
  ['curl', 'https://a/', { HTTPS_PROXY: 'http://other:1', https_proxy: P }, 'https_proxy'],
  ['curl', 'http://a/', { ALL_PROXY: P }, 'ALL_PROXY'],
];
test.each(VARIABLES)('%s asks %s with %j through %s', (client, url, env, variable) => {
  expect(via(client, url, env)).toBe(variable);
});

/** NO_PROXY, host asked, and which clients it takes away from the proxy. */
const NO_PROXY: readonly (readonly [string, string, readonly Client[]])[] = [
  ['host.docker.internal', 'host.docker.internal', ['aiohttp', 'httpx', 'requests', 'curl']],
  ['.docker.internal', 'host.docker.internal', ['aiohttp', 'httpx', 'requests', 'curl']],
  ['internal', 'host.docker.internal', ['aiohttp', 'httpx', 'requests', 'curl']],
  ['ollama', 'ollama', ['aiohttp', 'httpx', 'requests', 'curl']],
  ['*', 'ollama', ['aiohttp', 'httpx', 'requests', 'curl']],
  ['foo,*', 'ollama', ['httpx']],
  ['foo, ollama', 'ollama', ['aiohttp', 'httpx', 'requests', 'curl']],
  ['foo ollama', 'ollama', ['curl']],
  ['lama', 'ollama', ['requests']],
  ['172.16.0.0/12', '172.17.0.1', ['requests', 'curl']],
  ['172.17.0.1', '172.17.0.1', ['aiohttp', 'httpx', 'requests', 'curl']],
  ['192.168.0.*', '192.168.0.7', []],
  ['localhost', '127.0.0.1', []],
  ['ollama:11434', 'ollama', ['httpx', 'requests']],
  ['ollama:1', 'ollama', []],
  ['OLLAMA', 'ollama', ['aiohttp', 'httpx', 'requests', 'curl']],
  ['', 'ollama', []],
];
describe('NO_PROXY', () => {
  test.each(NO_PROXY)('%j for %s', (list, host, clients) => {
    const env = { http_proxy: P, NO_PROXY: list };
    const all: readonly Client[] = ['aiohttp', 'httpx', 'requests', 'curl'];
    expect(all.filter((client) => via(client, `http://${host}:11434/`, env) === null)).toEqual(clients);
  });
  test('an address of IPv6', () => {
    const env = { http_proxy: P, NO_PROXY: '::1' };
    const bypass = (client: Client) => via(client, 'http://[::1]:11434/', env) === null;
    expect([bypass('aiohttp'), bypass('httpx'), bypass('curl')]).toEqual([true, true, true]);
  });
});

test('the URL that is shown has no password', () => {
  expect(proxyFor('aiohttp', new URL('http://a/'), { http_proxy: 'http://user:pa%40ss@proxy:3128' })?.shown).toBe(
    'http://proxy:3128',
  );
});
