import type { Report, ReportDiagnosis, ReportInstance } from '../../types/report.js';
import { tellsStarting, unanswered } from '../answers.js';
import { field, fixLines, whyLines } from './cause.js';
import type { Pen } from './pen.js';
import { widthOf } from './width.js';

/** The verdict, the cause to treat first, its first fix: all on the first screen. */
export function headLines(report: Report, pen: Pen): string[] {
  const [first, ...others] = [...report.diagnoses].sort((one, other) => one.rank - other.rank);
  const fix = first?.fixes[0];
  const lines = [...verdictLines(report, pen)];
  if (report.ended !== undefined) lines.push(...pen.hang('  ', pen.say(`ended.${report.ended}`)));
  if (pen.show.verbosity !== 'quiet' && report.deployment.instances.length > 0)
    lines.push('', ...report.deployment.instances.flatMap((one) => instanceLines(one, pen)));
  if (first !== undefined) {
    lines.push('', ...whyLines(first, pen), '');
    lines.push(...(fix === undefined ? pen.hang('  ', pen.say('label.no-fix')) : fixLines(fix, pen, first.cause)));
  }
  if (others.length > 0) {
    const code = others.length === 1 ? 'verdict.more-1' : 'verdict.more';
    const quiet = pen.show.verbosity === 'quiet';
    lines.push('', ...pen.hang('  ', pen.say(quiet ? 'verdict.more-quiet' : code, { n: others.length })));
  }
  return lines;
}

function verdictLines(report: Report, pen: Pen): string[] {
  const { summary, diagnoses, deployment, checks } = report;
  const { instances } = deployment;
  const first = diagnoses.find(({ rank }) => rank === 1) ?? diagnoses[0];
  const line = (status: Parameters<Pen['badge']>[0], word: string, text: string): string[] => {
    const width = widthOf(`${pen.symbol(status)} ${word}  `);
    return pen.hang(`${pen.badge(status, word)}  `, text, width, 'bold');
  };
  if (summary.fail + summary.crash > 0) {
    const failed = checks.find(({ status }) => status === 'fail' || status === 'crash');
    return line(
      'fail',
      pen.say('verdict.problem'),
      titleOf(first, report, pen) ??
        pen.say(failed?.status === 'crash' ? 'verdict.crashed' : 'verdict.failed', { title: failed?.title ?? '' }),
    );
  }
  const start = checks.find(tellsStarting);
  if (start !== undefined)
    return line(
      'unknown',
      pen.say('verdict.starting'),
      pen.say('verdict.starting-one', { name: start.instance ?? '' }),
    );
  const open = unanswered(report);
  if (open !== undefined && first === undefined) {
    const code = open.id === 'ollama.tags' ? 'verdict.unanswered-ollama' : 'verdict.unanswered-webui';
    return line('unknown', pen.say('verdict.unknown'), pen.say(code, { reason: open.message }));
  }
  if (summary.warn > 0) {
    const text =
      titleOf(first, report, pen) ??
      pen.say(summary.warn === 1 ? 'verdict.healthy-warned-1' : 'verdict.healthy-warned', { n: summary.warn });
    return line('warn', pen.say('verdict.warning'), text);
  }
  if (summary.unknown > summary.pass || summary.pass === 0 || instances.length === 0) {
    return line('unknown', pen.say('verdict.unknown'), pen.say('verdict.undecided'));
  }
  const [one] = instances;
  const text =
    instances.length === 1 && one !== undefined
      ? pen.say('verdict.healthy-one', { name: one.name })
      : pen.say('verdict.healthy-many', { n: instances.length });
  return line('pass', pen.say('verdict.healthy'), text);
}

/** The cause's title, with the instance that it is about where there are several. */
function titleOf(diagnosis: ReportDiagnosis | undefined, report: Report, pen: Pen): string | undefined {
  if (diagnosis === undefined) return undefined;
  const { title, instance } = diagnosis;
  const alone = report.deployment.instances.length < 2 || instance === null || title.includes(instance);
  return alone ? title : title + pen.aside([instance]);
}

function instanceLines(instance: ReportInstance, pen: Pen): string[] {
  const { name, runtime, state, networkMode, webuiUrl, version, ollamaUrls } = instance;
  const facts = [
    version === null ? name : `${name} ${version}`,
    runtime === 'unknown' ? '' : runtime,
    networkMode === null ? '' : pen.say('label.network', { name: networkMode }),
    stateText(state, pen),
  ];
  const urls = ollamaUrls.map(({ url, source, detail }) => {
    const from = pen.say(`source.${source}`);
    return url + pen.aside(detail === '' ? [from] : [from, detail]);
  });
  return [
    ...field(pen, pen.say('label.instance'), facts.filter((fact) => fact !== '').join(' · ')),
    ...(webuiUrl === null ? [] : field(pen, pen.say('label.page'), webuiUrl)),
    ...(urls.length === 0
      ? []
      : urls.flatMap((url, index) => field(pen, index === 0 ? pen.say('label.ollama') : '', url))),
  ];
}

function stateText(state: string, pen: Pen): string {
  const known = ['running', 'exited', 'created', 'paused', 'restarting', 'dead'] as const;
  const found = known.find((one) => one === state);
  return found === undefined ? pen.name(state) : pen.say(`state.${found}`);
}
