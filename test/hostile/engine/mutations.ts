import type { Json } from './world.js';

const ODD: readonly Json[] = [null, -1, 1e300, '', 'x', true, [], [null], [{}], {}, { length: 5 }, '__proto__'];

/** Drops, retypes or nulls one to three fields of an answer, anywhere in it. @param next numbers from 0 to 1 */
export function mutated(answer: Json, next: () => number): Json {
  let changed = answer;
  const times = 1 + Math.floor(next() * 3);
  for (let time = 0; time < times; time += 1) changed = once(changed, next);
  return changed;
}

function once(value: Json, next: () => number): Json {
  if (typeof value !== 'object' || value === null || next() < 0.15) return pick(ODD, next) ?? null;
  if (Array.isArray(value)) {
    const at = Math.floor(next() * value.length);
    return value.length === 0
      ? (pick(ODD, next) ?? null)
      : value.map((one, index) => (index === at ? once(one, next) : one));
  }
  const names = Object.keys(value);
  const name = pick(names, next);
  if (name === undefined) return pick(ODD, next) ?? null;
  const entries: readonly (readonly [string, Json])[] = Object.entries(value);
  if (next() < 0.25) return Object.fromEntries(entries.filter(([one]) => one !== name));
  return Object.fromEntries(entries.map(([one, inner]) => [one, one === name ? once(inner, next) : inner]));
}

function pick<T>(all: readonly T[], next: () => number): T | undefined {
  return all[Math.floor(next() * all.length)];
}
