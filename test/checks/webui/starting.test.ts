import { describe, expect, test } from '@jest/globals';
import { proxied } from '../../../checks/ollama/proxied.js';
import { container as containerCheck } from '../../../checks/webui/container.js';
import { health } from '../../../checks/webui/health.js';
import { page } from '../../../checks/webui/page.js';
import type { Check, Container, Outcome } from '../../../src/plugin.js';
import { container, instance, MODELS, type Table, verdictOf, world } from '../context.js';

const NOW = Date.parse('2026-11-22T10:00:00Z');
/** As an engine tells of what was never started: year 1. */
const NEVER = (NOW - Date.parse('0001-01-01T00:00:00Z')) / 1_000;
const INSIDE = 'http://127.0.0.1:8080';
const all = (outcome: Outcome): Table => ({
  [`* GET ${INSIDE}/health`]: outcome,
  [`* GET ${INSIDE}/api/config`]: outcome,
  'host GET http://localhost:3000/health': outcome,
  'host GET http://localhost:3000/api/config': outcome,
  [`* GET ${INSIDE}/ollama/api/tags`]: outcome,
  [`* GET ${INSIDE}/api/v1/auths/`]: outcome,
  '* GET http://host.docker.internal:11434/api/tags': MODELS,
});
const inspectOf = (seconds: number, rest: object = {}): Container['inspect'] =>
  JSON.parse(
    JSON.stringify({ State: { StartedAt: new Date(NOW - seconds * 1_000).toISOString(), ...rest }, Config: {} }),
  );
const told = (check: Check, change: Partial<Container>, outcome: Outcome = 'refused'): Promise<string> =>
  verdictOf(
    check,
    world(instance({ container: container(change) }), all(outcome), { now: NOW, options: { token: 'x' } }),
  );
const asked = { Health: { Status: 'starting', Log: [{ ExitCode: 7 }] } };

describe('what is not up yet is unknown, and no failure', () => {
  for (const check of [health, page, proxied, containerCheck])
    test.each([
      ['its health check says so', { health: 'starting', inspect: inspectOf(20) }, 'unknown starting'],
      ['a long start period', { health: 'starting', inspect: inspectOf(1_800, asked) }, 'unknown starting'],
      ['no health check, 89 s after its start', { health: 'none', inspect: inspectOf(89) }, 'unknown starting'],
      ['an engine whose clock is ahead', { health: 'none', inspect: inspectOf(-30) }, 'unknown starting'],
      ['one restart', { health: 'starting', restartCount: 1, inspect: inspectOf(5) }, 'unknown starting'],
    ] as const)(`${check.id}: %s`, async (_, change, expected) => {
      expect(await told(check, change)).toBe(expected);
    });
});

test('a program without a container is told by its process', async () => {
  const program = { python: 'python3', env: {}, cwd: '/', app: null, uid: 1000 };
  const of = (startedAt?: number) => {
    const one = instance({ container: null, program, ...(startedAt !== undefined && { startedAt }) });
    return verdictOf(health, world(one, all('refused'), { now: NOW }));
  };
  expect(await of(NOW - 20_000)).toBe('unknown starting');
  expect(await of(NOW - 91_000)).toBe('fail refused');
  expect(await of()).toBe('fail refused');
});

describe('starting comes to an end', () => {
  test.each([
    ['no health check, 91 s after its start', { health: 'none', inspect: inspectOf(91) }, 'fail refused'],
    ['an engine whose clock is an hour ahead', { health: 'none', inspect: inspectOf(-3_600) }, 'fail refused'],
    ['a health check that nobody runs', { health: 'starting', inspect: inspectOf(1_800) }, 'fail refused'],
    ['unhealthy', { health: 'unhealthy', inspect: inspectOf(30) }, 'fail refused'],
    ['healthy, and gone', { health: 'healthy', inspect: inspectOf(30) }, 'fail refused'],
    ['a loop of crashes', { health: 'starting', restartCount: 2, inspect: inspectOf(5) }, 'fail refused'],
    ['a start that is not told', { health: 'none', inspect: inspectOf(NEVER) }, 'fail refused'],
  ] as const)('%s', async (_, change, expected) => {
    expect(await told(health, change)).toBe(expected);
  });
  test('a loop of crashes is told by the container’s check', async () => {
    const change = { health: 'starting', restartCount: 2, inspect: inspectOf(5) } as const;
    expect(await told(containerCheck, change)).toBe('fail restarting');
  });
});

describe('what is not a matter of time is told at once', () => {
  const young = { health: 'starting', inspect: inspectOf(5) } as const;
  test.each([
    [health, 'wrong-service', 'fail wrong-service'],
    [page, 'wrong-service', 'fail not-webui'],
    [page, 'dns-not-found', 'fail dns-not-found'],
    [health, 'aborted', 'unknown aborted'],
    [health, 'ok', 'pass healthy'],
  ] as const)('%# %s', async (check, outcome, expected) => {
    expect(await told(check, young, outcome)).toBe(expected);
  });
});
