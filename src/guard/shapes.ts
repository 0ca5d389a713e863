import { Misfit, plain } from './plain.js';

/** Tells whether plain data has a shape; where not, `trail` is given the way to the place, the outermost step first. */
export type Guard<T> = (value: unknown, trail: string[]) => value is T;

export const text: Guard<string> = (value) => typeof value === 'string';
export const truth: Guard<boolean> = (value) => typeof value === 'boolean';

export function matching(pattern: RegExp): Guard<string> {
  return (value): value is string => typeof value === 'string' && pattern.test(value);
}

/** One of a closed set of words; as a table, so that the compiler asks for every one of them. */
export function oneOf<T extends string>(words: Readonly<Record<T, true>>): Guard<T> {
  return (value): value is T => typeof value === 'string' && Object.hasOwn(words, value);
}

/** One of the words of a list. */
export function among<T extends string>(words: readonly T[]): Guard<T> {
  return (value): value is T => words.some((word) => word === value);
}

export function optional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value, trail): value is T | undefined => value === undefined || guard(value, trail);
}

export function orNull<T>(guard: Guard<T>): Guard<T | null> {
  return (value, trail): value is T | null => value === null || guard(value, trail);
}

export function either<A, B>(one: Guard<A>, other: Guard<B>): Guard<A | B> {
  return (value, trail): value is A | B => one(value, []) || other(value, trail);
}

export function listOf<T>(item: Guard<T>): Guard<readonly T[]> {
  return (value, trail): value is readonly T[] =>
    Array.isArray(value) && value.every((one, index) => item(one, trail) || missed(trail, `[${index}]`));
}

export function recordOf<T>(item: Guard<T>): Guard<Readonly<Record<string, T>>> {
  return (value, trail): value is Readonly<Record<string, T>> =>
    isObject(value) && Object.entries(value).every(([key, one]) => item(one, trail) || missed(trail, key));
}

/** An object with these fields, and maybe others. A field that is added to the type does not compile without its guard. */
export function shape<T>(fields: { readonly [Key in keyof T]-?: Guard<T[Key]> }): Guard<T> {
  const guards: [string, Guard<unknown>][] = Object.entries(fields);
  return (value, trail): value is T =>
    isObject(value) && guards.every(([key, guard]) => guard(Reflect.get(value, key), trail) || missed(trail, key));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function missed(trail: string[], step: string): false {
  trail.unshift(step);
  return false;
}

/**
 * Takes over a value of unknown making.
 * @param value anything at all
 * @param guard the shape that it must have
 * @param where how it is called in complaints
 * @returns a plain copy
 * @throws Misfit where it does not fit; and whatever a getter throws
 */
export function accept<T>(value: unknown, guard: Guard<T>, where: string): T {
  const copy = plain(value, where);
  const trail: string[] = [];
  if (guard(copy, trail)) return copy;
  throw new Misfit([where, ...trail].join('.').replaceAll('.[', '['));
}
