import { expect, test } from '@jest/globals';
import { tags } from '../../../checks/ollama/tags.js';
import type { OllamaUrl } from '../../../src/types/deployment.js';
import { type Evidence, type KeyState, OUTCOMES } from '../../../src/types/probe.js';
import { instance, MODELS, ollamaUrl, run, settings, verdictOf, world } from '../context.js';

const DEFAULT = '* GET http://host.docker.internal:11434/api/tags';
const withUrls = (...urls: readonly string[]) =>
  instance({
    settings: settings({ ollamaUrls: { known: true, value: urls.map((url, index) => ollamaUrl(url, { index })) } }),
  });

test('an Ollama that answers passes, with the number of its models', async () => {
  const { verdicts } = await run(tags, world(instance(), { [DEFAULT]: MODELS }));
  expect(verdicts).toMatchObject([
    { status: 'pass', code: 'answers', args: { models: 1 }, subject: 'http://host.docker.internal:11434' },
  ]);
});
test.each(OUTCOMES.filter((outcome) => outcome !== 'ok'))('%s is told as it was seen', async (outcome) => {
  const status = outcome === 'aborted' ? 'unknown' : 'fail';
  expect(await verdictOf(tags, world(instance(), { [DEFAULT]: outcome }))).toBe(`${status} ${outcome}`);
});
test('of several URLs each has a row, and they are asked at once', async () => {
  const table = { '* GET http://a:11434/api/tags': MODELS, '* GET http://b:11434/api/tags': 'timeout' } as const;
  const told = await run(tags, world(withUrls('http://a:11434', 'http://b:11434'), table));
  expect(told.verdicts.map(({ status }) => status)).toEqual(['pass', 'fail']);
  expect(told.together).toHaveLength(2);
});
test('what is no URL is not asked, and is shown without its password', async () => {
  const { verdicts, asked } = await run(tags, world(withUrls('user:word@192.168.1.5:11434')));
  expect(verdicts).toMatchObject([{ status: 'fail', code: 'malformed', subject: '192.168.1.5:11434' }]);
  expect(asked).toEqual([]);
  expect(JSON.stringify(verdicts)).not.toContain('word');
});
test('a slash at the end is sent as Open WebUI sends it', async () => {
  const table = { '* GET http://a:11434//api/tags': MODELS };
  expect(await verdictOf(tags, world(withUrls('http://a:11434/'), table))).toBe('pass answers');
});
test('nothing is asked where Ollama is switched off, nothing is configured, or nothing could be read', async () => {
  const off = { ollamaEnabled: { value: false, source: 'env', detail: '' } } as const;
  expect(await verdictOf(tags, world(instance({ settings: settings(off) })))).toBe('skip switched-off');
  expect(await verdictOf(tags, world(withUrls()))).toBe('skip none-configured');
  const unread = settings({ ollamaUrls: { known: false, reason: { code: 'deployment.x', args: {} } } });
  expect(await verdictOf(tags, world(instance({ settings: unread })))).toBe('unknown unread');
});

const TAGS = '* GET http://a:11434/api/tags';
const refusing = (key: KeyState | undefined, status = 401, more: Evidence = {}) => ({
  [TAGS]: {
    outcome: 'http-status',
    phase: 'http',
    evidence: { status, bytes: 20, ...more, ...(key && { key }) },
  } as const,
});
const keyed = (change: Partial<OllamaUrl> = {}) =>
  instance({
    settings: settings({
      ollamaUrls: { known: true, value: [ollamaUrl('http://a:11434', { hasKey: true, ...change })] },
    }),
  });

test.each([
  ['sent', 401, 'fail key-refused'],
  ['sent', 403, 'fail key-refused'],
  ['unread', 401, 'unknown needs-key'],
  ['unread', 403, 'unknown needs-key'],
  [undefined, 401, 'unknown needs-key'],
  ['user-token', 401, 'unknown needs-user'],
  ['two-credentials', 401, 'unknown two-credentials'],
  ['none', 401, 'fail no-key'],
  ['none', 403, 'fail http-status'],
  ['unread', 404, 'fail http-status'],
] as const)('with a key that is %s, status %i is %s', async (key, status, verdict) => {
  expect(await verdictOf(tags, world(keyed(), refusing(key, status)))).toBe(verdict);
});
test('where Open WebUI has no key, 401 is a failure; an address of the command line has none to be known', async () => {
  expect(await verdictOf(tags, world(withUrls('http://a:11434'), refusing(undefined)))).toBe('fail no-key');
  const given = keyed({ source: 'option', hasKey: false });
  expect(await verdictOf(tags, world(given, refusing(undefined)))).toBe('unknown needs-key');
});
test('a 403 without a body is Ollama’s own refusal, one with a proxy is anybody’s', async () => {
  expect(await verdictOf(tags, world(keyed(), refusing('unread', 403, { bytes: 0 })))).toBe('fail http-status');
  const proxy = { url: 'http://p:1', variable: 'http_proxy' };
  expect(await verdictOf(tags, world(keyed(), refusing('unread', 403, { proxy })))).toBe('fail http-status');
});
test('a key that a user name in the URL keeps back is told though the server answers', async () => {
  const table = { [TAGS]: { evidence: { status: 200, json: { models: [] }, key: 'two-credentials' } } } as const;
  expect(await verdictOf(tags, world(keyed(), table))).toBe('unknown two-credentials');
});
