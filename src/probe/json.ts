import type { Json } from '../types/text.js';

/** Longest text that is handed on as parsed JSON. */
const MOST_CHARACTERS = 65_536;
/** Deeper nesting is no answer of any service, but overflows whoever walks it. */
const DEEPEST = 64;

/**
 * Parses a server's answer.
 * @returns `undefined` where it is no JSON, or nested without reason
 */
export function parseJson(text: string): Json | undefined {
  if (tooDeep(text)) return undefined;
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** Whether a parsed answer is small enough for a report. */
export function isShowable(text: string): boolean {
  return text.length <= MOST_CHARACTERS;
}

export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Counts brackets outside of strings. */
function tooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '[' || character === '{') {
      if (++depth > DEEPEST) return true;
    } else if (character === ']' || character === '}') depth--;
  }
  return false;
}
