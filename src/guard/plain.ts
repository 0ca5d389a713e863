/** Levels of an answer, values in it, and characters of its texts: far above any honest one. */
const DEPTH = 12;
const VALUES = 50_000;
const CHARACTERS = 4_194_304;

/** What was returned or exported is not what it should be; `where` names the place, such as `verdict.args.port`. */
export class Misfit extends Error {
  override readonly name = 'Misfit';
  constructor(readonly where: string) {
    super(where);
  }
}

/**
 * Copies a value as plain data, so that no getter, proxy or later change of its owner is met again.
 * @param value anything at all
 * @param where how the value is called in complaints
 * @returns the same as fresh objects and lists; properties that are undefined are left out
 * @throws Misfit for what is no plain data (functions, symbols, BigInt, NaN), circles included; and what a getter throws
 */
export function plain(value: unknown, where: string): unknown {
  let values = 0;
  let characters = 0;
  const copy = (one: unknown, at: string, depth: number): unknown => {
    values += 1;
    if (typeof one === 'string') characters += one.length;
    if (depth > DEPTH || values > VALUES || characters > CHARACTERS) throw new Misfit(at);
    if (one === null || typeof one === 'boolean' || typeof one === 'string') return one;
    if (typeof one === 'number' && Number.isFinite(one)) return one;
    if (typeof one !== 'object') throw new Misfit(at);
    if (Array.isArray(one)) {
      const { length } = one;
      if (length > VALUES) throw new Misfit(at);
      return Array.from({ length }, (_, index) => copy(one[index], `${at}[${index}]`, depth + 1));
    }
    const entries = Object.keys(one).flatMap((key): [string, unknown][] => {
      const field: unknown = Reflect.get(one, key);
      return field === undefined ? [] : [[key, copy(field, `${at}.${key}`, depth + 1)]];
    });
    return Object.fromEntries(entries);
  };
  return copy(value, where, 0);
}
