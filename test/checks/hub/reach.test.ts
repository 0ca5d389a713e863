import { expect, test } from '@jest/globals';
import { reach } from '../../../checks/hub/reach.js';
import type { Settings } from '../../../src/plugin.js';
import { instance, type Recorded, run, settings, status, type Table, verdictOf, world } from '../context.js';

const REPO = 'sentence-transformers/all-MiniLM-L6-v2';
const hub = (base: string, info: Recorded, file: Recorded = info, control: Recorded = 'ok'): Table => ({
  [`* GET ${base}/api/models/${REPO}/revision/main`]: info,
  [`* HEAD ${base}/${REPO}/resolve/main/config.json`]: file,
  '* HEAD https://github.com/': control,
});
const HF = 'https://huggingface.co';
const uncached = { embeddingCached: { known: true, value: false } } as const;
const verdict = (table: Table, change: Partial<Settings> = {}, options = {}) =>
  verdictOf(reach, world(instance({ settings: settings(change) }), table, { options }));

test('a hub that answers passes, with all questions in one turn', async () => {
  const told = await run(reach, world(instance(), hub(HF, 'ok')));
  expect(told.verdicts).toMatchObject([{ status: 'pass', code: 'answers', subject: HF }]);
  expect(told.together).toHaveLength(3);
});
test.each(['reset', 'timeout', 'tls-untrusted', 'tls-closed', 'dns-not-found', 'proxy-failed'] as const)(
  '%s is a warning where Open WebUI works without it, a failure where a download needs it',
  async (outcome) => {
    expect(await verdict(hub(HF, outcome))).toBe(`warn ${outcome}`);
    expect(await verdict(hub(HF, outcome), uncached)).toBe(`fail ${outcome}`);
  },
);
test.each(['timeout', 'unreachable', 'dns-failed', 'dns-not-found', 'refused'] as const)(
  '%s everywhere is being offline',
  async (outcome) => {
    expect(await verdict(hub(HF, outcome, outcome, outcome), uncached)).toBe('unknown offline');
  },
);
test('a reset comes from somebody: it is no sign of being offline', async () => {
  expect(await verdict(hub(HF, 'reset', 'reset', 'timeout'))).toBe('warn reset');
});
test('limits, outages and mirrors that send the client away have their own names', async () => {
  expect(await verdict(hub(HF, status(429)))).toBe('warn rate-limited');
  expect(await verdict(hub(HF, status(503)))).toBe('warn unavailable');
  expect(await verdict(hub(HF, status(401)))).toBe('warn http-status');
  const mirror = 'https://hf-mirror.com';
  const set = { hubEndpoint: { value: mirror, source: 'env', detail: '' } } as const;
  const away: Recorded = { evidence: { redirects: [{ status: 308, location: `${HF}/x` }] } };
  const relative: Recorded = { evidence: { redirects: [{ status: 307, location: '/api/resolve-cache/x' }] } };
  const older = world(instance({ version: '0.6.43', settings: settings(set) }), hub(mirror, 'ok', away));
  expect(await verdictOf(reach, older)).toBe('warn redirects-away');
  expect(await verdict(hub(mirror, 'ok', away), set)).toBe('pass answers');
  expect(await verdict(hub(mirror, 'ok', relative), set)).toBe('pass answers');
});
test('nothing is asked where nothing is wanted', async () => {
  expect(await verdict({}, {}, { offline: true })).toBe('skip opted-out');
  expect(await verdict({}, { offlineMode: { value: true, source: 'env', detail: '' } })).toBe(
    'skip offline-on-purpose',
  );
  expect(await verdict({}, { hubEndpoint: { value: '', source: 'env', detail: '' } })).toBe('skip endpoint-unusable');
});
test('the client is that of the version', async () => {
  const key = (client: string) => `container:open-webui GET ${HF}/api/models/${REPO}/revision/main (${client})`;
  const of = (version: string, client: string) =>
    verdictOf(
      reach,
      world(instance({ version }), {
        ...hub(HF, 'refused'),
        [key(client)]: 'ok',
        [`* HEAD ${HF}/${REPO}/resolve/main/config.json`]: 'ok',
      }),
    );
  expect(await of('0.12.4', 'httpx')).toBe('pass answers');
  expect(await of('0.7.2', 'requests')).toBe('pass answers');
});
