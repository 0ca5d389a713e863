import { lookup, tell } from '../messages/catalogue.js';
import { render, renderValue } from '../messages/render.js';
import { sanitize } from '../messages/sanitize.js';
import { shownAddress } from '../secrets/address.js';
import { printsExactly } from '../secrets/exact.js';
import { redactData, redactText } from '../secrets/redact.js';
import type { Cause } from '../types/cause.js';
import { type Check, type Finding, PLUGIN_ROW, type Status } from '../types/check.js';
import type { Instance } from '../types/deployment.js';
import type { VantageId } from '../types/probe.js';
import type { Report, ReportCheck, ReportDiagnosis, ReportFix, ReportInstance } from '../types/report.js';
import type { Prescribed, RankedDiagnosis, RunResult } from '../types/run.js';
import type { Args, Lang } from '../types/text.js';
import { isStarting } from './answers.js';
import { exitCodeOf, type FailOn } from './exit-code.js';

export interface ReportOptions {
  readonly lang: Lang;
  readonly failOn: FailOn;
  /** Version of this program. */
  readonly version: string;
}

/** One harmless line without secrets. */
const line = (text: string): string => redactText(sanitize(text));
/** An address, of which nothing but scheme, host, port and path is shown. */
const address = (text: string): string => sanitize(shownAddress(text));
const lineOrNull = (text: string | null): string | null => (text === null ? null : line(text));
/** A vantage point with its name made harmless: `container:<name>`. */
function vantageOf(id: VantageId): VantageId {
  if (id === 'host' || id === 'self') return id;
  const name = line(id.slice(id.indexOf(':') + 1));
  return id.startsWith('container:') ? `container:${name}` : `rehearsal:${name}`;
}

/**
 * Makes the report of a run: sentences in one language, nothing that a terminal would obey, no secrets.
 * @param run what was found
 * @param options language, what counts as unhealthy, this program's version
 * @returns the report, with the exit code; every reporter is a function of it
 */
export function buildReport(run: RunResult, options: ReportOptions): Report {
  const { lang } = options;
  const checks = new Map(run.checks.map((check) => [check.id, check]));
  const causes = new Map(run.causes.map((cause) => [cause.id, cause]));
  const summary = summarise(run.findings);
  const ended = run.ended ?? undefined;
  return {
    schemaVersion: 1,
    tool: { name: 'owui-doctor', version: options.version },
    startedAt: run.startedAt.toISOString(),
    durationMs: Math.round(run.durationMs),
    exitCode: exitCodeOf({ summary, ended, starting: isStarting(run.findings) }, options.failOn),
    summary,
    deployment: { instances: run.deployment.instances.map(instanceOf), engine: engineOf(run) },
    vantages: run.vantages.map(({ id, availability }) =>
      availability.ok
        ? { id: vantageOf(id) }
        : { id: vantageOf(id), unavailable: redactText(tell(availability.reason, lang)) },
    ),
    checks: run.findings.map((finding) => checkOf(finding, checks.get(finding.check) ?? rowOf(finding, causes), lang)),
    observations: run.observations.map(({ request: _, ...observation }) => ({
      ...observation,
      vantage: vantageOf(observation.vantage),
      target: line(observation.target),
      address: lineOrNull(observation.address),
      evidence: redactData(observation.evidence),
    })),
    diagnoses: run.diagnoses.map((ranked) => diagnosisOf(ranked, causes.get(ranked.diagnosis.cause), lang)),
    ...(ended === undefined ? {} : { ended }),
  };
}

function summarise(findings: readonly Finding[]): Record<Status, number> {
  const summary: Record<Status, number> = { pass: 0, warn: 0, fail: 0, skip: 0, unknown: 0, crash: 0 };
  for (const finding of findings) summary[finding.status] += 1;
  return summary;
}

function instanceOf(instance: Instance): ReportInstance {
  const { ollamaUrls } = instance.settings;
  return {
    name: line(instance.name),
    runtime: instance.runtime,
    image: lineOrNull(instance.image),
    state: instance.state,
    networkMode: lineOrNull(instance.networkMode),
    webuiUrl: instance.webuiUrl === null ? null : address(instance.webuiUrl.value),
    version: lineOrNull(instance.version),
    ollamaUrls: ollamaUrls.known
      ? ollamaUrls.value.map(({ url, source, detail }) => ({ url: address(url), source, detail: line(detail) }))
      : [],
  };
}

