import { toAscii } from '../../messages/ascii.js';
import { type ProgramCode, say } from '../../messages/program.js';
import { sanitize } from '../../messages/sanitize.js';
import type { Status } from '../../types/check.js';
import type { Args } from '../../types/text.js';
import type { Show } from '../reporter.js';
import { pad, widthOf } from './width.js';
import { wrap } from './wrap.js';

type Ink = 'bold' | 'good' | 'bad' | 'odd';

/** Select graphic rendition codes that read on dark and on light backgrounds: no yellow, no grey, no pale cyan. */
const INKS: Readonly<Record<Ink, string>> = { bold: '1', good: '32', bad: '1;31', odd: '35' };
const ESC = String.fromCharCode(0x1b);

const SYMBOLS: Readonly<Record<Status, readonly [unicode: string, ascii: string]>> = {
  pass: ['✔', '+'],
  warn: ['⚠', '!'],
  fail: ['✖', 'x'],
  skip: ['○', '-'],
  unknown: ['?', '?'],
  crash: ['✖', 'x'],
};
const STATUSES: readonly Status[] = ['pass', 'warn', 'fail', 'skip', 'unknown', 'crash'];
const STATUS_INK: Readonly<Record<Status, Ink | null>> = {
  pass: 'good',
  warn: 'odd',
  fail: 'bad',
  skip: null,
  unknown: 'odd',
  crash: 'bad',
};

/** Draws lines in one style: language, width, colours, characters. */
export class Pen {
  readonly width: number;

  /** Columns of the longest word for a status. */
  readonly statusWidth: number;

  constructor(readonly show: Show) {
    // Prose beyond 100 columns is hard to read, whatever the terminal offers.
    this.width = Math.min(show.width, 100);
    this.statusWidth = Math.max(...STATUSES.map((status) => widthOf(say(show.lang, `status.${status}`))));
  }

  say(code: ProgramCode, args: Args = {}): string {
    return this.plain(say(this.show.lang, code, args));
  }

  /** A text as this terminal can show it. */
  plain(text: string): string {
    return this.show.unicode ? text : toAscii(text);
  }

  ink(ink: Ink | null, text: string): string {
    return this.show.color && ink !== null && text !== '' ? `${ESC}[${INKS[ink]}m${text}${ESC}[0m` : text;
  }

  heading(text: string): string {
    return this.ink('bold', text);
  }

  symbol(status: Status): string {
    return SYMBOLS[status][this.show.unicode ? 0 : 1];
  }

  /** Symbol and word of a status: neither colour nor Unicode is needed to read it. */
  badge(status: Status, word: string, columns = 0): string {
    const text = `${this.symbol(status)} ${pad(word, columns)}`;
    return this.ink(STATUS_INK[status], text);
  }

  /** A label and its text, wrapped under itself; `labelWidth` is without the indentation. */
  field(indent: number, labelWidth: number, label: string, text: string): string[] {
    return this.hang(' '.repeat(indent) + pad(label, labelWidth), text);
  }

  /** A text behind a prefix, following lines under its beginning. */
  hang(prefix: string, text: string, prefixWidth = widthOf(prefix), ink: Ink | null = null): string[] {
    const lines = wrap(this.plain(text), Math.max(20, this.width - prefixWidth));
    return lines.map((line, index) =>
      ((index === 0 ? prefix : ' '.repeat(prefixWidth)) + this.ink(ink, line)).trimEnd(),
    );
  }

  /** A name from outside, harmless. */
  name(text: string): string {
    return this.plain(sanitize(text));
  }

  /** Parts of a sentence, one after the other. */
  list(parts: readonly string[]): string {
    return parts.join(this.show.lang === 'en' ? ', ' : '，');
  }

  /** Something by the way, in this language's brackets. */
  aside(parts: readonly string[]): string {
    return this.show.lang === 'en' ? ` (${this.list(parts)})` : `（${this.list(parts)}）`;
  }

  /** Sentences, one after the other; a full stop is set where one has none. */
  sentences(parts: readonly string[]): string {
    const [stop, gap] = this.show.lang === 'en' ? ['.', ' '] : ['。', ''];
    return parts.map((part) => (/[.。:：]$/u.test(part) ? part : part + stop)).join(gap);
  }

  ms(milliseconds: number): string {
    return milliseconds < 10_000
      ? this.say('unit.ms', { n: Math.round(milliseconds) })
      : this.say('unit.s', { n: (milliseconds / 1000).toFixed(1) });
  }
}
