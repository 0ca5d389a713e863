import { INVISIBLE } from '../messages/invisible.js';
import type { Reporter } from './reporter.js';

/** A character as JSON writes it in ASCII: a unit of UTF-16 at a time. */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** The report itself. Texts keep their value; what would reach a terminal as a control is written as `\uXXXX`. */
export const json: Reporter = (report) => {
  const lines = JSON.stringify(report, null, 2).split('\n');
  return `${lines.map((line) => line.replace(INVISIBLE, escaped)).join('\n')}\n`;
};
