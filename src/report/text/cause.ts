import type { ReportDiagnosis, ReportFix } from '../../types/report.js';
import { commandLines, whereOf } from './commands.js';
import type { Pen } from './pen.js';
import { pad, widthOf } from './width.js';

/** Column at which the texts of a cause begin. */
function labelWidth(pen: Pen): number {
  const labels = [
    'why',
    'proof',
    'refuted',
    'run',
    'tried',
    'effects',
    'also',
    'undo',
    'more',
    'page',
    'ollama',
    'instance',
  ];
  return Math.max(...labels.map((label) => widthOf(pen.say(`label.${label}` as 'label.why')))) + 2;
}

export function field(pen: Pen, label: string, text: string): string[] {
  return pen.field(2, labelWidth(pen), label, text);
}

/** Why: the sentence, then how sure it is. */
export function whyLines(diagnosis: ReportDiagnosis, pen: Pen): string[] {
  const facts = [
    diagnosis.cause,
    ...(diagnosis.certainty === null ? [] : [pen.say(`certainty.${diagnosis.certainty}`)]),
    ...(diagnosis.failingHop === null ? [] : [pen.say('label.hop', { hop: pen.say(`hop.${diagnosis.failingHop}`) })]),
  ];
  const lines = [
    ...field(pen, pen.say('label.why'), diagnosis.message),
    ...field(pen, pen.say('label.cause'), facts.join(' · ')),
  ];
  if (pen.show.verbosity !== 'verbose') return lines;
  const proof = diagnosis.proof.map(({ observation, says }) =>
    observation === null ? says : `${says} (${observation})`,
  );
  const refuted = diagnosis.refuted.map(({ cause, because }) => `${cause}: ${because}`);
  return [
    ...lines,
    ...proof.flatMap((text, index) => field(pen, index === 0 ? pen.say('label.proof') : '', text)),
    ...refuted.flatMap((text, index) => field(pen, index === 0 ? pen.say('label.refuted') : '', text)),
  ];
}

/** A fix: what to run or do, whether it was tried, what it costs, and the way back. */
export function fixLines(fix: ReportFix, pen: Pen, cause?: string): string[] {
  const runs = fix.commands.length > 0;
  const label = pen.say(runs ? 'label.run' : 'label.do');
  const head = field(pen, label, fix.title + (runs ? pen.aside([whereOf(fix.commands, pen)]) : ''));
  const tried = pen.say(`tried.${fix.rehearsal}`);
  const { rehearsalDetail: detail } = fix;
  return [
    ...head.map((line, index) => (index === 0 ? line.replace(label, pen.ink('bold', label)) : line)),
    ...commandLines(fix.commands, pen),
    ...(runs ? [''] : []),
    ...fix.steps.flatMap((step, index) => pen.hang(`${' '.repeat(labelWidth(pen) + 2)}${index + 1}. `, step)),
    ...field(pen, pen.say('label.tried'), detail === null ? tried : pen.sentences([tried, detail])),
    ...fix.sideEffects.flatMap((text, index) => field(pen, index === 0 ? pen.say('label.effects') : '', text)),
    ...(fix.also ?? []).flatMap(({ says, command }) => [
      ...field(pen, pen.say('label.also'), says),
      ...commandLines([command], pen),
      '',
    ]),
    ...(cause === undefined ? [] : field(pen, pen.say('label.more'), `owui-doctor explain ${cause}`)),
    ...(fix.undo.length === 0 ? [] : undoLines(fix, pen)),
  ];
}

/** The way back; a short command beside its label, anything else on lines of its own. */
function undoLines(fix: ReportFix, pen: Pen): string[] {
  const [first, ...more] = fix.undo;
  const label = `  ${pad(pen.say('label.undo'), labelWidth(pen))}`;
  if (first !== undefined && more.length === 0 && !first.run.includes('\n')) {
    const line = label + first.run;
    if (widthOf(line) <= pen.show.width) return [line];
  }
  return [label.trimEnd(), ...commandLines(fix.undo, pen)];
}
