import { expect, test } from '@jest/globals';
import { isTrue, proxyVariables, shownValue, shownVariables } from '../../src/deployment/variables.js';

test.each([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['1', false],
  ['yes', false],
  ['on', false],
  ['', false],
  [' true', false],
])('the value %j is %j', (value, truth) => {
  expect(isTrue(value, !truth)).toBe(truth);
});

test('an unset variable has its default', () => {
  expect(isTrue(undefined, true)).toBe(true);
});

test('only what is allow-listed is kept, without credentials', () => {
  const env = {
    OLLAMA_BASE_URL: 'http://me:hunter2@x:11434',
    WEBUI_SECRET_KEY: 'hunter2',
    OPENAI_API_KEY: 'hunter2',
    OLLAMA_API_CONFIGS: '{"0":{"key":"hunter2"}}',
    DATABASE_URL: 'postgresql://me:hunter2@db/owui',
    REDIS_URL: 'redis://:hunter2@redis',
    https_proxy: 'me:hunter2@proxy:3128',
    HTTP_PROXY: 'http://me:hunter2@proxy:3128',
    no_proxy: 'localhost,ollama',
  };
  expect(shownVariables(env)).toEqual({
    OLLAMA_BASE_URL: 'http://x:11434',
    https_proxy: 'proxy:3128',
    HTTP_PROXY: 'http://proxy:3128',
    no_proxy: 'localhost,ollama',
  });
  expect(JSON.stringify(proxyVariables(env))).not.toContain('hunter2');
});

test('credentials are taken out of every URL of a list, an @ in a path stays', () => {
  expect(shownValue('OLLAMA_BASE_URLS', 'http://a:b@x;https://c@y/@z')).toBe('http://x;https://y/@z');
});
