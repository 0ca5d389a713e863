import { quote } from '../quote.js';

/** A change of a text: what stands from `start` to `end` gives way to `text`. Offsets in UTF-16 units. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const sorted = (edits: readonly Edit[]): readonly Edit[] =>
  [...edits].sort((a, b) => a.start - b.start || a.end - b.end);

/** The text with the edits made. */
export function splice(text: string, edits: readonly Edit[]): string {
  let made = '';
  let at = 0;
  for (const edit of sorted(edits)) {
    made += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return made + text.slice(at);
}

/**
 * Shell lines that print the changed text from the old file, by numbers of bytes: only what is put in stands in them,
 * since a file like this one has passwords on its other lines.
 * @param text the old file
 * @param from the old file, as a shell word
 */
export function spliceCommands(text: string, edits: readonly Edit[], from: string): readonly string[] {
  const lines: string[] = [];
  let at = 0;
  const keep = (start: number, end: number): void => {
    const skipped = bytes(text, start);
    const length = bytes(text, end) - skipped;
    if (length === 0) return;
    lines.push(skipped === 0 ? `head -c ${length} ${from}` : `tail -c +${skipped + 1} ${from} | head -c ${length}`);
  };
  for (const edit of sorted(edits)) {
    keep(at, edit.start);
    lines.push(...printing(edit.text));
    at = edit.end;
  }
  if (at < text.length) lines.push(`tail -c +${bytes(text, at) + 1} ${from}`);
  return lines;
}

const bytes = (text: string, offset: number): number => Buffer.byteLength(text.slice(0, offset));

/** `printf` for a text: whole lines as arguments, what is no whole line as it is. */
function printing(text: string): readonly string[] {
  if (text === '') return [];
  const end = text.includes('\r\n') ? '\\r\\n' : '\\n';
  const parts = text.split(/\r?\n/);
  const rest = parts.pop() ?? '';
  return [
    ...(parts.length > 0 ? [`printf '%s${end}' ${parts.map(quote).join(' ')}`] : []),
    ...(rest === '' ? [] : [`printf %s ${quote(rest)}`]),
  ];
}

/** What `cksum` prints for a text: its CRC (POSIX) and its length in bytes. */
export function cksum(text: string): string {
  const data = Buffer.from(text);
  let crc = 0;
  const take = (byte: number): void => {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  };
  for (const byte of data) take(byte);
  for (let length = data.length; length > 0; length = Math.floor(length / 256)) take(length & 0xff);
  return `${~crc >>> 0} ${data.length}`;
}
