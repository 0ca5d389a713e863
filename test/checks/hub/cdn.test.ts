import { expect, test } from '@jest/globals';
import { cdn } from '../../../checks/hub/cdn.js';
import { instance, type Recorded, run, settings, verdictOf, world } from '../context.js';
import { atCdn, HF, hub } from './answers.js';

const verdict = (large: Recorded, change = {}) =>
  verdictOf(cdn, world(instance({ settings: settings(change) }), hub(HF, 'ok', 'ok', large)));

test('the host behind the redirect is what is judged', async () => {
  const { verdicts } = await run(cdn, world(instance(), hub(HF, 'ok', 'ok', atCdn('timeout'))));
  expect(verdicts).toMatchObject([{ status: 'warn', code: 'timeout', subject: 'cdn-lfs.hf.co' }]);
  expect(await verdict(atCdn('timeout'), { embeddingCached: { known: true, value: false } })).toBe('fail timeout');
});
test('a refusal of HEAD by that host is an answer, an outage is not', async () => {
  expect(await verdict(atCdn('ok'))).toBe('pass answers');
  expect(await verdict(atCdn('http-status', 403))).toBe('pass answers');
  expect(await verdict(atCdn('http-status', 503))).toBe('warn http-status');
});
test('a hub that sends files itself has no such host; one that is silent names none', async () => {
  expect(await verdict('ok')).toBe('pass same-host');
  expect(await verdict('reset')).toBe('skip hub-unreachable');
});
