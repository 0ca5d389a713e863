import { expect, test } from '@jest/globals';
import { shippedChecks } from '../../checks/index.js';
import { runDemo } from '../../src/demo/demo.js';
import type { Fault } from '../../src/demo/faults.js';
import { runChecks } from '../../src/runner/run-checks.js';
import type { CauseId } from '../../src/types/cause-id.js';
import type { Deployment } from '../../src/types/deployment.js';
import type { RunResult } from '../../src/types/run.js';
import { hostVantage } from '../../src/vantage/host.js';

/** The shipped checks, as the demo command lets them run; the fault's own name stands for the diagnosis. */
async function examine(deployment: Deployment, token: string, signal: AbortSignal, cause: CauseId): Promise<RunResult> {
  const startedAt = new Date();
  const host = hostVantage({ env: {} });
  const options = { offline: true, token, webuiUrl: null, cacheDir: null, toolVersion: '0.0.0' };
  const vantages = { host, inside: new Map([['demo', host]]) };
  const { findings, observations } = await runChecks(shippedChecks, deployment, vantages, options, () => {}, signal);
  const explains = findings.filter(({ status }) => status === 'fail').map(({ check }) => check);
  const message = { code: 'x', args: {} };
  const diagnosis = { cause, certainty: 'proven', instance: 'demo', explains, failingHop: 'http', message } as const;
  const diagnoses =
    explains.length === 0 ? [] : [{ diagnosis: { ...diagnosis, proof: [], refuted: [] }, rank: 1, fixes: [] }];
  const durationMs = Date.now() - startedAt.getTime();
  return {
    startedAt,
    durationMs,
    deployment,
    vantages: [host],
    findings,
    observations,
    diagnoses,
    ended: null,
    checks: shippedChecks,
    causes: [],
  };
}

const unnamed = (fault: Fault): fault is 'healthy' | 'wrong-service' =>
  fault === 'healthy' || fault === 'wrong-service';

const table: readonly (readonly [Fault, readonly string[]])[] = [
  ['healthy', []],
  ['ollama-not-running', ['ollama.tags']],
  ['ollama-port-changed', ['ollama.tags']],
  ['url-path-suffix', ['ollama.url', 'ollama.tags']],
  ['url-missing-scheme', ['ollama.url', 'ollama.tags']],
  ['url-https-to-http-port', ['ollama.url', 'ollama.tags']],
  ['no-models-pulled', ['ollama.models']],
  ['wrong-service', ['ollama.tags']],
];

test.each(table)(
  'the shipped checks see the fault %s in the demo, and nothing wrong after its remedy',
  async (fault, failed) => {
    const result = await runDemo(fault, {
      signal: new AbortController().signal,
      examine: (deployment, token, signal) =>
        examine(deployment, token, signal, unnamed(fault) ? 'undetermined' : fault),
      observe: () => {},
    });
    const troubled = result.rounds.map(({ findings }) =>
      findings.filter(({ status }) => status !== 'pass' && status !== 'skip').map(({ check }) => check),
    );
    expect(troubled[0]).toEqual(expect.arrayContaining([...failed]));
    expect(troubled.at(-1)).toEqual([]);
    expect(result.healthy).toBe(true);
    // Offline: whatever the demo finds, it sends nothing beyond this machine.
    for (const { address } of result.rounds.flatMap(({ observations }) => observations))
      expect(['127.0.0.1', '::1', null]).toContain(address);
  },
);
