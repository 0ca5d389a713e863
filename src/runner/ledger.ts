import type { Observation, ProbeRequest } from '../types/probe.js';
import { stableJson } from '../types/stable-json.js';
import type { Said } from '../types/text.js';
import type { Vantage } from '../types/vantage.js';

/** Thrown by `ask` where the vantage point cannot be used: the runner turns it into a skip that says why. */
export class VantageUnavailable extends Error {
  constructor(readonly reason: Said) {
    super(reason.code);
  }
}

type Answer = Promise<readonly [Observation, ...Observation[]]>;

/** What identifies a question among the facts of a run; the headers, where a key may be, stay behind. */
function withoutHeaders(request: ProbeRequest): ProbeRequest {
  if (request.kind !== 'http') return request;
  const { headers: _, ...shown } = request;
  return shown;
}

/** Every fact of a run, asked once for each vantage point and request, with ids in the order of the answers. */
export class Ledger {
  readonly observations: Observation[] = [];
  readonly #asked = new Map<string, Answer>();

  /**
   * @param vantage where from
   * @param request what; equal requests share one probe
   * @param signal ends the probe
   * @returns the observations, best address first
   * @throws VantageUnavailable
   */
  async ask(vantage: Vantage, request: ProbeRequest, signal: AbortSignal): Answer {
    if (!vantage.availability.ok) throw new VantageUnavailable(vantage.availability.reason);
    const key = `${vantage.id} ${stableJson(request)}`;
    const known = this.#asked.get(key);
    if (known) return known;
    const answer = vantage.ask(request, signal).then(([best, ...others]) => {
      const record = (seen: typeof best): Observation => {
        const observation = { id: `o${this.observations.length + 1}`, ...seen, request: withoutHeaders(request) };
        this.observations.push(observation);
        return observation;
      };
      return [record(best), ...others.map(record)] as const;
    });
    this.#asked.set(key, answer);
    return answer;
  }
}
