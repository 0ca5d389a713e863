import { expect, test } from '@jest/globals';
import { dns } from '../../../checks/reach/dns.js';
import { instance, ollamaUrl, type Recorded, run, settings, verdictOf, world } from '../context.js';

const NAME = '* dns host.docker.internal';
const CONTROL = '* dns github.com';
const found: Recorded = { evidence: { addresses: ['172.17.0.1'] } };

test('a name that resolves passes, with its addresses', async () => {
  const { verdicts, together } = await run(dns, world(instance(), { [NAME]: found, [CONTROL]: 'ok' }));
  expect(verdicts).toMatchObject([{ status: 'pass', code: 'resolves', args: { addresses: ['172.17.0.1'] } }]);
  expect(together).toHaveLength(2);
});
test.each([
  ['dns-not-found', 'fail dns-not-found'],
  ['dns-failed', 'fail dns-failed'],
  ['timeout', 'fail dns-failed'],
  ['aborted', 'unknown aborted'],
] as const)('%s: %s, beside what another name gave', async (outcome, expected) => {
  const at = world(instance(), { [NAME]: outcome, [CONTROL]: 'ok' });
  expect(await verdictOf(dns, at)).toBe(expected);
  expect((await run(dns, at)).verdicts[0]).toHaveProperty('args.controlOutcome', 'ok');
});
test('an address needs no look-up, and --offline asks for no name outside', async () => {
  const value = [ollamaUrl('http://192.168.1.5:11434')];
  expect(await verdictOf(dns, world(instance({ settings: settings({ ollamaUrls: { known: true, value } }) })))).toBe(
    'skip literal',
  );
  const { asked } = await run(dns, world(instance(), { [NAME]: found }, { options: { offline: true } }));
  expect(asked).toEqual(['container:open-webui dns host.docker.internal']);
});
