import { PLUGIN_ROW } from '../../types/check.js';
import type { Report, ReportCheck, ReportDiagnosis } from '../../types/report.js';
import { causeOf } from '../plain.js';
import type { Pen } from './pen.js';
import { placeOf, seenText } from './places.js';
import { skipLines } from './skips.js';
import { widthOf } from './width.js';

/** All checks, those of this machine first, then those of each Open WebUI. */
export function checkLines(report: Report, pen: Pen): string[] {
  const groups = new Map<string | null, ReportCheck[]>();
  for (const check of report.checks) groups.set(check.instance, [...(groups.get(check.instance) ?? []), check]);
  const names = [...groups.keys()].sort((one, other) => Number(one !== null) - Number(other !== null));
  const lines = [pen.heading(pen.say('section.checks'))];
  for (const name of names) {
    const checks = groups.get(name) ?? [];
    if (names.length > 1) lines.push(`  ${pen.heading(name === null ? pen.say('section.machine') : pen.name(name))}`);
    lines.push(...checks.filter(({ status }) => status !== 'skip').flatMap((check) => rowLines(check, report, pen)));
    lines.push(...skipLines(checks, pen));
  }
  return lines;
}

function rowLines(check: ReportCheck, report: Report, pen: Pen): string[] {
  const { status, title, subject, durationMs } = check;
  const prefix = `  ${pen.badge(status, pen.say(`status.${status}`), pen.statusWidth)}  `;
  const about = subject === null || title.includes(subject) ? title : title + pen.aside([subject]);
  const verbose = pen.show.verbosity === 'verbose';
  const timed = verbose ? about + pen.aside([check.id, pen.ms(durationMs)]) : about;
  const head = pen.hang(prefix, timed, pen.statusWidth + 6);
  if (status === 'pass') return verbose ? [...head, ...detail(pen, 'means', check.message)] : head;
  if (status === 'unknown') return [...head, ...detail(pen, 'why', check.message)];
  return [...head, ...troubleLines(check, report, pen)];
}

/** At most four: seen, means, run, more. */
function troubleLines(check: ReportCheck, report: Report, pen: Pen): string[] {
  // The first observation decided the status; one that went well shows no trouble.
  const seen = report.observations.find(({ id, outcome }) => id === check.observations[0] && outcome !== 'ok');
  const diagnosis = causeOf(check, report.diagnoses);
  return [
    ...(seen === undefined ? [] : detail(pen, 'seen', seenText(seen, pen))),
    ...detail(pen, 'means', check.message),
    ...(diagnosis === undefined ? [] : runLine(diagnosis, pen)),
    ...(check.id === PLUGIN_ROW ? [] : detail(pen, 'more', `owui-doctor explain ${check.id}`)),
  ];
}

/** A command of one line is repeated here; a longer one is pointed at. */
function runLine(diagnosis: ReportDiagnosis, pen: Pen): string[] {
  const [fix] = diagnosis.fixes;
  if (fix === undefined) return [];
  const [command, ...more] = fix.commands;
  if (command !== undefined && more.length === 0 && !command.run.includes('\n')) {
    const prefix = prefixOf(pen, 'run');
    if (widthOf(prefix + command.run) <= pen.show.width) return [prefix + command.run];
  }
  return detail(
    pen,
    'run',
    pen.say(diagnosis.rank === 1 ? 'line.fix-above' : 'line.fix-below', { cause: diagnosis.cause }),
  );
}

type Label = 'seen' | 'means' | 'run' | 'more' | 'why';

function prefixOf(pen: Pen, label: Label): string {
  const word = pen.say(`line.${label}`);
  const width = Math.max(widthOf(pen.say('line.means')), widthOf(pen.say('line.seen')));
  return `${' '.repeat(pen.statusWidth + 6)}${word}${' '.repeat(width - widthOf(word) + 2)}`;
}

function detail(pen: Pen, label: Label, text: string): string[] {
  return pen.hang(prefixOf(pen, label), text);
}

/** Vantage points that could not be used, and why. */
export function vantageLines(report: Report, pen: Pen): string[] {
  const lost = report.vantages.filter(({ unavailable }) => unavailable !== undefined);
  if (lost.length === 0) return [];
  return [
    '',
    pen.heading(pen.say('section.vantages')),
    ...lost.flatMap(({ id, unavailable }) => pen.hang(`  ${placeOf(id, pen)}  `, unavailable ?? '')),
  ];
}
