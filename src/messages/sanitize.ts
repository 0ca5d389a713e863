import { INVISIBLE } from './invisible.js';

const ESC = String.fromCharCode(0x1b);
const CSI = String.fromCharCode(0x9b);
const OSC = String.fromCharCode(0x9d);
const BELL = String.fromCharCode(0x07);
const ST = String.fromCharCode(0x9c);

/** Escape sequences whole, so that no `[31m` is left behind: CSI, OSC/DCS/PM/APC up to their end, two-byte ones. */
const SEQUENCES = new RegExp(
  [
    `(?:${ESC}\\[|${CSI})[0-?]*[ -/]*[@-~]?`,
    `(?:${ESC}[\\]P^_X]|${OSC})[^${BELL}${ESC}${ST}]*(?:${BELL}|${ESC}\\\\|${ST})?`,
    `${ESC}[ -/]*[0-~]?`,
  ].join('|'),
  'gu',
);
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;
const LONE_SURROGATES = /\p{Cs}/gu;

/** Longest value that is shown inside a sentence, in characters. */
const LONGEST = 500;

/**
 * Makes one line of harmless text: no escape sequences, no control or direction characters, no line breaks.
 * @param text anything from outside: a container's name, a server's body
 * @returns at most 500 characters; what was cut is told by an ellipsis
 */
export function sanitize(text: string): string {
  const clean = text
    .slice(0, LONGEST * 8)
    .replace(SEQUENCES, '')
    .replace(BREAKS, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATES, '\ufffd');
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1).replace(LONE_SURROGATES, '')}…` : clean;
}

/** As `sanitize`, but line breaks and tabs stay and nothing is cut: for commands, which have to be pasted as they are. */
export function sanitizeLines(text: string): string {
  return text
    .replace(SEQUENCES, '')
    .replace(/\r\n?/gu, '\n')
    .replace(INVISIBLE, (character) => (character === '\n' || character === '\t' ? character : ''))
    .replace(LONE_SURROGATES, '\ufffd');
}
