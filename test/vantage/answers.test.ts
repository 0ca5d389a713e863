import { describe, expect, test } from '@jest/globals';
import type { ProbeRequest } from '../../src/types/probe.js';
import { readAnswers } from '../../src/vantage/answers.js';
import { demux } from '../../src/vantage/demux.js';
import { probeCommand } from '../../src/vantage/probe-command.js';

const CLOCK: ProbeRequest = { kind: 'clock' };
const read = (...lines: readonly unknown[]) =>
  readAnswers(
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    [CLOCK],
    'container:x',
  )[0];
const seen = (more: object) => ({
  outcome: 'ok',
  phase: null,
  address: null,
  port: null,
  times: {},
  evidence: {},
  ...more,
});

describe('what a container prints', () => {
  test.each([
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['half a line', '{"i":0,"seen":[{"outco'],
    ['a list', [1]],
    ['another question', { i: 7, seen: [seen({})] }],
    ['no number', { i: '0', seen: [seen({})] }],
    ['an unknown outcome', { i: 0, seen: [seen({ outcome: 'great' })] }],
    ['an inherited word', { i: 0, seen: [seen({ outcome: 'constructor' })] }],
    ['no attempts', { i: 0, seen: [] }],
    ['a line without an end', `{"i":0,"seen":"${'x'.repeat(2_000_000)}"}`],
  ])('%s is no answer', (_name, line) => {
    expect(read(line)).toBeNull();
  });

  test('is passed over around an answer, and the first answer counts', () => {
    const answer = read(
      'warning: something',
      { i: 0, seen: [seen({})] },
      { i: 0, seen: [seen({ outcome: 'refused' })] },
    );
    expect(answer?.map((one) => one.outcome)).toEqual(['ok']);
  });

  test('is cut, and freed of what nobody asked for', () => {
    const evidence = {
      code: 'E'.repeat(500),
      status: 'two hundred',
      headers: { server: 'x'.repeat(1_000), age: 3 },
      addresses: Array.from({ length: 1_000 }, () => '127.0.0.1'),
      json: 'y'.repeat(200_000),
      redirects: [{ status: 302 }, { status: 302, location: '/' }],
      certificate: { subject: 'CN=x' },
      listeners: [{ address: '0.0.0.0', port: 1, process: { pid: 'one', name: 'x' } }, 5],
      surprise: true,
      __proto__: { status: 1 },
    };
    const [answer] =
      read({ i: 0, seen: [seen({ evidence, phase: 'lunch', port: '1', times: { dns: 1, lunch: 2, tcp: 'x' } })] }) ??
      [];
    expect(answer).toMatchObject({ phase: null, port: null, times: { dns: 1 }, kind: 'clock', target: 'clock' });
    expect(Object.keys(answer?.evidence ?? {}).sort()).toEqual([
      'addresses',
      'code',
      'headers',
      'listeners',
      'redirects',
    ]);
    expect(answer?.evidence.code).toHaveLength(60);
    expect(answer?.evidence.headers).toEqual({ server: 'x'.repeat(300) });
    expect(answer?.evidence.addresses).toHaveLength(16);
    expect(answer?.evidence.redirects).toEqual([{ status: 302, location: '/' }]);
    expect(answer?.evidence.listeners).toEqual([{ address: '0.0.0.0', port: 1, family: 4, process: null }]);
  });

  test('loses the credentials of an address before it is cut', () => {
    const location = `http://${'u'.repeat(600)}:p@elsewhere.example/`;
    const evidence = { headers: { location }, redirects: [{ status: 302, location }] };
    const [answer] = read({ i: 0, seen: [seen({ evidence })] }) ?? [];
    expect(answer?.evidence).toMatchObject({
      headers: { location: 'http://elsewhere.example/' },
      redirects: [{ location: 'http://elsewhere.example/' }],
    });
  });

  test('arrives in frames that are cut anywhere', () => {
    const frame = (kind: number, text: string) => {
      const head = Buffer.alloc(8);
      head[0] = kind;
      head.writeUInt32BE(Buffer.byteLength(text), 4);
      return Buffer.concat([head, Buffer.from(text)]);
    };
    const whole = Buffer.concat([frame(1, 'on'), frame(2, 'error\n'), frame(1, 'e\ntü'), frame(1, '\n')]);
    for (let size = 1; size < whole.length; size++) {
      const frames = demux();
      const lines: string[] = [];
      for (let at = 0; at < whole.length; at += size) lines.push(...frames.write(whole.subarray(at, at + size)));
      expect(lines).toEqual(['one', 'tü']);
    }
  });
});

describe('the command', () => {
  const secret: ProbeRequest = {
    kind: 'http',
    method: 'GET',
    url: 'http://ollama:11434/api/tags',
    client: 'aiohttp',
    expect: 'any',
    headers: { authorization: 'Bearer sk-secret' },
  };
  test('carries secrets on standard input alone', () => {
    const command = probeCommand([secret], 1_000);
    expect([...command.cmd, ...command.env].join()).not.toContain('sk-secret');
    expect(command.stdin).toContain('sk-secret');
  });
  test('leaves them out where it has no standard input', () => {
    const command = probeCommand([secret], 1_000, 'environment');
    expect(command.stdin).toBeNull();
    expect(command.env.join()).not.toContain('sk-secret');
    expect(command.env.every((one) => one.length < 120_000)).toBe(true);
  });
  test('ends after its longest probe', () => {
    expect(probeCommand([CLOCK, { kind: 'clock', limitMs: 9_000 }], 1_000).deadlineMs).toBe(9_500);
  });
});
