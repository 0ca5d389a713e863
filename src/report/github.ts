import type { Report, ReportCheck } from '../types/report.js';
import type { Lang } from '../types/text.js';
import { causeOf, firstFixText, titleOf } from './plain.js';
import type { Reporter } from './reporter.js';

/** Escapes what ends a workflow command's message. */
export function escapeMessage(text: string): string {
  return text.replace(/%/gu, '%25').replace(/\r/gu, '%0D').replace(/\n/gu, '%0A');
}
/** Escapes what ends a property of a workflow command. */
export function escapeProperty(text: string): string {
  return escapeMessage(text).replace(/:/gu, '%3A').replace(/,/gu, '%2C');
}

const LEVELS = { fail: 'error', crash: 'error', warn: 'warning' } as const;

/** Annotations of GitHub Actions: an error for each failure or crash, a warning for each warning. */
export const github: Reporter = (report, { lang }) =>
  report.checks.map((check) => annotation(check, report, lang)).join('');

function annotation(check: ReportCheck, report: Report, lang: Lang): string {
  const { status, message, instance } = check;
  if (status !== 'fail' && status !== 'crash' && status !== 'warn') return '';
  const diagnosis = causeOf(check, report.diagnoses);
  const title = [`owui-doctor ${check.id}`, instance, titleOf(check)].filter((part) => part !== null).join(': ');
  const story =
    diagnosis === undefined ? [] : [`${diagnosis.title} (${diagnosis.cause})`, ...firstFixText(diagnosis, lang)];
  return `::${LEVELS[status]} title=${escapeProperty(title)}::${escapeMessage([message, ...story].join('\n'))}\n`;
}
