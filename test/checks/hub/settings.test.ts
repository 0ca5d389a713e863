import { expect, test } from '@jest/globals';
import { settings as check } from '../../../checks/hub/settings.js';
import type { Settings } from '../../../src/plugin.js';
import { instance, settings, verdictOf, world } from '../context.js';

const set = <T>(value: T) => ({ value, source: 'env' as const, detail: 'X=…' });
const verdict = (change: Partial<Settings>, version = '0.12.4') =>
  verdictOf(check, world(instance({ version, settings: settings(change) })));
const uncached = { embeddingCached: { known: true, value: false } } as const;

test('no endpoint, or a right one, passes', async () => {
  expect(await verdict({})).toBe('pass default');
  expect(await verdict({ hubEndpoint: set('https://hf-mirror.com') })).toBe('pass set');
  expect(await verdict({ hubEndpoint: set('https://huggingface.co/') })).toBe('pass default');
});
test('a broken endpoint is as bad as what needs it', async () => {
  expect(await verdict({ hubEndpoint: set('') })).toBe('warn empty');
  expect(await verdict({ hubEndpoint: set(''), ...uncached })).toBe('fail empty');
  expect(await verdict({ hubEndpoint: set('hf-mirror.com'), ...uncached })).toBe('fail missing-scheme');
  expect(await verdict({ hubEndpoint: set('hf-mirror.com'), ...uncached, embeddingEngine: set('ollama') })).toBe(
    'warn missing-scheme',
  );
});
test('a slash at the end harms old clients alone', async () => {
  expect(await verdict({ hubEndpoint: set('https://hf-mirror.com/') })).toBe('pass set');
  expect(await verdict({ hubEndpoint: set('https://hf-mirror.com/') }, '0.5.20')).toBe('warn trailing-slash');
});
test('offline on purpose is healthy, unless the start needs a model that is not there', async () => {
  expect(await verdict({ offlineMode: set(true) })).toBe('pass offline-on-purpose');
  expect(await verdict({ hubOffline: set(true), ...uncached })).toBe('pass offline-on-purpose');
  expect(await verdict({ hubOffline: set(true), ...uncached }, '0.9.6')).toBe('fail offline-without-model');
});
test('OFFLINE_MODE=1 does nothing', async () => {
  expect(await verdict({ variables: { OFFLINE_MODE: '1' } })).toBe('warn offline-mode-ignored');
});
