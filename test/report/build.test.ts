import { expect, test } from '@jest/globals';
import { buildReport } from '../../src/report/build.js';
import { exitCodeOf } from '../../src/report/exit-code.js';
import { finding } from './samples/build.js';
import { sample } from './samples/index.js';

const options = { lang: 'en', failOn: 'fail', version: '0.1.0' } as const;
const none = { pass: 0, warn: 0, fail: 0, skip: 0, unknown: 0, crash: 0 };

test.each([
  [{ pass: 1 }, undefined, 'fail', 0],
  [{}, undefined, 'fail', 4],
  [{ skip: 3 }, undefined, 'warn', 4],
  [{ unknown: 2, skip: 1 }, undefined, 'fail', 4],
  [{ unknown: 2 }, 'deadline', 'fail', 4],
  [{ pass: 1, unknown: 2 }, 'deadline', 'fail', 0],
  [{ fail: 1 }, 'hung-up', 'fail', 129],
  [{ fail: 1 }, undefined, 'fail', 1],
  [{ crash: 1 }, undefined, 'fail', 1],
  [{ warn: 1, unknown: 1 }, undefined, 'fail', 0],
  [{ warn: 1 }, undefined, 'warn', 1],
  [{ pass: 1, unknown: 1 }, undefined, 'warn', 0],
  [{ unknown: 1 }, undefined, 'unknown', 4],
  [{ unknown: 1, warn: 1 }, undefined, 'unknown', 1],
  [{ unknown: 1, fail: 1 }, undefined, 'unknown', 1],
  [{ fail: 1 }, 'wait-ran-out', 'fail', 3],
  [{ unknown: 1 }, 'wait-ran-out', 'unknown', 3],
  [{ unknown: 1 }, 'wait-ran-out', 'fail', 3],
  [{ fail: 1 }, 'deadline', 'fail', 1],
  [{ unknown: 1 }, 'deadline', 'unknown', 4],
  [{ pass: 1 }, 'interrupted', 'fail', 130],
  [{ fail: 1 }, 'terminated', 'fail', 143],
] as const)('%j, ended %j, --fail-on %s: exit code %i', (summary, ended, failOn, code) => {
  expect(exitCodeOf({ summary: { ...none, ...summary }, ended, starting: false }, failOn)).toBe(code);
});

test('a start is no fault while nothing else is known; with --fail-on unknown it is not known', () => {
  const summary = { ...none, unknown: 1, skip: 3 };
  expect(exitCodeOf({ summary, ended: undefined, starting: true }, 'fail')).toBe(0);
  expect(exitCodeOf({ summary, ended: undefined, starting: true }, 'unknown')).toBe(4);
  expect(exitCodeOf({ summary: { ...summary, fail: 1 }, ended: undefined, starting: true }, 'fail')).toBe(1);
});

test('the report counts, tells and names what was found', () => {
  const report = buildReport(sample('failing'), options);
  expect(report.summary).toEqual({ pass: 5, warn: 1, fail: 2, skip: 3, unknown: 1, crash: 0 });
  expect(report.checks.find(({ id }) => id === 'ollama.models')).toMatchObject({
    status: 'skip',
    blockedBy: 'ollama.proxied',
    message: 'ollama.proxied has to pass first.',
    title: 'Ollama has models',
  });
  expect(report.deployment.engine).toEqual({
    state: 'reachable',
    kind: 'docker',
    version: '27.5.1',
    address: 'unix:///var/run/docker.sock',
  });
  expect(report.diagnoses.map(({ rank, cause }) => [rank, cause])).toEqual([
    [1, 'ollama-bound-loopback'],
    [2, 'hf-blocked-reset'],
  ]);
  expect(report).not.toHaveProperty('ended');
  expect(buildReport(sample('several'), options)).toMatchObject({
    ended: 'deadline',
    vantages: [{ id: 'host' }, {}, { unavailable: 'Not known: the run ended before there was an answer.' }],
  });
});

test('a row of a check that nobody knows is told all the same', () => {
  const run = { ...sample('healthy'), findings: [finding('strange.check', 'fail', 'strange.code')] };
  expect(buildReport(run, options).checks[0]).toMatchObject({ title: 'strange.check', message: 'strange.code' });
});

test('nothing of the container that holds secrets is in the report', () => {
  const keys = Object.keys(buildReport(sample('failing'), options).deployment.instances[0] ?? {});
  expect(keys.sort()).toEqual([
    'image',
    'name',
    'networkMode',
    'ollamaUrls',
    'runtime',
    'state',
    'version',
    'webuiUrl',
  ]);
});
