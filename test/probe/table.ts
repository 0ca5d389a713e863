import { expect } from '@jest/globals';
import type { Seen } from '../../src/types/probe.js';
import { type Expected, type Fault, limitOf, type Place } from '../lab/faults/index.js';
import type { Prober } from './probers.js';

/** A probe may outlive its limit by this. */
const TOLERANCE_MS = 200;

/** Lets a fault stand, probes it, and holds what was seen to what the table says. */
export async function holdTo(fault: Fault, prober: Prober, place: Place): Promise<void> {
  const { request, env = {}, close } = await fault.start(place);
  try {
    hold(fault, await prober.ask(request, env, limitOf(fault)), limitOf(fault));
  } finally {
    await close();
  }
}

/** Holds what was seen to what the table says. @param limitMs the probe's limit in milliseconds */
export function hold(expected: Expected, [first, ...others]: readonly Seen[], limitMs: number): void {
  expect({ outcome: first?.outcome, phase: first?.phase, evidence: first?.evidence }).toMatchObject({
    outcome: expected.outcome,
    phase: expected.phase,
    evidence: expected.evidence ?? {},
  });
  if (expected.code) expect(first?.evidence.code).toMatch(expected.code);
  if (expected.described) expect(first?.evidence.certificate?.fingerprint256).toMatch(/^[0-9A-F]{64}$/);
  expect(first?.times.total).toBeLessThan(limitMs + TOLERANCE_MS);
  expect(JSON.stringify([first, others])).not.toContain('secret');
}
