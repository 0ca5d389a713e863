/** Reads a tree of JSON from outside, which may hold anything: the engine's `inspect` has null where its types promise a list. */

/** @returns what lies at `path`, or undefined */
export function at(tree: unknown, ...path: readonly string[]): unknown {
  let here = tree;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

/** @returns the text at `path`, '' where there is none */
export function textAt(tree: unknown, ...path: readonly string[]): string {
  const found = at(tree, ...path);
  return typeof found === 'string' ? found : '';
}

/** @returns the number at `path`, 0 where there is none (which is how the engine says "not set") */
export function numberAt(tree: unknown, ...path: readonly string[]): number {
  const found = at(tree, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : 0;
}

export function isTrue(tree: unknown, ...path: readonly string[]): boolean {
  return at(tree, ...path) === true;
}

/** @returns the items of the list at `path` */
export function itemsAt(tree: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(tree, ...path);
  return Array.isArray(found) ? found : [];
}

/** @returns the texts of the list at `path`; one text alone counts as a list of one */
export function textsAt(tree: unknown, ...path: readonly string[]): readonly string[] {
  const found = at(tree, ...path);
  if (typeof found === 'string') return [found];
  return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : [];
}

/** @returns keys and values of the object at `path` */
export function entriesAt(tree: unknown, ...path: readonly string[]): readonly (readonly [string, unknown])[] {
  const found = at(tree, ...path);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.entries(found) : [];
}
