import type { Args, Said } from '../types/text.js';

/** A sentence as data. */
export function say(code: string, args: Args = {}): Said {
  return { code, args };
}