function engineOf({ deployment: { engine } }: RunResult): Report['deployment']['engine'] {
  if (engine.state === 'reachable') {
    const { state, kind, version, address } = engine;
    return { state, kind, version: line(version), address: line(address) };
  }
  const address = engine.state === 'not-asked' ? null : (engine.tried[0]?.address ?? null);
  return { state: engine.state, kind: null, version: null, address: lineOrNull(address) };
}

function argsOf(args: Args, lang: Lang): Args {
  const clean = (value: Args[string]): Args[string] => {
    if (typeof value === 'string') return redactText(renderValue(value, lang));
    if (typeof value === 'object' && value !== null) return value.map(line);
    return value;
  };
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, clean(value)]));
}

/** The words of a row that is no check's: a cause or a plug-in that broke. */
function rowOf({ check: id }: Finding, causes: ReadonlyMap<string, Cause>): Worded | undefined {
  const title = causes.get(id)?.title ?? (id === PLUGIN_ROW ? lookup('row.plugin') : undefined);
  return title && { title, messages: {} };
}
type Worded = Pick<Check, 'title' | 'messages'>;

function checkOf(finding: Finding, check: Worded | undefined, lang: Lang): ReportCheck {
  const { said, notApplicable } = finding;
  return {
    id: finding.check,
    title: check === undefined ? finding.check : render(check.title, said.args, lang),
    instance: lineOrNull(finding.instance),
    vantage: finding.vantage === null ? null : vantageOf(finding.vantage),
    subject: lineOrNull(finding.subject),
    status: finding.status,
    code: said.code,
    args: argsOf(said.args, lang),
    message: redactText(tell(said, lang, check?.messages)),
    blockedBy: lineOrNull(finding.blockedBy),
    notApplicable: notApplicable === null ? null : redactText(tell(notApplicable, lang, check?.messages)),
    observations: finding.observations,
    durationMs: Math.round(finding.durationMs),
  };
}

function diagnosisOf(
  { diagnosis, rank, fixes }: RankedDiagnosis,
  cause: Cause | undefined,
  lang: Lang,
): ReportDiagnosis {
  const words = (said: Parameters<typeof tell>[0]): string => redactText(tell(said, lang, cause?.messages));
  return {
    cause: diagnosis.cause,
    title: render(cause?.title ?? lookup(diagnosis.cause), diagnosis.message.args, lang),
    rank,
    certainty: diagnosis.certainty,
    instance: lineOrNull(diagnosis.instance),
    explains: diagnosis.explains,
    subjects: diagnosis.subjects?.map(line) ?? null,
    failingHop: diagnosis.failingHop,
    message: words(diagnosis.message),
    proof: diagnosis.proof.map(({ observation, says }) => ({ observation, says: words(says) })),
    refuted: diagnosis.refuted.map((rival) => ({ cause: rival.cause, because: words(rival.because) })),
    fixes: fixes.map((fix) => fixOf(fix, words)),
  };
}

/** Said where a command of a cause or plug-in would not be printed as it is. */
const WITHHELD = { code: 'fixes.withheld', args: {} };

function fixOf(
  { plan, rehearsal, detail }: Prescribed,
  words: (said: Prescribed['plan']['title']) => string,
): ReportFix {
  // A command is never changed: it is printed byte for byte, or the fix is told in words.
  const { also = [] } = plan;
  const isExact = [...plan.commands, ...plan.undo].every(({ run }) => printsExactly(run));
  const kept = also.filter(({ command }) => printsExactly(command.run));
  return {
    id: plan.id,
    title: words(plan.title),
    commands: isExact ? plan.commands : [],
    undo: isExact ? plan.undo : [],
    steps: [...(isExact ? [] : [WITHHELD]), ...plan.steps].map(words),
    sideEffects: plan.sideEffects.map(words),
    ...(kept.length > 0 && { also: kept.map(({ says, command }) => ({ says: words(says), command })) }),
    rehearsal,
    rehearsalDetail: detail === null ? null : words(detail),
  };
}
