import { expect } from '@jest/globals';
import type { Seen } from '../../src/types/probe.js';
import { type Fault, LIMIT_MS, type Place } from '../lab/faults/index.js';
import type { Prober } from './probers.js';

/** A probe may outlive its limit by this. */
const TOLERANCE_MS = 200;

/** Lets a fault stand, probes it, and holds what was seen to what the table says. */
export async function holdTo(fault: Fault, prober: Prober, place: Place, limitMs = LIMIT_MS): Promise<readonly Seen[]> {
  const standing = await fault.start(place);
  try {
    const seen = await prober.ask(standing.request, standing.env ?? {}, standing.request.limitMs ?? limitMs);
    const [first] = seen;
    expect({ outcome: first?.outcome, phase: first?.phase, evidence: first?.evidence }).toMatchObject({
      outcome: fault.outcome,
      phase: fault.phase,
      evidence: fault.evidence ?? {},
    });
    if (fault.code) expect(first?.evidence.code).toMatch(fault.code);
    if (fault.described) expect(first?.evidence.certificate?.fingerprint256).toMatch(/^[0-9A-F]{64}$/);
    expect(first?.times.total).toBeLessThan((standing.request.limitMs ?? limitMs) + TOLERANCE_MS);
    expect(JSON.stringify(seen)).not.toContain('secret');
    return seen;
  } finally {
    await standing.close();
  }
}
