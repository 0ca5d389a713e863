import { expect, test } from '@jest/globals';
import { mirror } from '../../../checks/hub/mirror.js';
import { instance, type Recorded, run, settings, status, type Table, verdictOf, world } from '../context.js';
import { atCdn, control, HF, hub, MIRROR } from './answers.js';

const blocked = { ...hub(HF, 'reset'), ...control('ok') };
const verdict = (table: Table, change = {}) =>
  verdictOf(mirror, world(instance({ settings: settings(change) }), table));

test('the third party is not asked while the hub answers, nor where nothing does', async () => {
  const healthy = await run(mirror, world(instance(), { ...hub(HF, 'ok', 'ok', atCdn('ok')), ...control('ok') }));
  expect(healthy.verdicts).toMatchObject([{ status: 'skip', code: 'not-needed' }]);
  expect(await verdict({ ...hub(HF, 'timeout'), ...control('timeout') })).toBe('unknown offline');
});
test('a mirror is usable where its large files come too', async () => {
  expect(await verdict({ ...blocked, ...hub(MIRROR, 'ok', 'ok', atCdn('ok')) })).toBe('pass usable');
  expect(await verdict({ ...blocked, ...hub(MIRROR, 'ok', 'ok', atCdn('http-status', 403)) })).toBe('pass usable');
  expect(await verdict({ ...blocked, ...hub(MIRROR, 'ok', 'ok', atCdn('timeout')) })).toBe('unknown files-unreachable');
});
test('a mirror that sends its clients back is not usable', async () => {
  const back: Recorded = status(308, { location: `${HF}/api/models/x` });
  const { verdicts } = await run(mirror, world(instance(), { ...blocked, ...hub(MIRROR, back, back, back) }));
  expect(verdicts).toMatchObject([{ status: 'unknown', code: 'redirects-away', args: { away: 'huggingface.co' } }]);
  expect(await verdict({ ...blocked, ...hub(MIRROR, 'timeout') })).toBe('unknown unusable');
});
test('a blocked CDN host alone is reason enough to look for another source', async () => {
  const table = { ...hub(HF, 'ok', 'ok', atCdn('timeout')), ...control('ok'), ...hub(MIRROR, 'ok') };
  expect(await verdict(table)).toBe('pass usable');
});
test('where a mirror is set, huggingface.co is the other source', async () => {
  const hubEndpoint = { value: MIRROR, source: 'env', detail: '' } as const;
  const table = { ...hub(MIRROR, 'refused'), ...control('ok'), ...hub(HF, 'ok', 'ok', atCdn('ok')) };
  const { verdicts } = await run(mirror, world(instance({ settings: settings({ hubEndpoint }) }), table));
  expect(verdicts).toMatchObject([{ status: 'pass', code: 'usable', subject: HF }]);
});
