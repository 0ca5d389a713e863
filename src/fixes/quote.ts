/** A word that no command may hold: it has control characters, which a terminal or a shell would act on. */
export class UnquotableError extends Error {
  readonly code = 'unquotable';
  constructor() {
    super('A word with control characters has no place in a command');
    this.name = 'UnquotableError';
  }
}

/** C0, DEL, C1, line and paragraph separators, and the marks that turn the direction of writing round; half a surrogate pair. */
const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** What neither bash nor zsh gives a meaning to; a leading `=` or `~` is expanded by them, so those are quoted. */
const PLAIN = /^[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*$/;

/** True where a word can be shown and pasted. */
export function quotable(word: string): boolean {
  return !CONTROL.test(word);
}

/**
 * Quotes one word for a POSIX shell, bash and zsh.
 * @returns the word itself where it needs no quotes, else in single quotes
 * @throws UnquotableError where it has control characters
 */
export function quote(word: string): string {
  if (!quotable(word)) throw new UnquotableError();
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Quotes a text for a Go template (`docker inspect -f`). */
export function goString(text: string): string {
  if (!quotable(text)) throw new UnquotableError();
  return JSON.stringify(text);
}
