import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { buildReport } from '../../src/report/build.js';
import { FORMATS, reporterOf } from '../../src/report/reporters.js';
import type { RunResult } from '../../src/types/run.js';
import { LANGS } from '../../src/types/text.js';
import { sample } from './samples/index.js';

const schema = JSON.parse(readFileSync(new URL('../../schema/report-v1.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

/** The sample with its causes unknown. */
function undetermined(): RunResult {
  const run = sample('failing');
  const diagnoses = run.diagnoses.map((one) => ({
    ...one,
    diagnosis: { ...one.diagnosis, certainty: null },
  }));
  return { ...run, diagnoses };
}

for (const lang of LANGS)
  test.each(FORMATS)(`what is undetermined is shown without a certainty (${lang}, %s)`, async (format) => {
    const report = buildReport(undetermined(), { lang, failOn: 'fail', version: '0.1.0' });
    const reporter = await reporterOf(format);
    const shown = reporter(report, { lang, width: 200, color: false, unicode: true, verbosity: 'verbose' });
    expect(shown).not.toMatch(/certainty\.|undefined|\bproven\b|\blikely\b|已证实|很可能/);
    if (format !== 'json') return;
    const parsed = JSON.parse(shown);
    expect(parsed.diagnoses.map(({ certainty }: { certainty: unknown }) => certainty)).toEqual([null, null]);
    validate(parsed);
    expect(validate.errors).toBeNull();
  });
