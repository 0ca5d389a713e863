import type { Cause } from '../types/cause.js';
import type { Check } from '../types/check.js';

/** What is wrong with a set of checks and causes: a plug-in's mistake, told before anything is asked. */
export class RegistryError extends Error {
  constructor(
    readonly problem: 'twice' | 'unknown-need' | 'circle',
    readonly id: string,
  ) {
    super(`${problem}: ${id}`);
  }
}

/**
 * Proves that ids are unique, that needs exist, and that no check waits for itself.
 * @throws RegistryError
 */
export function validate(checks: readonly Check[], causes: readonly Cause[]): void {
  const byId = new Map<string, Check>();
  for (const check of checks) {
    if (byId.has(check.id)) throw new RegistryError('twice', check.id);
    byId.set(check.id, check);
  }
  const names = new Set<string>();
  for (const { id } of causes) {
    if (names.has(id)) throw new RegistryError('twice', id);
    names.add(id);
  }
  const settled = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    if (settled.has(id)) return;
    if (path.includes(id)) throw new RegistryError('circle', id);
    const check = byId.get(id);
    if (!check) throw new RegistryError('unknown-need', id);
    for (const need of check.needs ?? []) visit(need, [...path, id]);
    settled.add(id);
  };
  for (const id of byId.keys()) visit(id, []);
}
