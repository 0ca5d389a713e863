import type { ProbeRequest, Seen, VantageId } from './probe.js';
import type { Said } from './text.js';

/** Whether a vantage point can be used at all, and if not, why (`vantage.*` messages). */
export type Availability = { readonly ok: true } | { readonly ok: false; readonly reason: Said };

/** Where probes are made from. One contract test holds all of them. */
export interface Vantage {
  readonly id: VantageId;
  readonly availability: Availability;
  /**
   * Makes one probe.
   * @param request what to ask
   * @param signal ends the probe at once; the outcome is then `aborted`
   * @returns one entry for each address tried, the best one first; never empty
   * @throws never: what goes wrong is an outcome
   */
  ask(request: ProbeRequest, signal: AbortSignal): Promise<readonly [Seen, ...Seen[]]>;
}
