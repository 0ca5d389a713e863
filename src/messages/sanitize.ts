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
/** What turns the reading direction or hides text: bidi controls, zero-width characters, tags. */
const INVISIBLE =
  /[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\u00ad/gu;
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;
const CONTROLS = /\p{Cc}/gu;
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
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATES, '\ufffd');
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1).replace(LONE_SURROGATES, '')}…` : clean;
}

/** As `sanitize`, but line breaks and tabs stay and nothing is cut: for commands, which have to be pasted as they are. */
export function sanitizeLines(text: string): string {
  return text
    .replace(SEQUENCES, '')
    .replace(/\r\n?/gu, '\n')
    .replace(CONTROLS, (character) => (character === '\n' || character === '\t' ? character : ''))
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATES, '\ufffd');
}
