/** Blocks of double-width characters: Hangul Jamo, CJK, kana, Hangul, compatibility and full-width forms, emoji. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];
const COMBINING = /\p{M}/u;

/** Columns that one character takes on a terminal: 0, 1 or 2. */
export function charWidth(character: string): number {
  if (COMBINING.test(character)) return 0;
  const point = character.codePointAt(0) ?? 0;
  return WIDE.some(([from, to]) => point >= from && point <= to) ? 2 : 1;
}

/** Columns that a text without escape sequences takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += charWidth(character);
  return width;
}

/** Fills up with blanks to a number of columns. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}

/** Cuts to a number of columns; what was cut is told by an ellipsis. */
export function clip(text: string, columns: number, ellipsis: string): string {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let left = columns - widthOf(ellipsis);
  for (const character of text) {
    left -= charWidth(character);
    if (left < 0) break;
    kept += character;
  }
  return kept + ellipsis;
}
