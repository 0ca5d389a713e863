import { say } from '../messages/program.js';
import type { ReportCheck, ReportDiagnosis } from '../types/report.js';
import type { Lang } from '../types/text.js';

/** The cause that explains a row, if one does. */
export function causeOf(check: ReportCheck, diagnoses: readonly ReportDiagnosis[]): ReportDiagnosis | undefined {
  return diagnoses.find(
    ({ explains, instance, subjects }) =>
      explains.includes(check.id) &&
      (instance === null || instance === check.instance || check.instance === null) &&
      (subjects === null || check.subject === null || subjects.includes(check.subject)),
  );
}

/** Title of a row with what tells it apart from others of the same check. */
export function titleOf({ title, subject }: ReportCheck): string {
  return subject === null || title.includes(subject) ? title : `${title} (${subject})`;
}

/** The first fix of a cause as plain lines: what it does, and the commands or steps. */
export function firstFixText(diagnosis: ReportDiagnosis, lang: Lang): readonly string[] {
  const [fix] = diagnosis.fixes;
  if (fix === undefined) return [say(lang, 'label.no-fix')];
  return [
    `${say(lang, fix.commands.length > 0 ? 'label.run' : 'label.do')}: ${fix.title}`,
    ...fix.commands.map(({ run }) => run),
    ...fix.steps,
    ...fix.sideEffects,
  ];
}
