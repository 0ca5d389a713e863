import type { Evidence } from '../../types/probe.js';
import type { Report, ReportObservation } from '../../types/report.js';
import type { Pen } from './pen.js';
import { seenText } from './places.js';

/** Longest raw value that the screen shows; the JSON report has it whole. */
const LONGEST = 160;

/** Every observation with its raw evidence, for `--verbose`. */
export function evidenceLines(report: Report, pen: Pen): string[] {
  if (report.observations.length === 0) return [];
  return ['', pen.heading(pen.say('section.evidence')), ...report.observations.flatMap((one) => linesOf(one, pen))];
}

function linesOf(observation: ReportObservation, pen: Pen): string[] {
  const { id, kind, target, times, evidence } = observation;
  const phases = Object.entries(times).map(([phase, ms]) => `${phase} ${Math.round(ms)}`);
  const raw = [...rawParts(evidence), ...(phases.length === 0 ? [] : [`ms: ${phases.join(' ')}`])];
  return [
    ...pen.hang(`  ${id.padEnd(4)} `, `${kind} ${pen.name(target)}`),
    ...pen.hang(' '.repeat(7), seenText(observation, pen)),
    ...(raw.length === 0 ? [] : pen.hang(' '.repeat(7), raw.map((part) => pen.name(part)).join('; '))),
  ];
}

function rawParts(evidence: Evidence): readonly string[] {
  return Object.entries(evidence).flatMap(([name, value]: [string, unknown]) => {
    if (value === undefined) return [];
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [`${name}=${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}`];
  });
}
