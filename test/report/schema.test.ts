import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { buildReport } from '../../src/report/build.js';
import { json } from '../../src/report/json.js';
import { HOPS } from '../../src/types/cause.js';
import { OUTCOMES } from '../../src/types/probe.js';
import { LANGS } from '../../src/types/text.js';
import { samples } from './samples/index.js';

const schema = JSON.parse(readFileSync(new URL('../../schema/report-v1.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);
const show = { width: 80, color: false, unicode: true, verbosity: 'normal' } as const;

for (const [name, run] of Object.entries(samples)) {
  test.each(LANGS)(`the JSON report of ${name} keeps to the schema in %s`, (lang) => {
    const report = buildReport(run, { lang, failOn: 'fail', version: '0.1.0' });
    const parsed: unknown = JSON.parse(json(report, { ...show, lang }));
    validate(parsed);
    expect(validate.errors).toBeNull();
    expect(parsed).toEqual(JSON.parse(JSON.stringify(report)));
  });
}

test('the schema refuses what the contract does not know', () => {
  const [run] = Object.values(samples);
  if (run === undefined) throw new Error('no sample');
  const report = buildReport(run, { lang: 'en', failOn: 'fail', version: '0.1.0' });
  expect(validate({ ...report, extra: 1 })).toBe(false);
  expect(validate({ ...report, schemaVersion: 2 })).toBe(false);
  expect(validate({ ...report, exitCode: 6 })).toBe(false);
  const [check] = report.checks;
  expect(validate({ ...report, checks: [{ ...check, status: 'skipped' }] })).toBe(false);
});

test('its closed sets are those of the program', () => {
  expect(schema.$defs.observation.properties.outcome.enum).toEqual(OUTCOMES);
  expect(schema.$defs.diagnosis.properties.failingHop.enum).toEqual([...HOPS, null]);
});
