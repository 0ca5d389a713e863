import type { Outcome, Phase, ProbeRequest } from '../../../src/types/probe.js';
import type { Certificates } from './certificates.js';

/** Where a fault's servers listen, and what they show. */
export interface Place {
  /** Address that servers listen on. */
  readonly listen: string;
  /** Address or name that the probe asks; the certificates are for it. */
  readonly host: string;
  readonly certificates: Certificates;
}
/** A fault that stands. */
export interface Standing {
  readonly request: ProbeRequest;
  /** Variables of the vantage point (proxies, trust). */
  readonly env?: Readonly<Record<string, string>>;
  close(): Promise<void>;
}
/** What every vantage point has to say of a fault. */
export interface Expected {
  readonly name: string;
  readonly outcome: Outcome;
  readonly phase: Phase | null;
  /** The raw code; one expression for Node's versions and Python's. */
  readonly code?: RegExp;
  /** True where the server's certificate has to be told. */
  readonly described?: boolean;
  /** Other evidence that has to be there. */
  readonly evidence?: Readonly<Record<string, unknown>>;
}
/** A fault that a server makes. */
export interface Fault extends Expected {
  readonly start: (place: Place) => Promise<Standing>;
}

/** Limits of the probes, in milliseconds: short where a fault is silence, long where an answer comes on a busy machine. */
const SILENCE_MS = 1_000;
const ANSWER_MS = 6_000;

/** How long a fault is waited for. */
export function limitOf(fault: Expected): number {
  return fault.code?.test('LIMIT') ? SILENCE_MS : ANSWER_MS;
}
