import type { ReportCheck } from '../../types/report.js';
import type { Pen } from './pen.js';

/** Reasons beyond this number would push what matters off the screen. */
const MANY = 2;

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}

/** The check at which a chain of skips begins: a skip because of a skip is told with the failure behind both. */
function rootOf(blocker: string, skips: readonly ReportCheck[]): string {
  const seen = new Set<string>();
  let root = blocker;
  for (;;) {
    const next = skips.find(({ id }) => id === root)?.blockedBy;
    if (next === undefined || next === null || seen.has(root)) return root;
    seen.add(root);
    root = next;
  }
}

/** Skipped checks in groups: one for each check that has to pass first, one for each reason of those that do not apply. */
export function skipLines(checks: readonly ReportCheck[], pen: Pen): string[] {
  const skips = checks.filter(({ status }) => status === 'skip');
  const blocked = new Map<string, string[]>();
  const reasons = new Map<string, string[]>();
  for (const { id, blockedBy, notApplicable, message } of skips) {
    const [groups, key] =
      blockedBy === null ? [reasons, notApplicable ?? message] : [blocked, rootOf(blockedBy, skips)];
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  const prefix = `  ${pen.badge('skip', pen.say('status.skip'), pen.statusWidth)}  `;
  const hang = (text: string): string[] => pen.hang(prefix, text, pen.statusWidth + 6);
  return [
    ...[...blocked].flatMap(([check, ids]) => {
      const list = unique(ids);
      return hang(pen.say(list.length === 1 ? 'skips.blocked-1' : 'skips.blocked', { n: list.length, check, list }));
    }),
    ...notApplicable(reasons, pen).flatMap(hang),
  ];
}

/** What does not apply here: with its reasons where they are few or asked for, else by name alone. */
function notApplicable(reasons: ReadonlyMap<string, readonly string[]>, pen: Pen): readonly string[] {
  if (reasons.size > MANY && pen.show.verbosity !== 'verbose')
    return [pen.say('skips.not-applicable', { list: unique([...reasons.values()].flat()) })];
  return [...reasons].map(([why, ids]) => pen.say('skips.reason', { list: unique(ids), why }));
}
