import { redactText } from '../secrets/redact.js';
import type { Args } from '../types/text.js';

/** Of what was typed, so many characters are quoted: enough to know it again. */
const LONGEST = 160;

/** Everything up to the last `@`: credentials may hold signs that should have been escaped. The scheme stays. */
const BEFORE_HOST = /^(\s*(?:[a-z][a-z0-9+.-]*:[\\/]+)?).*@/isu;
/** A path that has an `@` in a name is no address. */
const PATH = /^\.{0,2}\/[^:]*$/su;
const VALUES = /([?&;#][^=&;#\s]*=)[^&;#\s]*/gu;

/** What was typed, as a complaint quotes it: short, and without what may be a secret. */
export function harmlessWord(typed: string): string {
  const head = typed.slice(0, LONGEST).replace(/[\ud800-\udbff]$/u, '');
  const cut = head !== typed;
  // Where the end is cut off, so may be the `@` that tells credentials.
  const text = cut && typed.includes('@', LONGEST) && !PATH.test(head) ? `${head}@` : head;
  const bare = (PATH.test(text) ? text : text.replace(BEFORE_HOST, '$1***@')).replace(VALUES, '$1***');
  return redactText(cut ? `${bare}…` : bare);
}

/** The same for all that a complaint is filled with. */
export function harmlessArgs(args: Args): Args {
  const clean = (value: Args[string]): Args[string] => {
    if (typeof value === 'string') return harmlessWord(value);
    return typeof value === 'object' && value !== null ? value.map(harmlessWord) : value;
  };
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, clean(value)]));
}
