import { readRequest } from '../guard/answers.js';
import { Misfit } from '../guard/plain.js';
import type { Check, CheckContext, Finding, InstanceContext, RunOptions } from '../types/check.js';
import type { Deployment } from '../types/deployment.js';
import type { Observation } from '../types/probe.js';
import type { Observer } from '../types/run.js';
import type { Vantage } from '../types/vantage.js';
import { openCanary } from '../vantage/canary.js';
import { Ledger } from './ledger.js';
import { settle, type Task } from './settle.js';

/** Where probes of a run can be made from. */
export interface Vantages {
  readonly host: Vantage | null;
  /** By name of the instance. */
  readonly inside: ReadonlyMap<string, Vantage>;
}
export interface Checked {
  readonly findings: readonly Finding[];
  readonly observations: readonly Observation[];
}

/**
 * Asks all checks, each as soon as those that it needs have answered; what is independent runs at once.
 * @param signal when it fires, checks that have not answered are cut off and told as `unknown`
 * @returns one or more rows for every check, in the order of the checks; never throws for a check that breaks
 */
export async function runChecks(
  checks: readonly Check[],
  deployment: Deployment,
  vantages: Vantages,
  options: RunOptions,
  observe: Observer,
  signal: AbortSignal,
): Promise<Checked> {
  const ledger = new Ledger();
  // What a check asks goes into the report and, beside the questions of others, into one exec: both are held to their shape.
  const places: ReadonlySet<Vantage | null> = new Set([vantages.host, ...vantages.inside.values()]);
  const canaries: { close(): void }[] = [];
  const shared: CheckContext = {
    deployment,
    host: vantages.host,
    options,
    signal,
    now: () => Date.now(),
    ask: async (vantage, request) => {
      if (!places.has(vantage)) throw new Misfit('vantage');
      return ledger.ask(vantage, readRequest(request), signal);
    },
    canary: async (address) => {
      const canary = await openCanary(address);
      if (canary) canaries.push(canary);
      return canary;
    },
  };
  const tasks = checks.flatMap((check): Task[] =>
    check.scope === 'run' ? [{ check, instance: null }] : deployment.instances.map((instance) => ({ check, instance })),
  );
  observe({ type: 'checking', total: tasks.length });
  let done = 0;
  const results = new Map<string, Promise<readonly Finding[]>>();
  const key = (id: string, instance: string | null): string => `${id} ${instance ?? ''}`;
  // Tasks start in the order of their definition but wait for their needs, so every need is looked up lazily.
  const start = (task: Task): Promise<readonly Finding[]> => {
    const id = key(task.check.id, task.instance?.name ?? null);
    const running = results.get(id);
    if (running) return running;
    const result = ask(task).then((findings) => {
      done += 1;
      for (const finding of findings) observe({ type: 'checked', finding, done, total: tasks.length });
      return findings;
    });
    results.set(id, result);
    return result;
  };
  const ask = async (task: Task): Promise<readonly Finding[]> => {
    for (const need of task.check.needs ?? []) {
      const before = tasks.find(
        ({ check, instance }) => check.id === need && (instance === null || instance === task.instance),
      );
      if (before && blocks(await start(before))) return [skipped(task, need)];
    }
    return settle(task, contextOf(task, shared, vantages), signal);
  };
  try {
    return { findings: (await Promise.all(tasks.map(start))).flat(), observations: ledger.observations };
  } finally {
    for (const canary of canaries) canary.close();
  }
}

/** A need is met where at least one of its rows passes or warns. */
function blocks(findings: readonly Finding[]): boolean {
  return !findings.some(({ status }) => status === 'pass' || status === 'warn');
}

function contextOf(task: Task, shared: CheckContext, vantages: Vantages): CheckContext | InstanceContext | null {
  if (task.instance === null) return shared;
  const inside = vantages.inside.get(task.instance.name);
  return inside ? { ...shared, instance: task.instance, inside } : null;
}

function skipped(task: Task, need: string): Finding {
  return {
    check: task.check.id,
    instance: task.instance?.name ?? null,
    vantage: null,
    subject: null,
    status: 'skip',
    said: { code: 'runner.blocked', args: { check: need } },
    blockedBy: need,
    notApplicable: null,
    observations: [],
    durationMs: 0,
  };
}
