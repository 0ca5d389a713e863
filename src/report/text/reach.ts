import Table from 'cli-table3';
import { OUTCOMES, type VantageId } from '../../types/probe.js';
import type { Report, ReportObservation } from '../../types/report.js';
import type { Pen } from './pen.js';
import { placeOf } from './places.js';
import { clip, widthOf } from './width.js';

/** The check whose observations make the table. */
const MATRIX = 'reach.matrix';
const LONGEST_TARGET = 44;
const LONGEST_PLACE = 24;

const ASCII_CHARS = {
  top: '-',
  'top-mid': '+',
  'top-left': '+',
  'top-right': '+',
  bottom: '-',
  'bottom-mid': '+',
  'bottom-left': '+',
  'bottom-right': '+',
  left: '|',
  'left-mid': '+',
  mid: '-',
  'mid-mid': '+',
  right: '|',
  'right-mid': '+',
  middle: '|',
};

/** The best of several addresses speaks for the target. */
function best(one: ReportObservation | undefined, other: ReportObservation): ReportObservation {
  if (one === undefined) return other;
  return OUTCOMES.indexOf(other.outcome) < OUTCOMES.indexOf(one.outcome) ? other : one;
}

/** Who reaches what: a row an address, a column a vantage point, a word a cell. */
export function reachLines(report: Report, pen: Pen): string[] {
  const ids = new Set(report.checks.filter(({ id }) => id === MATRIX).flatMap(({ observations }) => observations));
  const rows = new Map<string, Map<VantageId, ReportObservation>>();
  const places: VantageId[] = [];
  for (const observation of report.observations) {
    const { id, target, vantage } = observation;
    if (!ids.has(id)) continue;
    if (!places.includes(vantage)) places.push(vantage);
    const row = rows.get(target) ?? new Map<VantageId, ReportObservation>();
    rows.set(target, row.set(vantage, best(row.get(vantage), observation)));
  }
  if (rows.size === 0) return [];
  places.sort((one, other) => Number(one !== 'host') - Number(other !== 'host'));
  const tables = columnsThatFit(rows, places, pen).map((some) => draw(rows, some, pen));
  return ['', pen.heading(pen.say('section.reach')), ...tables.flat()];
}

type Rows = ReadonlyMap<string, ReadonlyMap<VantageId, ReportObservation>>;

function cellOf(observation: ReportObservation | undefined, pen: Pen): string {
  if (observation === undefined) return pen.say('reach.not-asked');
  const { outcome, times } = observation;
  const word = pen.say(`outcome.${outcome}`);
  return outcome === 'ok' ? `${word} ${pen.ms(times.total ?? times.tcp ?? 0)}` : word;
}

function targetOf(target: string, pen: Pen): string {
  return clip(pen.name(target), LONGEST_TARGET, pen.plain('…'));
}
function headOf(place: VantageId, pen: Pen): string {
  return clip(placeOf(place, pen), LONGEST_PLACE, pen.plain('…'));
}

/** Vantage points in as many tables as the width of the terminal asks for. */
function columnsThatFit(rows: Rows, places: readonly VantageId[], pen: Pen): readonly (readonly VantageId[])[] {
  const labels = [...rows.keys()].map((target) => widthOf(targetOf(target, pen)));
  const first = Math.max(widthOf(pen.say('reach.target')), ...labels) + 6;
  const tables: VantageId[][] = [];
  let left = 0;
  for (const place of places) {
    const cells = [...rows.values()].map((row) => widthOf(cellOf(row.get(place), pen)));
    const width = Math.max(widthOf(headOf(place, pen)), ...cells) + 3;
    const table = tables.at(-1);
    if (table === undefined || width > left) {
      tables.push([place]);
      left = pen.show.width - first - width;
    } else {
      table.push(place);
      left -= width;
    }
  }
  return tables;
}

function draw(rows: Rows, places: readonly VantageId[], pen: Pen): string[] {
  const table = new Table({
    head: [pen.say('reach.target'), ...places.map((place) => headOf(place, pen))],
    style: { head: [], border: [], compact: true },
    ...(pen.show.unicode ? {} : { chars: ASCII_CHARS }),
  });
  for (const [target, row] of rows) {
    table.push([
      targetOf(target, pen),
      ...places.map((place) => {
        const observation = row.get(place);
        const ink = observation === undefined ? null : observation.outcome === 'ok' ? 'good' : 'bad';
        return pen.ink(ink, cellOf(observation, pen));
      }),
    ]);
  }
  return table
    .toString()
    .split('\n')
    .map((line) => `  ${line}`);
}
