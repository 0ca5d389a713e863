/** How often the process is woken while it waits, in milliseconds: what is waited for may hold nothing open itself. */
const AWAKE_MS = 60_000;

/**
 * Waits for something that may never come.
 * @param work what is waited for; whatever it does later is nobody's concern
 * @param signal ends the waiting
 * @throws what `work` throws; an error with the code ETIMEDOUT where the signal came first
 */
export async function orEnd<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const awake = setInterval(() => undefined, AWAKE_MS);
  let end = (): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    end = () => reject(coded('ETIMEDOUT'));
  });
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([ended, work]);
  } finally {
    clearInterval(awake);
    signal.removeEventListener('abort', end);
  }
}

/** An error that is told by its code alone, as the file system's are. */
export function coded(code: string): Error & { readonly code: string } {
  return Object.assign(new Error(code), { code });
}

/** The code of what was thrown, for a message; `none` where it carries none. */
export function codeOf(error: unknown, none = 'EIO'): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string')
    return error.code;
  return none;
}
