import { expect, test } from '@jest/globals';
import { shippedChecks } from '../../checks/index.js';
import { describeWorld } from '../../src/demo/describe-world.js';
import { FAULT_IDS, type Fault } from '../../src/demo/faults.js';
import { buildWorld } from '../../src/demo/world.js';
import { runChecks } from '../../src/runner/run-checks.js';
import { hostVantage } from '../../src/vantage/host.js';

/** What is at least found fault with, by real probes of real servers on loopback. */
const EXPECTED: Readonly<Record<Fault, readonly string[]>> = {
  healthy: [],
  'ollama-not-running': [
    'ollama.tags fail refused',
    'ollama.host-tags fail none-answers',
    'ollama.listener warn nothing-listens',
  ],
  'ollama-port-changed': ['ollama.tags fail refused'],
  'url-path-suffix': ['ollama.url fail path-suffix', 'ollama.tags fail http-status'],
  'url-missing-scheme': ['ollama.url fail missing-scheme', 'ollama.tags fail malformed'],
  'url-https-to-http-port': ['ollama.url fail https', 'ollama.tags fail tls-protocol'],
  'no-models-pulled': ['ollama.models fail none'],
  'wrong-service': ['ollama.tags fail wrong-service'],
};
/** Where another address answers, it is found. */
const FOUND_ELSEWHERE: readonly Fault[] = [
  'ollama-port-changed',
  'url-path-suffix',
  'url-missing-scheme',
  'url-https-to-http-port',
  'wrong-service',
];

test.each(FAULT_IDS)('%s, with real probes', async (fault) => {
  const world = await buildWorld(fault);
  try {
    const deployment = describeWorld(world);
    const host = hostVantage({ env: {}, limitMs: 4_000 });
    const { findings } = await runChecks(
      shippedChecks,
      deployment,
      { host, inside: new Map(deployment.instances.map(({ name }) => [name, host])) },
      { offline: true, token: world.token, webuiUrl: null, cacheDir: null, toolVersion: '0.0.0' },
      () => {},
      new AbortController().signal,
    );
    const told = findings.map(({ check, status, said }) => `${check} ${status} ${said.code}`);
    const troubled = told.filter((row) => / (?:fail|warn|crash|unknown) /.test(row));
    expect(troubled).toEqual(expect.arrayContaining([...EXPECTED[fault]]));
    if (fault === 'healthy') expect(troubled).toEqual([]);
    expect(told).toContain('webui.page pass answers');
    expect(told.includes('ollama.candidates pass answer')).toBe(FOUND_ELSEWHERE.includes(fault));
    expect(told.some((row) => row.includes(' crash '))).toBe(false);
    expect(JSON.stringify(findings)).not.toContain(world.token);
  } finally {
    await world.close();
  }
});
