import { describe, expect, test } from '@jest/globals';
import { validate } from '../../src/runner/registry.js';
import { runChecks } from '../../src/runner/run-checks.js';
import { selectChecks, UnknownCheck } from '../../src/runner/select.js';
import type { Check, RunCheck } from '../../src/types/check.js';
import { connection } from '../../src/types/requests.js';
import type { RunEvent } from '../../src/types/run.js';
import { check, counting, EMPTY, OPTIONS } from './samples.js';

const pass = async () => ({ status: 'pass', code: 'fine' }) as const;
const fail = async () => ({ status: 'fail', code: 'broken' }) as const;
const never = () => new Promise<never>(() => {});

async function run(
  checks: readonly Check[],
  options: { host?: ReturnType<typeof counting>; signal?: AbortSignal; events?: RunEvent[] } = {},
) {
  const vantages = { host: options.host ?? counting(), inside: new Map() };
  const observe = (event: RunEvent): void => void options.events?.push(event);
  return runChecks(checks, EMPTY, vantages, OPTIONS, observe, options.signal ?? new AbortController().signal);
}
const rows = (findings: Awaited<ReturnType<typeof run>>['findings']) =>
  findings.map(({ check, status, blockedBy }) => [check, status, blockedBy]);

describe('prerequisites', () => {
  test('a failed prerequisite skips what needs it, at any depth, and nothing else', async () => {
    const { findings } = await run([
      check('c.last', pass, ['b.middle']),
      check('b.middle', pass, ['a.first']),
      check('a.first', fail),
      check('d.other', pass),
    ]);
    expect(rows(findings)).toEqual([
      ['c.last', 'skip', 'b.middle'],
      ['b.middle', 'skip', 'a.first'],
      ['a.first', 'fail', null],
      ['d.other', 'pass', null],
    ]);
  });
  test('one passing row is enough', async () => {
    const mixed = async () =>
      [
        { status: 'fail', code: 'broken' },
        { status: 'pass', code: 'fine' },
      ] as const;
    const { findings } = await run([check('a.first', mixed), check('b.next', pass, ['a.first'])]);
    expect(rows(findings).at(-1)).toEqual(['b.next', 'pass', null]);
  });
  test('a prerequisite that was not chosen blocks nobody', async () => {
    const { findings } = await run([check('b.next', pass, ['a.first'])]);
    expect(rows(findings)).toEqual([['b.next', 'pass', null]]);
  });
});

describe('robustness', () => {
  test('a check that breaks is a crash of its own; the others go on', async () => {
    const broken = async () => {
      throw new TypeError('x is not a function');
    };
    const { findings } = await run([check('a.broken', broken), check('b.fine', pass)]);
    expect(rows(findings)).toEqual([
      ['a.broken', 'crash', null],
      ['b.fine', 'pass', null],
    ]);
    expect(findings[0]?.said).toEqual({ code: 'runner.crashed', args: { error: 'TypeError: x is not a function' } });
  });
  test('a check that ignores the signal is cut off, and told as unknown', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    const { findings } = await run([check('a.deaf', never), check('b.fine', pass)], { signal: controller.signal });
    expect(findings.map(({ status, said }) => [status, said.code])).toEqual([
      ['unknown', 'runner.cut-off'],
      ['pass', 'fine'],
    ]);
  });
  test('a vantage point that cannot be used is a skip that says why', async () => {
    const host = {
      ...counting(),
      availability: { ok: false, reason: { code: 'vantage.paused', args: { name: 'x' } } } as const,
    };
    const asks: RunCheck['run'] = async (context) => {
      await context.ask(host, connection('127.0.0.1', 1));
      return { status: 'pass', code: 'fine' };
    };
    const { findings } = await run([check('a.asks', asks)], { host });
    expect(findings[0]).toMatchObject({ status: 'skip', notApplicable: { code: 'vantage.paused' } });
  });
});

test('equal questions are asked once, and their observations are shared', async () => {
  const host = counting();
  const asks: RunCheck['run'] = async (context) => {
    const [seen] = await context.ask(host, { port: 80, host: 'a', kind: 'tcp' });
    const [again] = await context.ask(host, { kind: 'tcp', host: 'a', port: 80 });
    const [other] = await context.ask(host, connection('a', 81));
    return { status: 'pass', code: 'fine', observations: [seen.id, again.id, other.id] };
  };
  const { findings, observations } = await run([check('a.one', asks), check('b.two', asks)], { host });
  expect(host.asked).toHaveLength(2);
  expect(findings.map((finding) => finding.observations)).toEqual([
    ['o1', 'o1', 'o2'],
    ['o1', 'o1', 'o2'],
  ]);
  expect(observations.map(({ id }) => id)).toEqual(['o1', 'o2']);
});

test('every row is told as it comes, with how many are done', async () => {
  const events: RunEvent[] = [];
  await run([check('a.one', pass), check('b.two', fail)], { events });
  expect(
    events.map((event) => (event.type === 'checked' ? [event.finding.check, event.done, event.total] : [event.type])),
  ).toEqual([['checking'], ['a.one', 1, 2], ['b.two', 2, 2]]);
});

test('checks are chosen by globs; a glob that matches nothing is an error', () => {
  const all = ['webui.page', 'webui.health', 'ollama.tags'].map((id) => check(id, pass));
  const ids = (only: string[], skip: string[]) => selectChecks(all, only, skip).map(({ id }) => id);
  expect(ids([], [])).toHaveLength(3);
  expect(ids(['webui.*'], ['*.page'])).toEqual(['webui.health']);
  expect(() => ids(['webuixpage'], [])).toThrow(UnknownCheck);
  expect(() => ids([], ['nope.*'])).toThrow(UnknownCheck);
  expect(ids(['*'], ['w*.*e', '**a*m*'])).toEqual(['webui.health']);
  expect(() => ids(['webui.page*e'], [])).toThrow(UnknownCheck);
  expect(() => ids(['*.tags.'], [])).toThrow(UnknownCheck);
});

test.each([['x'], ['*'], ['a*'], ['(a+)+'], ['?'], ['[a-']])(
  'a glob of twenty million signs (%j) takes no time',
  (sign) => {
    const startedAt = performance.now();
    const glob = sign.repeat(20_000_000 / sign.length);
    expect(() => selectChecks([check('ollama.tags', pass)], [glob], [])).toThrow(UnknownCheck);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  },
);

test('a set of checks with a doubled id, an unknown need or a circle is refused', () => {
  expect(() => validate([check('a.a', pass), check('a.a', pass)], [])).toThrow('twice: a.a');
  expect(() => validate([check('a.a', pass, ['b.b'])], [])).toThrow('unknown-need: b.b');
  expect(() => validate([check('a.a', pass, ['b.b']), check('b.b', pass, ['a.a'])], [])).toThrow('circle: a.a');
  expect(() => validate([check('a.a', pass, ['b.b']), check('b.b', pass)], [])).not.toThrow();
});
