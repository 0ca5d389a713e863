import type { Evidence, Outcome, Phase } from '../types/probe.js';
import { alertOf, outcomeOf, rawOf } from './classify.js';

/** A probe's end before its goal: thrown by a phase, caught by `makeProbe`, never seen outside this room. */
export class Fault extends Error {
  constructor(
    readonly phase: Phase,
    readonly outcome: Outcome,
    readonly evidence: Evidence,
  ) {
    super(`${outcome} in ${phase}`);
  }
}

/**
 * Turns whatever a phase threw into a fault.
 * @param phase what was being done
 * @param error a fault (returned as it is) or an error of Node's
 * @param more evidence besides the error's own
 */
export function faultOf(phase: Phase, error: unknown, more: Evidence = {}): Fault {
  if (error instanceof Fault) return error;
  const raw = rawOf(error);
  const outcome = outcomeOf(phase, raw);
  const alert = raw.code === undefined ? undefined : alertOf(raw.code);
  // An alert may arrive after Node has called the handshake done (TLS 1.3 asks for client certificates late).
  const at = outcome === 'tls-protocol' && phase !== 'tls' ? 'tls' : phase;
  return new Fault(at, outcome, { ...raw, ...(alert !== undefined && { alert }), ...more });
}
