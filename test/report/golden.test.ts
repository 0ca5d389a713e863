import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { buildReport } from '../../src/report/build.js';
import type { Show } from '../../src/report/reporter.js';
import { FORMATS, reporterOf } from '../../src/report/reporters.js';
import { samples } from './samples/index.js';

/**
 * What each reporter makes of each sample, word for word. After a change that is meant:
 * `UPDATE_GOLDEN=1 npm run unit -- test/report/golden`, and read the difference.
 */
const directory = new URL('./golden/', import.meta.url);
const update = process.env.UPDATE_GOLDEN === '1';
if (update) mkdirSync(directory, { recursive: true });

const plain: Show = { lang: 'en', width: 80, color: false, unicode: true, verbosity: 'normal' };
const screens: Readonly<Record<string, Show>> = {
  narrow: plain,
  'narrow.zh-CN': { ...plain, lang: 'zh-CN' },
  wide: { ...plain, width: 120 },
  'wide.zh-CN': { ...plain, lang: 'zh-CN', width: 120 },
  color: { ...plain, color: true },
  ascii: { ...plain, unicode: false },
  verbose: { ...plain, verbosity: 'verbose' },
  quiet: { ...plain, verbosity: 'quiet' },
};

function compare(name: string, text: string): void {
  const file = new URL(name, directory);
  if (update) writeFileSync(file, text);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : `missing: ${name}`).toBe(text);
}

for (const [name, run] of Object.entries(samples)) {
  test.each(Object.entries(screens))(`the screen of ${name}, %s`, async (style, show) => {
    const report = buildReport(run, { lang: show.lang, failOn: 'fail', version: '0.1.0' });
    compare(`${name}.text.${style}.txt`, (await reporterOf('text'))(report, show));
  });

  const others = FORMATS.filter((format) => format !== 'text').flatMap((format) =>
    (['en', 'zh-CN'] as const).map((lang) => ({ format, lang })),
  );
  test.each(others)(`the $format of ${name} in $lang`, async ({ format, lang }) => {
    const report = buildReport(run, { lang, failOn: 'fail', version: '0.1.0' });
    compare(`${name}.${format}.${lang}.txt`, (await reporterOf(format))(report, { ...plain, lang }));
  });
}
