import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { version as check } from '../../../checks/ollama/version.js';
import { instance, type Recorded, run, version, world } from '../context.js';

const FILE = 'release-ollama-ollama.json';
const DAY_MS = 24 * 3_600_000;
const NOW = Date.parse('2026-11-22T10:00:00Z');
let cacheDir = '';
beforeEach(() => {
  cacheDir = mkdtempSync(join(tmpdir(), 'owui-cache-'));
});
afterEach(() => rmSync(cacheDir, { recursive: true, force: true }));

const released = (tag: string): Recorded => ({ evidence: { status: 200, json: { tag_name: tag } } });
async function ask(latest: Recorded, now = NOW, dir = cacheDir) {
  const table = {
    '* GET http://host.docker.internal:11434/api/version': version('0.32.15'),
    'host GET https://api.github.com/repos/ollama/ollama/releases/latest': latest,
  };
  const { verdicts, asked } = await run(check, world(instance(), table, { options: { cacheDir: dir }, now }));
  return { code: verdicts[0]?.code, asked: asked.some((key) => key.includes('api.github.com')) };
}
const keep = (text: string): void => writeFileSync(join(cacheDir, FILE), text);

test('a release is asked for once a day', async () => {
  expect(await ask(released('v0.33.0'))).toEqual({ code: 'behind', asked: true });
  expect(await ask('timeout', NOW + DAY_MS - 1)).toEqual({ code: 'behind', asked: false });
  expect(await ask(released('v0.32.15'), NOW + DAY_MS)).toEqual({ code: 'current', asked: true });
  expect(readdirSync(cacheDir)).toEqual([FILE]);
  expect(JSON.parse(readFileSync(join(cacheDir, FILE), 'utf8'))).toEqual({ version: '0.32.15', at: NOW + DAY_MS });
});
test.each([
  '',
  '{',
  'null',
  '[]',
  '{"version":"9.9.9"}',
  '{"version":7,"at":1}',
  `{"version":"../../x","at":${NOW}}`,
  `{"version":"9.9.9","at":${NOW + 1}}`,
  `{"version":"9.9.9","at":"${NOW}"}`,
])('a damaged file is no answer: %j', async (text) => {
  keep(text);
  expect(await ask(released('v0.32.15'))).toEqual({ code: 'current', asked: true });
});
test('what is not known is not kept', async () => {
  expect((await ask('dns-failed')).code).toBe('offline');
  expect(readdirSync(cacheDir)).toEqual([]);
});
test('a folder that cannot be written is no fault', async () => {
  keep('x');
  expect(await ask(released('v0.33.0'), NOW, join(cacheDir, FILE))).toEqual({ code: 'behind', asked: true });
});
