import { describe, expect, test } from '@jest/globals';
import { readSettings } from '../../src/deployment/settings.js';
import { readSettingsAnswer } from '../../src/deployment/settings-script.js';
import type { Source } from '../../src/types/deployment.js';

const IMAGE = { ENV: 'prod', OLLAMA_BASE_URL: '/ollama' };
const DEFAULT = 'http://host.docker.internal:11434';

/** Settings from what the script would have printed. */
function read(database: object, env: Record<string, string> = IMAGE, more: object = {}, given: readonly string[] = []) {
  const value = readSettingsAnswer(
    JSON.stringify({ version: null, cached: [], ports: {}, redis: null, database, ...more }),
  );
  if (value === null) throw new Error('the answer was not understood');
  const version = value.version;
  return readSettings({ env, version, given, sourceOf: (): Source => 'env', answer: { known: true, value } });
}
function urls(settings: ReturnType<typeof read>) {
  return settings.ollamaUrls.known
    ? settings.ollamaUrls.value.map(({ url, source }) => `${source} ${url}`)
    : settings.ollamaUrls.reason.code;
}
const sqlite = (schema: string, values: object) => ({ kind: 'sqlite', path: '/data/webui.db', schema, values });

describe('who wins', () => {
  test.each([
    ['rows', 'the row', sqlite('rows', { 'ollama.base_urls': ['http://row'] }), IMAGE, ['database http://row']],
    ['rows without this row', 'the environment', sqlite('rows', {}), IMAGE, [`env ${DEFAULT}`]],
    ['an empty list', 'the empty list', sqlite('rows', { 'ollama.base_urls': [] }), IMAGE, []],
    ['blob', 'the blob', sqlite('blob', { 'ollama.base_urls': ['http://blob'] }), IMAGE, ['database http://blob']],
    ['a blob without this key', 'the environment', sqlite('blob', {}), IMAGE, [`env ${DEFAULT}`]],
    ['no database yet', 'the environment', sqlite('none', {}), IMAGE, [`env ${DEFAULT}`]],
    ...['False', '1', ''].map(
      (ENABLE_PERSISTENT_CONFIG) =>
        [
          `ENABLE_PERSISTENT_CONFIG=${ENABLE_PERSISTENT_CONFIG}`,
          'the environment',
          sqlite('rows', { 'ollama.base_urls': ['http://row'] }),
          { ...IMAGE, ENABLE_PERSISTENT_CONFIG },
          [`env ${DEFAULT}`],
        ] as const,
    ),
    [
      'PostgreSQL',
      'its row',
      { kind: 'postgresql', schema: 'rows', values: { 'ollama.base_urls': ['http://pg'] } },
      IMAGE,
      ['database http://pg'],
    ],
    ['an encrypted file', 'nobody knows', { kind: 'encrypted' }, IMAGE, 'deployment.database-encrypted'],
    ['a damaged file', 'nobody knows', { kind: 'unread', reason: 'damaged' }, IMAGE, 'deployment.database-damaged'],
  ])('%s: %s', (_, __, database, env, expected) => {
    expect(urls(read(database, env))).toEqual(expected);
  });

  test('Redis beats the blob up to 0.9, and is not asked for from 0.10 on', () => {
    const blob = sqlite('blob', { 'ollama.base_urls': ['http://blob'] });
    const redis = (read: boolean, list: readonly string[] | null) => ({
      version: '0.9.6',
      redis: { read, urls: list },
    });
    expect(urls(read(blob, IMAGE, redis(true, ['http://redis'])))).toEqual(['redis http://redis']);
    expect(urls(read(blob, IMAGE, redis(true, null)))).toEqual(['database http://blob']);
    expect(urls(read(blob, IMAGE, redis(false, null)))).toBe('deployment.redis-unread');
    expect(urls(read(blob, IMAGE, { ...redis(false, null), version: '0.12.4' }))).toEqual(['database http://blob']);
  });

  test('--ollama-url stands in for whatever is in force', () => {
    const rows = sqlite('rows', { 'ollama.base_urls': ['http://row'] });
    expect(urls(read(rows, IMAGE, {}, ['http://given']))).toEqual(['option http://given']);
  });
});

test('a connection that is switched off, one with a key', () => {
  const { ollamaUrls } = read(
    sqlite('rows', {
      'ollama.base_urls': ['http://a', 'http://b'],
      'ollama.api_configs': { 0: { enable: false, has_key: false }, 'http://b': { has_key: true } },
    }),
  );
  expect(ollamaUrls).toMatchObject({
    value: [
      { index: 0, enabled: false, hasKey: false },
      { index: 1, enabled: true, hasKey: true },
    ],
  });
});

test('switches: rows before variables, and only `true` is true', () => {
  const off = read(sqlite('rows', {}), { ENABLE_OLLAMA_API: '1' });
  expect(off.ollamaEnabled).toEqual({ value: false, source: 'env', detail: 'ENABLE_OLLAMA_API=1' });
  const on = read(sqlite('rows', { 'ollama.enable': true }), { ENABLE_OLLAMA_API: 'false' });
  expect(on.ollamaEnabled).toEqual({ value: true, source: 'database', detail: 'ollama.enable' });
});

test('offline: each switch by its own rule', () => {
  const of = (env: Record<string, string>) => {
    const { offlineMode, hubOffline } = read(sqlite('none', {}), env);
    return [offlineMode.value, hubOffline.value];
  };
  expect(of({ OFFLINE_MODE: '1' })).toEqual([false, false]);
  expect(of({ OFFLINE_MODE: 'true' })).toEqual([true, true]);
  expect(of({ HF_HUB_OFFLINE: '1' })).toEqual([false, true]);
  expect(of({ TRANSFORMERS_OFFLINE: 'YES' })).toEqual([false, true]);
});

test('the hub: an empty endpoint is told from none', () => {
  expect(read(sqlite('none', {}), {}).hubEndpoint).toBeNull();
  expect(read(sqlite('none', {}), { HF_ENDPOINT: '' }).hubEndpoint).toEqual({
    value: '',
    source: 'env',
    detail: 'HF_ENDPOINT=',
  });
});

test('the embedding model: of the row, by its full name', () => {
  const cached = { cached: ['sentence-transformers/all-MiniLM-L6-v2'] };
  expect(read(sqlite('none', {}), {}, cached).embeddingCached).toEqual({ known: true, value: true });
  const row = { 'rag.embedding_model': 'all-MiniLM-L6-v2', 'rag.embedding_engine': 'ollama' };
  const settings = read(sqlite('rows', row), {}, cached);
  expect(settings.embeddingCached).toEqual({ known: true, value: true });
  expect(settings.embeddingEngine).toMatchObject({ value: 'ollama', source: 'database' });
});

test("what is not the script's answer is none", () => {
  for (const text of ['', 'Traceback', '{}', '[]', '{"database":{"kind":"sqlite"}}'])
    expect(readSettingsAnswer(text)).toBeNull();
});
