import { expect, test } from '@jest/globals';
import { certificate } from '../../../checks/hub/certificate.js';
import { instance, type Recorded, run, settings, verdictOf, world } from '../context.js';
import { HF, hub } from './answers.js';

const shown = (validTo: string, outcome: 'ok' | 'tls-untrusted' = 'ok'): Recorded => ({
  outcome,
  evidence: {
    certificate: {
      subject: 'CN=huggingface.co',
      issuer: 'CN=Example CA',
      altNames: [],
      validFrom: null,
      validTo,
      fingerprint256: '',
      chainEnd: null,
    },
  },
});
const verdict = (seen: Recorded, change = {}) =>
  verdictOf(certificate, world(instance({ settings: settings(change) }), hub(HF, seen)));

test('a trusted certificate passes while it lasts', async () => {
  expect(await verdict(shown('2027-01-01T00:00:00Z'))).toBe('pass trusted');
  expect(await verdict(shown('2026-11-30T00:00:00Z'))).toBe('warn expires-soon');
});
test('an untrusted one names its issuer, and is as bad as what needs it', async () => {
  const seen = shown('2027-01-01T00:00:00Z', 'tls-untrusted');
  const { verdicts } = await run(certificate, world(instance(), hub(HF, seen)));
  expect(verdicts).toMatchObject([{ status: 'warn', code: 'tls-untrusted', args: { issuer: 'CN=Example CA' } }]);
  expect(await verdict(seen, { embeddingCached: { known: true, value: false } })).toBe('fail tls-untrusted');
});
test('a connection that ends before has none', async () => {
  expect(await verdict('reset')).toBe('skip not-seen');
});
