import type { Status } from '../../types/check.js';
import type { Report } from '../../types/report.js';
import { exitMeaning } from '../answers.js';
import type { Pen } from './pen.js';
import { widthOf } from './width.js';

const ORDER: readonly Status[] = ['pass', 'warn', 'fail', 'crash', 'unknown', 'skip'];

/** The last line: counts, duration, exit code and its meaning. */
export function footLines(report: Report, pen: Pen): string[] {
  const counts = ORDER.filter((status) => report.summary[status] > 0).map((status) =>
    pen.say(`count.${status}`, { n: report.summary[status] }),
  );
  const exit = pen.say('foot.exit', { code: report.exitCode, meaning: pen.say(exitMeaning(report)) });
  const parts = [pen.list(counts), pen.ms(report.durationMs), exit].filter((part) => part !== '');
  const line = pen.plain(parts.join(' · '));
  return widthOf(line) <= pen.show.width ? [line] : [pen.plain(parts.slice(0, -1).join(' · ')), exit];
}
