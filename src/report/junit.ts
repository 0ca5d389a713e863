import type { Report, ReportCheck } from '../types/report.js';
import type { Lang } from '../types/text.js';
import { causeOf, firstFixText, titleOf } from './plain.js';
import type { Reporter } from './reporter.js';
import { element, xmlText } from './xml.js';

/**
 * JUnit's XML: a suite for this machine and for each Open WebUI, a case for each row. `fail` is a failure, `crash` an
 * error; `skip` and `unknown` are skipped with their reason; `warn` passes, and says why on its standard output.
 */
export const junit: Reporter = (report, { lang }) => {
  const groups = new Map<string, ReportCheck[]>();
  for (const check of report.checks) {
    const name = check.instance ?? 'host';
    groups.set(name, [...(groups.get(name) ?? []), check]);
  }
  const suites = [...groups].map(([name, checks]) => suite(name, checks, report, lang));
  const root = element(
    'testsuites',
    { name: 'owui-doctor', ...counts(report.checks), time: report.durationMs / 1000 },
    suites,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
};

function counts(checks: readonly ReportCheck[]): Record<'tests' | 'failures' | 'errors' | 'skipped', number> {
  const count = (...statuses: readonly string[]): number =>
    checks.filter(({ status }) => statuses.includes(status)).length;
  return { tests: checks.length, failures: count('fail'), errors: count('crash'), skipped: count('skip', 'unknown') };
}

function suite(name: string, checks: readonly ReportCheck[], report: Report, lang: Lang): string {
  const cases = checks.map((check) => `\n    ${testCase(name, check, report, lang)}`);
  const seconds = checks.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
  const attributes = { name, ...counts(checks), time: seconds, timestamp: report.startedAt };
  return `\n  ${element('testsuite', attributes, [...cases, '\n  '])}\n`;
}

function testCase(suiteName: string, check: ReportCheck, report: Report, lang: Lang): string {
  const attributes = {
    name: `${check.id}: ${titleOf(check)}`,
    classname: `owui-doctor.${suiteName}`,
    time: check.durationMs / 1000,
  };
  return element('testcase', attributes, result(check, report, lang));
}

function result(check: ReportCheck, report: Report, lang: Lang): readonly string[] {
  const { status, message, code } = check;
  const diagnosis = causeOf(check, report.diagnoses);
  const story = diagnosis === undefined ? [] : [diagnosis.title, diagnosis.message, ...firstFixText(diagnosis, lang)];
  const body = xmlText([message, ...story].join('\n'));
  switch (status) {
    case 'fail':
      return [element('failure', { message, type: code }, [body])];
    case 'crash':
      return [element('error', { message, type: code }, [body])];
    case 'skip':
    case 'unknown':
      return [element('skipped', { message })];
    case 'warn':
      return [element('system-out', {}, [body])];
    case 'pass':
      return [];
  }
}
