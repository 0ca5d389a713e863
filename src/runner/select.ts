import type { Check } from '../types/check.js';

/** A glob that matches no check: the caller's mistake. */
export class UnknownCheck extends Error {
  constructor(readonly glob: string) {
    super(glob);
  }
}

/**
 * Chooses checks by id.
 * @param checks all checks
 * @param only globs (`*` stands for any text); empty: all
 * @param skip globs to leave out
 * @throws UnknownCheck for a glob that matches nothing
 */
export function selectChecks(
  checks: readonly Check[],
  only: readonly string[],
  skip: readonly string[],
): readonly Check[] {
  const matchers = [...only, ...skip].map((glob) => ({ glob, matches: matcher(glob) }));
  for (const { glob, matches } of matchers)
    if (!checks.some((check) => matches(check.id))) throw new UnknownCheck(glob);
  const wanted = only.map(matcher);
  const unwanted = skip.map(matcher);
  return checks.filter(
    ({ id }) =>
      (wanted.length === 0 || wanted.some((matches) => matches(id))) && !unwanted.some((matches) => matches(id)),
  );
}

function matcher(glob: string): (id: string) => boolean {
  const pattern = glob
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const expression = new RegExp(`^${pattern}$`);
  return (id) => expression.test(id);
}
