import { expect, test } from '@jest/globals';
import { type EnvironmentFacts, resolveUrls } from '../../src/deployment/environment.js';
import type { Source } from '../../src/types/deployment.js';

const CLUSTER = 'http://ollama-service.open-webui.svc.cluster.local:11434';

function resolve(env: Record<string, string>, more: Partial<EnvironmentFacts> = {}) {
  return resolveUrls({ env, version: '0.12.4', sourceOf: (): Source => 'env', portOpen: () => null, ...more });
}

const TABLE: readonly (readonly [env: Record<string, string>, urls: readonly string[], detail: string])[] = [
  [{ ENV: 'prod', OLLAMA_BASE_URL: '/ollama' }, ['http://host.docker.internal:11434'], 'OLLAMA_BASE_URL=/ollama'],
  [{ ENV: 'prod', OLLAMA_BASE_URL: '/ollama/' }, ['http://host.docker.internal:11434'], 'OLLAMA_BASE_URL=/ollama/'],
  [{ ENV: 'prod', OLLAMA_BASE_URL: '' }, ['http://localhost:11434'], 'OLLAMA_BASE_URL='],
  [{}, ['http://localhost:11434'], 'OLLAMA_BASE_URL unset'],
  [{ ENV: 'dev', OLLAMA_BASE_URL: '/ollama' }, ['/ollama'], 'OLLAMA_BASE_URL=/ollama'],
  [{ OLLAMA_BASE_URL: '/ollama' }, ['/ollama'], 'OLLAMA_BASE_URL=/ollama'],
  [
    { ENV: 'prod', OLLAMA_BASE_URL: 'http://x:11434/api' },
    ['http://x:11434/api'],
    'OLLAMA_BASE_URL=http://x:11434/api',
  ],
  [{ ENV: 'prod', OLLAMA_BASE_URL: 'http://x:11434//' }, ['http://x:11434/'], 'OLLAMA_BASE_URL=http://x:11434//'],
  [{ ENV: 'prod', OLLAMA_BASE_URL: 'http://x:1', K8S_FLAG: 'false' }, [CLUSTER], 'K8S_FLAG=false'],
  [{ ENV: 'prod', OLLAMA_BASE_URL: '/ollama', K8S_FLAG: 'true' }, [CLUSTER], 'K8S_FLAG=true'],
  [{ ENV: 'prod', OLLAMA_BASE_URL: 'http://x:1', K8S_FLAG: '' }, ['http://x:1'], 'OLLAMA_BASE_URL=http://x:1'],
  [{ ENV: 'dev', OLLAMA_BASE_URL: 'http://x:1', K8S_FLAG: 'true' }, ['http://x:1'], 'OLLAMA_BASE_URL=http://x:1'],
  [
    { ENV: 'prod', OLLAMA_BASE_URLS: 'http://a/;http://b;', K8S_FLAG: 'true', OLLAMA_BASE_URL: 'http://x:1' },
    ['http://a/', 'http://b', ''],
    'OLLAMA_BASE_URLS=http://a/;http://b;',
  ],
  [
    { OLLAMA_BASE_URLS: ' http://a \u00a0;\thttp://b\r' },
    ['http://a', 'http://b'],
    'OLLAMA_BASE_URLS= http://a \u00a0;\thttp://b\r',
  ],
  // Python's strip keeps a byte order mark; JavaScript's trim would take it away.
  [{ OLLAMA_BASE_URLS: '\ufeffhttp://a' }, ['\ufeffhttp://a'], 'OLLAMA_BASE_URLS=\ufeffhttp://a'],
  [
    { ENV: 'prod', OLLAMA_BASE_URL: '', OLLAMA_API_BASE_URL: 'http://q:11434/api/' },
    ['http://q:11434/api/'],
    'OLLAMA_API_BASE_URL=http://q:11434/api/',
  ],
  [{ OLLAMA_API_BASE_URL: 'http://q:11434/api' }, ['http://q:11434'], 'OLLAMA_API_BASE_URL=http://q:11434/api'],
  [{ OLLAMA_BASE_URL: '', OLLAMA_API_BASE_URL: '' }, [''], 'OLLAMA_BASE_URL='],
  [
    { ENV: 'prod', OLLAMA_BASE_URL: '/ollama', OLLAMA_API_BASE_URL: 'http://q:11434/api' },
    ['http://host.docker.internal:11434'],
    'OLLAMA_BASE_URL=/ollama',
  ],
  [
    { ENV: 'prod', OLLAMA_BASE_URL: '/ollama', USE_OLLAMA_DOCKER: 'True' },
    ['http://localhost:11434'],
    'USE_OLLAMA_DOCKER=True',
  ],
  [
    { ENV: 'prod', OLLAMA_BASE_URL: '/ollama', USE_OLLAMA_DOCKER: '1' },
    ['http://host.docker.internal:11434'],
    'OLLAMA_BASE_URL=/ollama',
  ],
  [{ OLLAMA_BASE_URL: 'http://me:word@x:1' }, ['http://me:word@x:1'], 'OLLAMA_BASE_URL=http://x:1'],
];

