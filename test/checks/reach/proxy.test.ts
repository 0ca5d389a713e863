import { expect, test } from '@jest/globals';
import { proxy } from '../../../checks/reach/proxy.js';
import { instance, MODELS, type Recorded, run, settings, verdictOf, world } from '../context.js';

const KEY = '* GET http://host.docker.internal:11434/api/tags';
const proxies = [{ name: 'http_proxy', value: 'http://proxy:3128' }];
const one = instance({ settings: settings({ proxies }) });
const through = (outcome: 'ok' | 'http-status'): Recorded => ({
  outcome,
  evidence: { status: outcome === 'ok' ? 200 : 503, proxy: { url: 'http://proxy:3128', variable: 'http_proxy' } },
});
const at = (seen: Recorded, direct: Recorded) =>
  world(one, { 'container:open-webui GET http://host.docker.internal:11434/api/tags (direct)': direct, [KEY]: seen });

test('a proxy that is set and passed by is healthy', async () => {
  expect(await verdictOf(proxy, at(MODELS, MODELS))).toBe('pass bypassed');
  expect(await verdictOf(proxy, at('refused', 'refused'))).toBe('pass bypassed');
});
test('a proxy that captures what would answer is at fault', async () => {
  expect(await verdictOf(proxy, at(through('http-status'), MODELS))).toBe('fail captures');
  expect(await verdictOf(proxy, at(through('http-status'), 'refused'))).toBe('warn captures-too');
});
test('an Ollama that is reached through a proxy on purpose is healthy', async () => {
  expect(await verdictOf(proxy, at(through('ok'), 'timeout'))).toBe('pass passes-through');
});
test('without a proxy nothing is asked', async () => {
  const { verdicts, asked } = await run(proxy, world(instance()));
  expect(verdicts).toMatchObject([{ status: 'pass', code: 'none' }]);
  expect(asked).toEqual([]);
});

test('a server behind a proxy that asks for a key has been reached', async () => {
  const locked: Recorded = {
    outcome: 'http-status',
    evidence: { status: 401, proxy: { url: 'http://proxy:3128', variable: 'http_proxy' } },
  };
  expect(await verdictOf(proxy, at(locked, 'timeout'))).toBe('pass passes-through');
});
