import { expect, test } from '@jest/globals';
import { url as check } from '../../../checks/ollama/url.js';
import type { Outcome } from '../../../src/plugin.js';
import { readOllamaUrl } from '../../../src/plugin.js';
import { instance, ollamaUrl, settings, verdictOf, world } from '../context.js';

const verdict = (url: string, outcome: Outcome = 'ok') => {
  const { target } = readOllamaUrl(url);
  const one = instance({ settings: settings({ ollamaUrls: { known: true, value: [ollamaUrl(url)] } }) });
  return verdictOf(check, world(one, target ? { [`* GET ${target.base}/api/tags`]: outcome } : {}));
};

test.each([
  ['', 'empty'],
  ['/ollama', 'literal-ollama'],
  ['"http://a:11434"', 'quotes'],
  ['http://a:11434,http://b:11434', 'comma-separated'],
  ['192.168.1.5:11434', 'missing-scheme'],
  ['htp://a:11434', 'typo-scheme'],
  ['http:/a:11434', 'single-slash'],
  ['http://a:114344', 'bad-port'],
  ['http://:11434', 'missing-host'],
] as const)('what the client refuses fails: %s', async (url, code) => {
  expect(await verdict(url)).toBe(`fail ${code}`);
});
test.each([
  ['http://a:11434\r', 'whitespace', 'refused', 'warn'],
  ['http://a :11434', 'whitespace', 'dns-not-found', 'fail'],
  ['http://a:11434/', 'trailing-slash', 'http-status', 'fail'],
  ['http://a:11434/', 'trailing-slash', 'refused', 'warn'],
  ['http://0.0.0.0:11434', 'unspecified-address', 'refused', 'fail'],
  ['http://a:11434/api', 'path-suffix', 'http-status', 'fail'],
  ['http://a', 'missing-port', 'refused', 'fail'],
  ['https://a:11434', 'https', 'tls-protocol', 'fail'],
] as const)('%j is %s, seen %s: %s', async (url, code, outcome, status) => {
  expect(await verdict(url, outcome)).toBe(`${status} ${code}`);
});
test.each(['http://a:11434/', 'http://a:11434\r', 'http://0.0.0.0:11434'])(
  '%j answers: no more than a warning',
  async (url) => {
    expect(await verdict(url)).toMatch(/^warn /);
  },
);
test.each([
  ['http://a:11434', 'refused'],
  ['https://ollama.example.com', 'ok'],
  ['https://ollama.example.com', 'tls-untrusted'],
  ['https://example.com/ollama', 'ok'],
  ['http://user:word@a:11434', 'ok'],
  ['http://missing', 'dns-not-found'],
] as const)('nothing is wrong with %s, seen %s', async (url, outcome) => {
  expect(await verdict(url, outcome)).toBe('pass well-formed');
});

test('who asks for a key has been reached: the spelling is not what is wrong', async () => {
  const value = [ollamaUrl('http://a/ollama')];
  const locked = { outcome: 'http-status', phase: 'http', evidence: { status: 401, bytes: 9 } } as const;
  const told = await verdictOf(
    check,
    world(instance({ settings: settings({ ollamaUrls: { known: true, value } }) }), {
      '* GET http://a:80/ollama/api/tags': locked,
    }),
  );
  expect(told).toBe('pass well-formed');
});
