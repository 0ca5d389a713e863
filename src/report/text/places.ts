import type { Outcome, VantageId } from '../../types/probe.js';
import type { ReportObservation } from '../../types/report.js';
import type { Pen } from './pen.js';

/** A vantage point, as people name it. */
export function placeOf(vantage: VantageId, pen: Pen): string {
  if (vantage === 'host') return pen.say('place.host');
  if (vantage === 'self') return pen.say('place.self');
  const name = pen.name(vantage.slice(vantage.indexOf(':') + 1));
  return vantage.startsWith('rehearsal:') ? pen.say('place.rehearsal', { name }) : name;
}

/** The address that was connected to, else the target. */
function addressOf({ address, port, target }: ReportObservation): string {
  if (address === null) return target;
  const host = address.includes(':') ? `[${address}]` : address;
  return port === null ? host : `${host}:${port}`;
}

/** Something answered: the phase tells nothing more. */
const ANSWERED: readonly Outcome[] = ['ok', 'http-status', 'http-invalid', 'wrong-service'];

/** What a probe saw, in one line: outcome, phase, address, time, and from where. */
export function seenText(observation: ReportObservation, pen: Pen): string {
  const { outcome, phase, evidence, times } = observation;
  const time = (phase === null ? undefined : times[phase]) ?? times.total ?? 0;
  const status = outcome === 'http-status' && evidence.status !== undefined ? ` ${evidence.status}` : '';
  const args = {
    outcome: pen.say(`outcome.${outcome}`) + status,
    address: addressOf(observation),
    ms: Math.round(time),
  };
  const what =
    phase === null || ANSWERED.includes(outcome)
      ? pen.say('seen.ok', args)
      : pen.say('seen.at', { ...args, phase: pen.say(`phase.${phase}`) });
  return pen.say('seen.from', { what, vantage: placeOf(observation.vantage, pen) });
}
