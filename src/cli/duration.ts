const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Longest duration that a timer takes: beyond it, Node's timers fire at once. */
const LONGEST_MS = 2_147_483_647;

/**
 * Reads a duration as Docker and kubectl take it: `500ms`, `4s`, `1m30s`, `1.5h`; a plain number is seconds, as with
 * `curl -m` and `docker stop -t`.
 * @returns whole milliseconds; null where the text is no duration, is nothing or negative, or is beyond 24 days
 */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim();
  const parts = /^\d+(?:\.\d+)?$/u.test(trimmed)
    ? [[`${trimmed}s`, trimmed, 's']]
    : [...trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/gu)];
  if (
    parts.length === 0 ||
    parts
      .map(([whole]) => whole)
      .join('')
      .replace(/s$/u, '') !== trimmed.replace(/s$/u, '')
  )
    return null;
  const sum = parts.reduce((total, [, number, unit]) => total + Number(number) * (UNITS[unit ?? ''] ?? Number.NaN), 0);
  const ms = Math.round(sum);
  return ms > 0 && ms <= LONGEST_MS ? ms : null;
}
