import { Misfit } from '../guard/plain.js';
import { thrown } from '../guard/thrown.js';
import { type Finding, PLUGIN_ROW } from '../types/check.js';
import type { Said } from '../types/text.js';

/** What broke: a check, a cause, or a plug-in beside both. */
export type Broken = 'check' | 'cause' | 'plugin';

/**
 * Why something broke, as a sentence.
 * @param name id of the check or cause, or the plug-in as it was given
 */
export function whyBroken(what: Broken, name: string, error: unknown): Said {
  if (what === 'check')
    return error instanceof Misfit
      ? { code: 'runner.bad-answer', args: { where: error.where } }
      : { code: 'runner.crashed', args: { error: thrown(error) } };
  if (what === 'cause' && error instanceof Misfit)
    return { code: 'runner.cause-bad-answer', args: { name, where: error.where } };
  return { code: `runner.${what}-crashed`, args: { name, error: thrown(error) } };
}

/** A row for what broke and has no row of its own: a cause, a plug-in, or a check after it had answered. */
export function crashRow(what: Broken, name: string, instance: string | null, error: unknown): Finding {
  return {
    check: what === 'plugin' ? PLUGIN_ROW : name,
    instance,
    vantage: null,
    subject: what === 'plugin' ? name : null,
    status: 'crash',
    said: whyBroken(what, name, error),
    blockedBy: null,
    notApplicable: null,
    observations: [],
    durationMs: 0,
  };
}

/** Rows of what broke outside of any answer; kept for the report of the round. */
const strays = new Map<string, Finding>();

const keyOf = ({ check, instance, subject }: Finding): string => JSON.stringify([check, instance, subject]);

/** Keeps a row for the report; the first one for each check, cause or plug-in. */
export function stray(row: Finding): void {
  const key = keyOf(row);
  if (!strays.has(key)) strays.set(key, row);
}

/** Hands the kept rows over, but for those of checks that are told as a crash already. */
export function takeStrays(findings: readonly Finding[]): readonly Finding[] {
  const rows = [...strays.values()];
  strays.clear();
  const told = (row: Finding): boolean =>
    findings.some(
      ({ check, instance, status }) => status === 'crash' && check === row.check && instance === row.instance,
    );
  return rows.filter((row) => !told(row));
}
