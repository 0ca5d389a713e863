import { expect, test } from '@jest/globals';
import { version as check } from '../../../checks/webui/version.js';
import { instance, type Recorded, verdictOf, world } from '../context.js';

const LATEST = '* GET https://api.github.com/repos/open-webui/open-webui/releases/latest';
const released: Recorded = { evidence: { status: 200, json: { tag_name: 'v0.12.4' } } };
const config = (version: string): Recorded => ({
  evidence: { status: 200, json: { status: true, name: 'x', version } },
});
const verdict = (seen: Recorded, known: string | null, latest: Recorded = released) =>
  verdictOf(
    check,
    world(instance({ version: known }), { '* GET http://127.0.0.1:8080/api/config': seen, [LATEST]: latest }),
  );

test('what the program tells of itself counts before the image’s label', async () => {
  expect(await verdict(config('0.12.4'), '0.11.0')).toBe('pass current');
  expect(await verdict(config('0.11.0'), '0.12.4')).toBe('warn behind');
  expect(await verdict('refused', '0.11.0')).toBe('warn behind');
  expect(await verdict('refused', null)).toBe('skip no-version');
});
test('offline is not known, rather than old', async () => {
  expect(await verdict(config('0.11.0'), null, 'unreachable')).toBe('unknown offline');
});
