import { sanitizeLines } from '../messages/sanitize.js';
import { redactText } from '../secrets/redact.js';

/** A word that no command may hold: a terminal or a shell would act on it, or it would not be shown as it is. */
export class UnquotableError extends Error {
  readonly code = 'unquotable';
  constructor() {
    super('A word that cannot be shown as it is has no place in a command');
    this.name = 'UnquotableError';
  }
}

/** Line breaks and tabs, which end or complete a line that is pasted; half a surrogate pair. */
const ENDS_A_LINE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Longer words are copied: some terminals cut a pasted line at 4,096 bytes. */
const LONGEST_BYTES = 1_000;
/** What neither bash nor zsh gives a meaning to; a leading `=` or `~` is expanded by them, so those are quoted. */
const PLAIN = /^[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*$/;

/** True where a word can be pasted: nothing in it is taken away on its way to the screen. */
export function quotable(word: string): boolean {
  return !ENDS_A_LINE.test(word) && sanitizeLines(word) === word;
}

/** True where a word can be shown too: it is quotable, of a usual length, and nothing in it looks like a secret. */
export function presentable(word: string): boolean {
  return quotable(word) && redactText(word) === word && Buffer.byteLength(word) <= LONGEST_BYTES;
}

/**
 * Quotes one word for a POSIX shell, bash and zsh.
 * @returns the word itself where it needs no quotes, else in single quotes
 * @throws UnquotableError where it is not quotable
 */
export function quote(word: string): string {
  if (!quotable(word)) throw new UnquotableError();
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * As `quote`, for what comes from outside and has to be shown.
 * @throws UnquotableError where it is not presentable
 */
export function quoteShown(word: string): string {
  if (!presentable(word)) throw new UnquotableError();
  return quote(word);
}

/**
 * One field of a word that the client cuts at a sign: `path:options`, `key=value`.
 * @param sign what the client cuts at; it has no way to escape it
 * @returns the field itself
 * @throws UnquotableError where the field holds the sign, and would be cut there
 */
export function uncut(field: string, sign: ':' | '='): string {
  if (field.includes(sign)) throw new UnquotableError();
  return field;
}

/** What a terminal acts on or does not show: all of it can be written as escapes of Go. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Quotes a text for a Go template (`docker inspect -f`); what does not show stands in it as an escape.
 * @throws UnquotableError where it has half a surrogate pair, which no engine has
 */
export function goString(text: string): string {
  if (/\p{Cs}/u.test(text)) throw new UnquotableError();
  const code = (sign: string): string => (sign.codePointAt(0) ?? 0).toString(16);
  return JSON.stringify(text).replace(UNSEEN, (sign) =>
    code(sign).length > 4 ? `\\U${code(sign).padStart(8, '0')}` : `\\u${code(sign).padStart(4, '0')}`,
  );
}
