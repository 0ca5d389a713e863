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

/** Longer than any id: what a text of this length stands for is nothing that there is. */
const LONGEST = 1_000;

/** By hand and not by a regular expression, whose time and size a hostile glob would decide. */
function matcher(glob: string): (id: string) => boolean {
  if (glob.length > LONGEST) return () => false;
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  return (id) => {
    if (last === undefined) return id === first;
    if (!id.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = id.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return id.length - last.length >= at && id.endsWith(last);
  };
}
