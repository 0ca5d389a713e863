import type { RunResult } from '../../../src/types/run.js';

/** Members whose values are words of closed sets or ids of the program's own: nothing from outside comes to stand there. */
const CLOSED: ReadonlySet<string> = new Set([
  'status',
  'outcome',
  'phase',
  'kind',
  'state',
  'source',
  'runtime',
  'mode',
  'platform',
  'certainty',
  'failingHop',
  'rehearsal',
  'where',
  'schema',
  'ended',
]);
/** The program's own texts, and the date. */
const OWN: ReadonlySet<string> = new Set(['checks', 'causes', 'startedAt']);
/** Codes and ids are of the program or of a plug-in; they are tried in a run of their own, since they decide what is said. */
const IDS: ReadonlySet<string> = new Set(['code', 'id', 'check', 'cause', 'explains', 'observations', 'observation']);

/**
 * A run with a hostile text in every place where text from outside may stand.
 * @param run a sample
 * @param next the text for the next place
 */
export function poison(run: RunResult, next: () => string): RunResult {
  const walk = (value: unknown, name: string, ids: boolean): unknown => {
    if (typeof value === 'string') {
      if (CLOSED.has(name) || ids || IDS.has(name)) return value;
      if (name === 'vantage') return value.includes(':') ? `container:${next()}` : value;
      return next();
    }
    if (value instanceof Date || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => walk(item, name, IDS.has(name)));
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, OWN.has(key) ? item : walk(item, key, false)]),
    );
  };
  return Object.assign({ ...run }, walk(run, '', false), {
    vantages: run.vantages.map(({ id, availability }) => ({
      id: id.includes(':') ? (`container:${next()}` as const) : id,
      availability,
    })),
    checks: run.checks,
    causes: run.causes,
    startedAt: run.startedAt,
  });
}
