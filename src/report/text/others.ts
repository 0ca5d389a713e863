import type { Report, ReportDiagnosis } from '../../types/report.js';
import { fixLines, whyLines } from './cause.js';
import type { Pen } from './pen.js';

/** What does not fit on the first screen: further causes with their first fix, and the other ways to mend each. */
export function otherLines(report: Report, pen: Pen): string[] {
  const [first, ...others] = [...report.diagnoses].sort((one, other) => one.rank - other.rank);
  if (first === undefined) return [];
  const several = report.deployment.instances.length > 1;
  return [
    ...ways(first, pen),
    ...others.flatMap((diagnosis) => [...causeLines(diagnosis, several, pen), ...ways(diagnosis, pen)]),
  ];
}

function causeLines(diagnosis: ReportDiagnosis, several: boolean, pen: Pen): string[] {
  const { rank, title, instance, cause, fixes } = diagnosis;
  const [fix] = fixes;
  const head = `${rank}. ${title}${!several || instance === null || title.includes(instance) ? '' : pen.aside([instance])}`;
  return [
    '',
    ...pen.hang('', head).map((line) => pen.heading(line)),
    ...whyLines(diagnosis, pen),
    '',
    ...(fix === undefined ? pen.hang('  ', pen.say('label.no-fix')) : fixLines(fix, pen, cause)),
  ];
}

function ways({ cause, fixes }: ReportDiagnosis, pen: Pen): string[] {
  const [, ...more] = fixes;
  if (more.length === 0) return [];
  const heading = pen.heading(pen.say('section.ways', { cause }));
  if (pen.show.verbosity === 'verbose')
    return ['', heading, ...more.flatMap((fix, index) => [...(index === 0 ? [] : ['']), ...fixLines(fix, pen)])];
  const bullet = pen.show.unicode ? '•' : '-';
  return [
    '',
    heading,
    ...more.flatMap((fix) => pen.hang(`  ${bullet} `, fix.title + pen.aside([pen.say(`tried.${fix.rehearsal}`)]))),
    ...pen.hang('  ', pen.say('ways.verbose')),
  ];
}
