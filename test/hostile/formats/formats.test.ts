import { expect, test } from '@jest/globals';
import { buildReport } from '../../../src/report/build.js';
import { defuse } from '../../../src/report/defuse.js';
import type { Show } from '../../../src/report/reporter.js';
import { FORMATS, type Format, reporterOf } from '../../../src/report/reporters.js';
import type { Report } from '../../../src/types/report.js';
import type { RunResult } from '../../../src/types/run.js';
import { LANGS } from '../../../src/types/text.js';
import { parseExposition } from '../../report/exposition.js';
import { sample, samples } from '../../report/samples/index.js';
import { parseXml } from '../../report/xml.js';
import { PAYLOADS } from './payloads.js';
import { poison } from './places.js';

/**
 * Hostile text × place × format × language. In turn k the place i holds the payload i + k, so that after as many turns as
 * there are payloads each of them has stood in each place. Every result is read back whole.
 */

/** What a terminal or an editor obeys without showing it; of line breaks and tabs only those of a command or the format are left. */
const OBEYED = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

const readers: Readonly<Record<Format, (written: string, report: Report) => void>> = {
  text: (written) => {
    expect(defuse(written)).not.toMatch(/^\s*(?:::[a-z-]+[^\n]*::|##\[)/imu);
  },
  json: (written, report) => {
    expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(report)));
  },
  junit: (written, report) => {
    const root = parseXml(written);
    expect(root.children.flatMap(({ children }) => children).map(({ name }) => name)).toEqual(
      report.checks.map(() => 'testcase'),
    );
  },
  github: (written, report) => {
    const troubled = report.checks.filter(({ status }) => ['fail', 'crash', 'warn'].includes(status));
    const lines = written === '' ? [] : written.slice(0, -1).split('\n');
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning) title=[^:,\r]*::[^\r]*$/u);
    expect(lines).toHaveLength(troubled.length);
  },
  markdown: (written, report) => {
    const prose = outsideOfFences(written);
    expect(prose.filter((line) => line.startsWith('| '))).toHaveLength(report.checks.length + 2);
    for (const row of prose.filter((line) => line.startsWith('| ')))
      expect(row.replace(/\\\\/gu, '').match(/(?<!\\)\|/gu)).toHaveLength(5);
    const text = prose.map((line) => line.replace(/(?<!\\)(`+)(?!`)(?:(?!\1).|`(?=`))*?(?<!`)\1(?!`)/gu, ''));
    for (const line of text) expect(line).not.toMatch(/<|(?<!\\)\[|(?<!\\)`|@/u);
    expect(prose.filter((line) => line.startsWith('## '))).toHaveLength(1);
    expect(prose.filter((line) => line.startsWith('### '))).toHaveLength(report.diagnoses.length);
  },
  prometheus: (written, report) => {
    const read = parseExposition(written);
    expect(read.find(({ name }) => name === 'owui_doctor_healthy')?.value).toBe(Number(report.exitCode === 0));
    for (const { id, instance, subject } of report.checks)
      expect(
        read.filter(
          ({ labels }) =>
            labels.check === id && labels.instance === (instance ?? '') && labels.subject === (subject ?? ''),
        ),
      ).toHaveLength(6);
  },
};

/** Lines that are no code block; throws where a block is left open. */
function outsideOfFences(page: string): readonly string[] {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of page.split('\n')) {
    const marks = /^(`{3,})(?:sh)?$/u.exec(line)?.[1];
    if (fence === null && marks !== undefined) fence = marks;
    else if (fence !== null) fence = line === fence ? null : fence;
    else lines.push(line);
  }
  if (fence !== null) throw new Error('a code block is never closed');
  return lines;
}

/** What is found twice: two causes of one name, two rows of one subject. */
const twice = ({ findings, diagnoses, ...run }: RunResult): RunResult => ({
  ...run,
  findings: [...findings, ...findings],
  diagnoses: [...diagnoses, ...diagnoses].map((one, index) => ({ ...one, rank: index + 1 })),
});
const runs = Object.values(samples).flatMap((run) => [run, twice(run)]);
const places = runs.map((run) => {
  let count = 0;
  poison(run, () => String(count++));
  return count;
});
const total = places.reduce((sum, one) => sum + one, 0) * PAYLOADS.length * LANGS.length;

test.each(FORMATS)(`${total} hostile texts in all places of a report: %s is read back whole`, async (format) => {
  const reporter = await reporterOf(format);
  for (const lang of LANGS) {
    const show: Show = { lang, width: 80, color: false, unicode: true, verbosity: 'verbose' };
    for (const turn of PAYLOADS.keys()) {
      for (const run of runs) {
        let place = turn;
        const hostile = poison(run, () => PAYLOADS[place++ % PAYLOADS.length] ?? '');
        const report = buildReport(hostile, { lang, failOn: 'fail', version: '0.1.0' });
        const written = reporter(report, show);
        expect(written).not.toMatch(OBEYED);
        readers[format](written, report);
      }
    }
  }
});

test(`no place of the data names what is obeyed: ${PAYLOADS.length} payloads as a vantage point`, () => {
  const run = sample('failing');
  for (const payload of PAYLOADS) {
    const { vantages, checks, observations } = buildReport(
      poison(run, () => payload),
      { lang: 'en', failOn: 'fail', version: '0.1.0' },
    );
    const ids = [...vantages.map(({ id }) => id), ...[...checks, ...observations].map(({ vantage }) => vantage ?? '')];
    for (const id of ids) expect(id).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  }
});
