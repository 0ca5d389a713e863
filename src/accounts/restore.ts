import { ask } from './script.js';
import type { KeptRow, Place } from './types.js';

const RESTORE_S = 60;

export interface Restored {
  readonly email: string;
  readonly columns: readonly string[];
}

/**
 * Puts one old row back, and only that: chats and everything else stay as they are.
 * @param backup path as it was told when the copy was made
 * @param row where the copy is a row that this machine kept
 * @param email whose row, where the copy was renamed
 * @param dry looks, and changes nothing
 * @throws Refusal
 */
export async function restore(
  place: Place,
  { backup, row, email, dry }: { backup: string; row: KeptRow | null; email: string | null; dry: boolean },
): Promise<Restored> {
  const request = { operation: 'restore', backup, row, email, dry } as const;
  const answer = await ask(place, request, RESTORE_S, new AbortController().signal);
  const changed = answer.get('changed');
  return { email: String(answer.get('email') ?? ''), columns: Array.isArray(changed) ? changed.map(String) : [] };
}