test.each(TABLE)('%j gives %j', (env, urls, detail) => {
  const resolved = resolve(env);
  expect(resolved.map((entry) => entry.url)).toEqual(urls);
  expect(new Set(resolved.map((entry) => entry.detail))).toEqual(new Set([detail]));
});

const runner = (host: string, port: number): boolean => host === 'host.docker.internal' && port === 12_434;

test.each([
  ['the default address moves to the other port', '0.8.0', { ENV: 'prod', OLLAMA_BASE_URL: '/ollama' }, ':12434'],
  ['not before 0.8.0', '0.7.2', { ENV: 'prod', OLLAMA_BASE_URL: '/ollama' }, ':11434'],
  ['not with a slash behind the placeholder', '0.12.4', { ENV: 'prod', OLLAMA_BASE_URL: '/ollama/' }, ':11434'],
  ['not with an address of its own', '0.12.4', { OLLAMA_BASE_URL: 'http://host.docker.internal:11434' }, ':11434'],
  ['not with a list', '0.12.4', { OLLAMA_BASE_URLS: 'http://host.docker.internal:11434' }, ':11434'],
] as const)('Docker Model Runner: %s', (_, version, env, end) => {
  expect(resolve(env, { version, portOpen: runner })[0]?.url).toBe(`http://host.docker.internal${end}`);
});

test('the port stays while Ollama answers, and while nothing is known', () => {
  const env = { ENV: 'prod', OLLAMA_BASE_URL: '/ollama' };
  expect(resolve(env, { portOpen: () => true })[0]?.url).toBe('http://host.docker.internal:11434');
  expect(resolve(env, { portOpen: (_, port) => (port === 12_434 ? true : null) })[0]?.url).toMatch(/:11434$/);
});

test('OLLAMA_API_CONFIGS counts from 0.10.2 on, by index and by URL', () => {
  const env = {
    OLLAMA_BASE_URLS: 'http://a;http://b;http://c',
    OLLAMA_API_CONFIGS: JSON.stringify({ 0: { enable: false }, 'http://b': { key: 'sk-secret' } }),
  };
  const flags = (version: string) => resolve(env, { version }).map(({ enabled, hasKey }) => [enabled, hasKey]);
  expect(flags('0.10.2')).toEqual([
    [false, false],
    [true, true],
    [true, false],
  ]);
  expect(flags('0.10.1')).toEqual([
    [true, false],
    [true, false],
    [true, false],
  ]);
  expect(JSON.stringify(resolve(env))).not.toContain('sk-secret');
});

test.each(['[]', '{', '"x"', 'null'])('OLLAMA_API_CONFIGS=%s is ignored', (OLLAMA_API_CONFIGS) => {
  expect(resolve({ OLLAMA_API_CONFIGS })).toHaveLength(1);
});
