import { describe, expect, test } from '@jest/globals';
import { shippedChecks } from '../../checks/index.js';
import { shippedCauses } from '../../src/causes/index.js';
import { readRequest, readVerdicts } from '../../src/guard/answers.js';
import { readPlugin } from '../../src/guard/definitions.js';
import { Misfit, plain } from '../../src/guard/plain.js';
import { thrown } from '../../src/guard/thrown.js';

/** Where a Misfit says that something is wrong; null where nothing is. */
function place(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Misfit ? error.where : `not a Misfit: ${thrown(error)}`;
  }
}

describe('definitions', () => {
  test('what is shipped is read as a plug-in would be, and stays what it is', () => {
    const { checks, causes } = readPlugin({ checks: shippedChecks, causes: shippedCauses });
    const bare = (items: readonly object[]): unknown => JSON.parse(JSON.stringify(items));
    const whole = shippedChecks.map(({ needs = [], sends = [], ...rest }) => ({ ...rest, needs, sends }));
    expect(bare(checks)).toEqual(bare(whole));
    expect(bare(causes)).toEqual(bare(shippedCauses));
  });

  test('English alone serves for both languages', () => {
    const title = { en: 'Something is there' };
    const run = async () => ({ status: 'pass', code: 'ok' });
    const { checks } = readPlugin({ checks: [{ id: 'my.one', scope: 'run', title, messages: { ok: title }, run }] });
    const both = { en: title.en, 'zh-CN': title.en };
    expect(checks[0]).toMatchObject({ title: both, explain: both, messages: { ok: both }, needs: [], sends: [] });
  });

  test.each([
    ['a host with a path', 'example.org/x'],
    ['a host with escapes', '\u001b[31m.org'],
    ['a number', 5],
  ])('sends: %s is none', (_, host) => {
    const title = { en: 'x' };
    const check = { id: 'my.one', scope: 'run', title, messages: {}, sends: [host], run: () => 5 };
    expect(place(() => readPlugin({ checks: [check] }))).toMatch(/^checks\[0\]\.sends\[0\]$/u);
  });
});

describe('answers', () => {
  test('a verdict is copied: what its owner does to it later is not met again', () => {
    const args: Record<string, string> = { a: 'x' };
    const [verdict] = readVerdicts({ status: 'pass', code: 'ok', args });
    args.a = 'y';
    expect(verdict?.args).toEqual({ a: 'x' });
  });

  test('the place of a mistake is named', () => {
    const places = [
      [{ status: 'pass' }],
      [{ status: 'pass', code: 'ok', args: { list: ['a', 5] } }],
      [{ status: 'pass', code: 'ok', args: { n: 5n } }],
      [],
    ].map((returned) => place(() => readVerdicts(returned)));
    expect(places).toEqual(['verdict[0].code', 'verdict[0].args.list[1]', 'verdict[0].args.n', 'verdict[0]']);
  });

  test('a request has to be a probe; how its URL is written is the probe’s own matter', () => {
    const http = { kind: 'http', method: 'GET', url: 'http://no host', client: 'curl', expect: 'any' };
    expect(readRequest(http)).toEqual(http);
    for (const wrong of [null, 5, {}, { kind: 'constructor' }, { ...http, client: 'wget' }, { kind: 'tcp', host: 'x' }])
      expect(place(() => readRequest(wrong))).toMatch(/^request/u);
  });
});

test('plain data keeps the names of every object’s own properties harmless', () => {
  const copy = plain(JSON.parse('{"__proto__": {"polluted": true}, "a": 1}'), 'x');
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  expect(JSON.stringify(copy)).toBe('{"__proto__":{"polluted":true},"a":1}');
});
