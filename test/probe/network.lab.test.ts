import { afterAll, describe, expect, test } from '@jest/globals';
import type { Seen } from '../../src/types/probe.js';
import { NETWORK_FAULTS } from '../lab/faults/index.js';
import { startNamespace } from '../lab/faults/namespace.js';
import { node24, nodeProber, pythonBinaries, pythonProber } from './probers.js';
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

function outcomes(seen: readonly Seen[]): Record<string, string> {
  return Object.fromEntries(seen.map((one) => [one.address ?? '', one.outcome]));
}
