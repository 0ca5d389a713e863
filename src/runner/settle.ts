import { readVerdicts } from '../guard/answers.js';
import { confine } from '../guard/confine.js';
import type { Check, CheckContext, Finding, InstanceContext, Verdict } from '../types/check.js';
import type { Instance } from '../types/deployment.js';
import { crashRow, stray, whyBroken } from './crash.js';
import { VantageUnavailable } from './ledger.js';

/** One check asked of one instance, or of the run. */
export interface Task {
  readonly check: Check;
  readonly instance: Instance | null;
}

type Context = CheckContext | InstanceContext | null;

/**
 * Puts one check and takes its answer, whatever it does in place of answering.
 * @param context what the check is given; null where there is no place to ask from
 * @param signal when it fires, the check is cut off and told as `unknown`
 * @returns its rows; never throws
 */
export async function settle(task: Task, context: Context, signal: AbortSignal): Promise<readonly Finding[]> {
  const startedAt = performance.now();
  const row = (rest: Pick<Finding, 'status' | 'said'> & Partial<Finding>): Finding => ({
    check: task.check.id,
    instance: task.instance?.name ?? null,
    vantage: null,
    subject: null,
    blockedBy: null,
    notApplicable: null,
    observations: [],
    durationMs: Math.round(performance.now() - startedAt),
    ...rest,
  });
  let cut = (): void => {};
  let fail = (_error: unknown): void => {};
  const ended = new Promise<'ended'>((resolve, reject) => {
    cut = () => resolve('ended');
    fail = reject;
    if (signal.aborted) cut();
    else signal.addEventListener('abort', cut, { once: true });
  });
  let answered = false;
  // What is thrown beside the answer is the check's too: it ends a check that still runs, and is told of one that has answered.
  const broke = (error: unknown): void => {
    if (answered) stray(crashRow('check', task.check.id, task.instance?.name ?? null, error));
    else fail(error);
  };
  try {
    const returned = await Promise.race([confine({ broke }, () => call(task.check, context)), ended]);
    if (returned === 'ended') return [row({ status: 'unknown', said: { code: 'runner.cut-off', args: {} } })];
    return readVerdicts(returned).map((verdict) => row(finding(verdict, task, context)));
  } catch (error) {
    if (error instanceof VantageUnavailable)
      return [row({ status: 'skip', said: error.reason, notApplicable: error.reason })];
    if (signal.aborted) return [row({ status: 'unknown', said: { code: 'runner.cut-off', args: {} } })];
    return [row({ status: 'crash', said: whyBroken('check', task.check.id, error) })];
  } finally {
    answered = true;
    signal.removeEventListener('abort', cut);
  }
}

/** What it returns is read before it is believed. */
async function call(check: Check, context: Context): Promise<unknown> {
  if (check.scope === 'run') {
    if (context === null) throw new Error('a run check without a context');
    return check.run(context);
  }
  if (context === null || !('instance' in context)) throw new VantageUnavailable({ code: 'vantage.none', args: {} });
  return check.run(context);
}

function finding(verdict: Verdict, task: Task, context: Context): Pick<Finding, 'status' | 'said'> & Partial<Finding> {
  const said = { code: verdict.code, args: verdict.args ?? {} };
  const { connection } = verdict;
  const about = { subject: verdict.subject ?? null, ...(connection === undefined ? {} : { connection }) };
  if (verdict.status === 'skip') return { status: 'skip', said, ...about, notApplicable: said };
  const inside = context !== null && 'inside' in context ? context.inside.id : null;
  return {
    status: verdict.status,
    said,
    ...about,
    vantage: verdict.vantage ?? (task.instance ? inside : null),
    observations: verdict.observations ?? [],
  };
}
