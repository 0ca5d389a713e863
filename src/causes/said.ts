import type { Args, Said } from '../types/text.js';

/** A sentence as data. */
export function say(code: string, args: Args = {}): Said {
  return { code, args };
}

/** A URL as it may be shown: without user name and password, however it is mistyped. The checks name their rows so. */
export function withoutUserinfo(url: string): string {
  return url.replace(/(^|\/\/?)[^/@]*@/g, '$1');
}
