import { expect, test } from '@jest/globals';
import { sanitize } from '../../src/messages/sanitize.js';
import { buildReport } from '../../src/report/build.js';
import { json } from '../../src/report/json.js';
import { sample } from '../report/samples/index.js';

/** Every character of Unicode that is a control, a format character or a separator of lines. */
const obeyed = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((character) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(character));

test(`none of ${obeyed.length} invisible characters stays in a name, or stands raw in JSON`, () => {
  expect(obeyed.length).toBeGreaterThan(200);
  const report = {
    ...buildReport(sample('healthy'), { lang: 'en', failOn: 'fail', version: '1' }),
    startedAt: obeyed.join(''),
  };
  const written = json(report, { lang: 'en', width: 80, color: false, unicode: true, verbosity: 'normal' });
  expect(JSON.parse(written)).toEqual(report);
  for (const character of obeyed) {
    expect(sanitize(`a${character}b`)).toMatch(/^a[ b]|^a$/u);
    expect(sanitize(character)).not.toContain(character);
    if (character !== '\n') expect(written).not.toContain(character);
  }
});
