import type { Reporter } from './reporter.js';

/** What JSON leaves unescaped and a terminal or an editor obeys: DEL and C1, bidi and zero-width characters, line separators. */
const OBEYED = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** The report itself. Texts keep their value; what would reach a terminal as a control is written as `\uXXXX`. */
export const json: Reporter = (report) => {
  const text = JSON.stringify(report, null, 2);
  return `${text.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
};
