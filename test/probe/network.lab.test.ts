import { afterAll, describe, expect, test } from '@jest/globals';
import type { ProbeRequest, Seen } from '../../src/types/probe.js';
import { NETWORK_FAULTS } from '../lab/faults/index.js';
import { startNamespace } from '../lab/faults/namespace.js';
import { askMany, node24, nodeProber, pythonBinaries, pythonProber } from './probers.js';
import { hold } from './table.js';

/** Between a program's answer and its end; a look-up that holds it back takes ten seconds. */
const LINGER_MS = 1_000;

// Tests that run at once do not wait for beforeAll: each waits for this.
const namespace = startNamespace();
afterAll(async () => (await namespace).stop());

const newer = node24();
const probers = [
  ...[process.execPath, ...(newer ? [newer] : [])].map((binary) => ({ binary, make: nodeProber })),
  ...pythonBinaries().map((binary) => ({ binary, make: pythonProber })),
];

describe.each(probers)('$binary', ({ binary, make }) => {
  test.concurrent.each(NETWORK_FAULTS)('$name', async (fault) => {
    const { enter, enterBare } = await namespace;
    const prober = make(binary, fault.bare ? enterBare : enter);
    const limitMs = fault.request.limitMs ?? 0;
    const seen = await prober.ask(fault.request, {}, limitMs);
    // Nothing that hangs holds the program back.
    expect(prober.lingered).toBeLessThan(LINGER_MS);
    hold(fault, seen, limitMs);
    if (fault.address) expect(seen[0]?.address).toBe(fault.address);
    if (fault.others) expect(outcomes(seen.slice(1))).toEqual(fault.others);
  });
});

describe('many at once', () => {
  const times = (all: Awaited<ReturnType<typeof askMany>>['all']) => all.map(([first]) => first.times.total ?? 0);

  test.each([1, 10, 100])('%d dropped addresses end with one limit', async (count) => {
    const { enter } = await namespace;
    const dropped = (at: number): ProbeRequest => ({ kind: 'tcp', host: `127.0.1.${at + 1}`, port: 31010 });
    const { all } = await askMany(
      process.execPath,
      enter,
      Array.from({ length: count }, (_, at) => dropped(at)),
      {},
      1_000,
    );
    expect(new Set(all.map(([first]) => first.outcome))).toEqual(new Set(['timeout']));
    expect(Math.max(...times(all))).toBeLessThan(1_200);
  });

  test('forty names that hang hold neither a good one back, nor the end of the program', async () => {
    const { enter } = await namespace;
    const hanging = Array.from({ length: 40 }, (_, at): ProbeRequest => ({ kind: 'dns', host: `silent.${at}.test` }));
    const { all, lingered } = await askMany(
      process.execPath,
      enter,
      [...hanging, { kind: 'dns', host: 'ok.test' }],
      {},
      1_000,
    );
    expect(all.map(([first]) => first.outcome)).toEqual([...hanging.map(() => 'dns-failed'), 'ok']);
    expect(times(all).at(-1)).toBeLessThan(900);
    expect(lingered).toBeLessThan(LINGER_MS);
  });
});

function outcomes(seen: readonly Seen[]): Record<string, string> {
  return Object.fromEntries(seen.map((one) => [one.address ?? '', one.outcome]));
}
