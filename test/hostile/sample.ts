/** Numbers that look like chance and are the same in every run. @param seed any whole number */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 4_294_967_296;
  };
}

/** OWUI_DOCTOR_HOSTILE: how many times the usual number of cases are tried; `full`: all there are. */
const times =
  process.env.OWUI_DOCTOR_HOSTILE === 'full' ? Number.POSITIVE_INFINITY : Number(process.env.OWUI_DOCTOR_HOSTILE || 1);

/** @returns the usual number of cases, or as many times more as were asked for, but not above `most` */
export function many(usual: number, most: number): number {
  return Math.min(Math.ceil(usual * times), most);
}

/** A limit of time for the usual number of cases, stretched with them, in milliseconds; at most six hours. */
export function limit(usualMs: number): number {
  return Math.min(usualMs * times, 6 * 3_600_000);
}

/** A part of a list, by chance, always the same; larger where OWUI_DOCTOR_HOSTILE says so. @param usual how many */
export function sample<T>(all: readonly T[], usual: number, seed = 7): readonly T[] {
  if (many(usual, all.length) === all.length) return all;
  const next = chance(seed);
  return all
    .map((one) => ({ one, at: next() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, many(usual, all.length))
    .map(({ one }) => one);
}
