import { expect, test } from '@jest/globals';
import { version as check } from '../../../checks/ollama/version.js';
import { instance, type Recorded, status, verdictOf, version, world } from '../context.js';

const LATEST = 'host GET https://api.github.com/repos/ollama/ollama/releases/latest';
const released = (tag: string, prerelease = false): Recorded => ({
  evidence: { status: 200, json: { tag_name: tag, prerelease } },
});
const verdict = (running: string, latest: Recorded, options = {}) =>
  verdictOf(
    check,
    world(
      instance(),
      { '* GET http://host.docker.internal:11434/api/version': version(running), [LATEST]: latest },
      { options },
    ),
  );

test.each([
  ['0.32.15', 'pass current'],
  ['0.33.0-rc2', 'pass current'],
  ['0.32.14', 'warn behind'],
  ['0.9.0', 'warn behind'],
  ['0.32.15-rc1', 'warn behind'],
  ['0.0.0', 'pass built'],
  ['0.32.0-3-gabcdef1', 'pass built'],
  ['main', 'pass built'],
])('%s: %s', async (running, expected) => {
  expect(await verdict(running, released('v0.32.15'))).toBe(expected);
});
test.each([
  ['no network', 'dns-failed', 'unknown offline'],
  ['nothing answers', 'timeout', 'unknown offline'],
  ['the limit is reached', status(403, { 'x-ratelimit-remaining': '0' }), 'unknown rate-limited'],
  ['the limit is reached, newer status', status(429, { 'x-ratelimit-remaining': '0' }), 'unknown rate-limited'],
  ['a company’s proxy refuses', status(403), 'unknown unreadable'],
  ['another page answers', 'wrong-service', 'unknown unreadable'],
  ['a pre-release is named', released('v0.33.0-rc1'), 'unknown unreadable'],
  ['a pre-release is marked', released('v0.33.0', true), 'unknown unreadable'],
] as const)('%s: nothing is claimed', async (_, latest, expected) => {
  expect(await verdict('0.30.0', latest)).toBe(expected);
});
test('--offline asks nothing of the outside', async () => {
  expect(await verdict('0.30.0', 'ok', { offline: true })).toBe('skip opted-out');
});
