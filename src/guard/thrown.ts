/**
 * Anything that can be thrown, in one line of words; never throws itself. Errors are known by their fields, since those
 * of another realm are no instances of this one's.
 * @param error an Error, or any other value
 */
export function thrown(error: unknown): string {
  try {
    if (typeof error !== 'object' || error === null) return String(error);
    const [name, message]: readonly unknown[] = [Reflect.get(error, 'name'), Reflect.get(error, 'message')];
    return typeof name === 'string' && typeof message === 'string' ? `${name}: ${message}` : 'a thrown object';
  } catch {
    return 'a thrown object';
  }
}

/** The code of an error (`ENOENT`), else its words. */
export function codeOrWords(error: unknown): string {
  try {
    const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
    return typeof code === 'string' ? code : thrown(error);
  } catch {
    return thrown(error);
  }
}
