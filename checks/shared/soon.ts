/**
 * How long a probe that should succeed is waited for before the ones that explain its failure are sent too,
 * in milliseconds. A healthy deployment answers within it and is spared them; where packets are dropped, both wait
 * together, so that the whole run ends one probe limit after its start.
 */
export const GRACE_MS = 250;

/**
 * Waits a little for an answer.
 * @param answer what is waited for; its rejection is passed on
 * @param signal ends the wait
 * @returns the answer, or null where it is still to come
 */
export async function soon<T>(answer: Promise<T>, signal: AbortSignal): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  let end = (): void => {};
  const wait = new Promise<null>((resolve) => {
    end = () => resolve(null);
    timer = setTimeout(end, GRACE_MS);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
  try {
    return await Promise.race([answer, wait]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}
