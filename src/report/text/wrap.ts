import { charWidth, widthOf } from './width.js';

/** Closing marks never begin a line, opening ones never end one. */
const NOT_FIRST = /^[，。、；：？！）》」』】〕…—～·％”’]/u;
const NOT_LAST = /[（《「『【〔“‘]$/u;

/** Cuts a text where a line may break: at blanks, and beside every double-width character. */
function pieces(text: string): readonly string[] {
  const found: string[] = [];
  let piece = '';
  const push = (): void => {
    if (piece !== '') found.push(piece);
    piece = '';
  };
  for (const character of text) {
    const wide = charWidth(character) === 2;
    const last = piece.at(-1);
    const breakable =
      last !== undefined &&
      !NOT_FIRST.test(character) &&
      !NOT_LAST.test(piece) &&
      (wide || last === ' ' || charWidth(last) === 2);
    if (breakable && character !== ' ') push();
    piece += character;
  }
  push();
  return found;
}

/**
 * Breaks a text into lines. A word that is longer than a line (a URL) stays whole, so that it can be copied.
 * @param text one line, without escape sequences
 * @param columns width of a line
 * @returns at least one line
 */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line !== '' && widthOf(line) + widthOf(piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}
