import { setTimeout as sleep } from 'node:timers/promises';
import { LATE_MS } from './budgets.js';
import { type Broke, diagnose } from './causes/diagnose.js';
import { prescribe } from './causes/prescribe.js';
import { type Discovered, type DiscoverOptions, discover } from './deployment/discover.js';
import { readComposeFiles } from './fixes/compose/files.js';
import { fixKit } from './fixes/kit.js';
import { rehearseAll } from './fixes/rehearse-all.js';
import { crashRow, stray, takeStrays } from './runner/crash.js';
import { within } from './runner/deadline.js';
import { runChecks } from './runner/run-checks.js';
import type { Cause } from './types/cause.js';
import type { Check, RunOptions } from './types/check.js';
import type { Ended, Observer, RunResult } from './types/run.js';
import { openVantages } from './vantage/open.js';

/** What the doctor knows and how it goes about it. Times are milliseconds. */
export interface Practice extends RunOptions {
  readonly checks: readonly Check[];
  readonly causes: readonly Cause[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Limit of one probe. */
  readonly probeMs: number;
  /** Limit of the whole examination. */
  readonly deadlineMs: number;
  /** Whether fixes are tried in throw-away containers before they are suggested. */
  readonly rehearse: boolean;
}

/**
 * The whole story: what is configured, what is seen, what that says, why, and what to do.
 * @param where what to examine
 * @param practice how
 * @param observe told what happens, while it happens
 * @param interrupt ends it early; what is known by then is still returned
 * @throws ConfigurationError for the caller's mistakes; never for anything that is wrong with the deployment
 */
export function examine(
  where: DiscoverOptions,
  practice: Practice,
  observe: Observer,
  interrupt: AbortSignal,
): Promise<RunResult> {
  const startedAt = new Date();
  return within(practice.deadlineMs, interrupt, async (signal, ended) => {
    observe({ type: 'discovering' });
    const discovered = await discover(where, signal);
    observe({ type: 'discovered', deployment: discovered.deployment });
    return treat(discovered, practice, observe, signal, { startedAt, ended });
  });
}

/** The same for a deployment that is known already. */
export function examineKnown(
  discovered: Discovered,
  practice: Practice,
  observe: Observer,
  interrupt: AbortSignal,
): Promise<RunResult> {
  const startedAt = new Date();
  return within(practice.deadlineMs, interrupt, (signal, ended) =>
    treat(discovered, practice, observe, signal, { startedAt, ended }),
  );
}

async function treat(
  { deployment, docker }: Discovered,
  practice: Practice,
  observe: Observer,
  signal: AbortSignal,
  { startedAt, ended }: { readonly startedAt: Date; readonly ended: () => Ended | null },
): Promise<RunResult> {
  const { checks, causes } = practice;
  const vantages = openVantages(deployment, docker, practice);
  const { findings, observations } = await runChecks(checks, deployment, vantages, practice, observe, signal);

  const broke: Broke = (cause, instance, error) => stray(crashRow('cause', cause, instance, error));
  const diagnoses = diagnose(deployment, findings, observations, causes, broke);
  const kit = fixKit(deployment, diagnoses.length > 0 ? await readComposeFiles(deployment, signal) : undefined);
  const prescriptions = prescribe(diagnoses, deployment, findings, observations, causes, kit, broke);
  const rehearsed = await rehearseAll(
    prescriptions,
    practice.rehearse ? docker : null,
    deployment.engine,
    observe,
    signal,
  );

  // What is thrown beside an answer arrives some turns of the event loop later.
  await sleep(LATE_MS);
  return {
    startedAt,
    deployment,
    findings: [...findings, ...takeStrays(findings)],
    observations,
    vantages: [vantages.host, ...vantages.inside.values()].filter((vantage) => vantage !== null),
    diagnoses: rehearsed,
    durationMs: Date.now() - startedAt.getTime(),
    ended: ended(),
    checks,
    causes,
  };
}
