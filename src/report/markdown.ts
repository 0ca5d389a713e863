import { say } from '../messages/program.js';
import type { Report, ReportCheck, ReportDiagnosis, ReportFix } from '../types/report.js';
import type { Lang } from '../types/text.js';
import { exitMeaning } from './answers.js';
import { titleOf } from './plain.js';
import type { Reporter } from './reporter.js';

const MARKS = { pass: '✅', warn: '⚠️', fail: '❌', skip: '⏭️', unknown: '❔', crash: '💥' } as const;

/** Any text as Markdown text: nothing in it is markup, a mention, a table's border or HTML. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]|~$]/gu, '\\$&')
    .replace(/^(\s*)([-+#>=])/u, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/u, '$1\\$2')
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/@/gu, '&#64;')
    .replace(/:\/\//gu, ':\\//')
    .replace(/\r?\n/gu, ' ');
}

/** A code span that holds backticks. */
function code(text: string): string {
  const runs = text.match(/`+/gu) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const gap = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${gap}${text.replace(/\|/gu, '\\|')}${gap}${fence}`;
}

/** A code block whose fence is longer than any inside it. */
function block(text: string): readonly string[] {
  const runs = text.match(/`+/gu) ?? [];
  const fence = '`'.repeat(Math.max(2, ...runs.map(({ length }) => length)) + 1);
  return [`${fence}sh`, text, fence];
}

/** For an issue, a chat or a job summary: the causes with their fixes, then the checks as a table. */
export const markdown: Reporter = (report, { lang }) => {
  const meaning = say(lang, exitMeaning(report));
  const lines = [
    `## ${say(lang, 'markdown.title')}: ${meaning}`,
    '',
    ...report.deployment.instances.map(
      ({ name, version, runtime, state }) =>
        `- ${[name, version, runtime, state]
          .filter((part) => part !== null)
          .map(escapeMarkdown)
          .join(' · ')}`,
    ),
    ...[...report.diagnoses].sort((one, other) => one.rank - other.rank).flatMap((one) => cause(one, lang)),
    '',
    ...table(report, lang),
    '',
    `${report.tool.name} ${report.tool.version} · ${say(lang, 'unit.ms', { n: report.durationMs })} · ${say(lang, 'foot.exit', { code: report.exitCode, meaning })}`,
  ];
  return `${lines.join('\n')}\n`;
};

function cause(diagnosis: ReportDiagnosis, lang: Lang): readonly string[] {
  const { rank, title, message, certainty, proof, fixes } = diagnosis;
  return [
    '',
    `### ${rank}. ${escapeMarkdown(title)}`,
    '',
    `${escapeMarkdown(message)} (${[code(diagnosis.cause), ...(certainty === null ? [] : [say(lang, `certainty.${certainty}`)])].join(', ')})`,
    ...(proof.length === 0 ? [] : ['', ...proof.map(({ says }) => `- ${escapeMarkdown(says)}`)]),
    ...fixes.flatMap((fix) => fixLines(fix, lang)),
  ];
}

function fixLines(fix: ReportFix, lang: Lang): readonly string[] {
  const { title, commands, steps, sideEffects, also = [], undo, rehearsal, rehearsalDetail } = fix;
  const tried = [say(lang, `tried.${rehearsal}`), rehearsalDetail].filter((part) => part !== null).join(': ');
  return [
    '',
    `**${escapeMarkdown(title)}** (${escapeMarkdown(tried)})`,
    ...commands.flatMap(({ run }) => ['', ...block(run)]),
    ...(steps.length === 0 ? [] : ['', ...steps.map((step, index) => `${index + 1}. ${escapeMarkdown(step)}`)]),
    ...(sideEffects.length === 0 ? [] : ['', ...sideEffects.map((text) => `- ${escapeMarkdown(text)}`)]),
    ...also.flatMap(({ says, command }) => ['', escapeMarkdown(says), '', ...block(command.run)]),
    ...(undo.length === 0
      ? []
      : ['', `${say(lang, 'label.undo')}:`, ...undo.flatMap(({ run }) => ['', ...block(run)])]),
  ];
}

function table(report: Report, lang: Lang): readonly string[] {
  const head = (['status', 'check', 'where', 'answer'] as const).map((name) => say(lang, `markdown.${name}`));
  const row = (check: ReportCheck): string => {
    const status = `${MARKS[check.status]} ${say(lang, `status.${check.status}`)}`;
    const about = `${escapeMarkdown(titleOf(check))} (${code(check.id)})`;
    return `| ${[status, about, escapeMarkdown(check.instance ?? say(lang, 'place.host')), escapeMarkdown(check.message)].join(' | ')} |`;
  };
  return [`| ${head.join(' | ')} |`, '| --- | --- | --- | --- |', ...report.checks.map(row)];
}
