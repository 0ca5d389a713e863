/**
 * Anything that can be thrown, in one line of words; never throws itself.
 * @param error an Error, or any other value
 */
export function thrown(error: unknown): string {
  try {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
    if (typeof error === 'object' && error !== null) return `a thrown ${Array.isArray(error) ? 'array' : 'object'}`;
    return String(error);
  } catch {
    return 'a thrown object';
  }
}
