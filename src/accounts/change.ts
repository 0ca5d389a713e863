import { randomBytes } from 'node:crypto';
import { Refusal } from './refusal.js';
import { ask, fieldsOf } from './script.js';
import type { Account, KeptRow, Looked, Place } from './types.js';

/** Seconds for the whole change: the copy of a database of many gigabytes takes most of it. */
const CHANGE_S = 300;
const ROW_S = 15;
/** A row that somebody else changes all the time is given up. */
const TRIES = 3;

export interface Change {
  readonly account: Account;
  /** Secret. */
  readonly password: string;
  readonly makeAdmin: boolean;
  /** Keeps a row on this machine, readable by its owner alone, before it is changed. @returns where */
  keepRow(row: KeptRow, account: Account): Promise<{ readonly path: string; forget(): Promise<void> }>;
}
export interface Changed {
  /** Where the copy lies: in the instance's own files for SQLite, on this machine for PostgreSQL. */
  readonly backup: string;
  readonly columns: readonly string[];
}

/**
 * Changes the password: copy first, then one transaction. An end that nobody has seen is looked into afterwards, so that
 * the answer is the truth.
 * @throws Refusal where nothing was changed; `unsettled` where that cannot be told
 */
export async function changePassword(place: Place, looked: Looked, change: Change): Promise<Changed> {
  const run = randomBytes(4).toString('hex');
  const once = () =>
    looked.database.kind === 'sqlite' ? changeFile(place, change, run) : changeRow(place, change, run);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once();
    } catch (error) {
      const again = error instanceof Refusal && error.code === 'changed-meanwhile' && attempt < TRIES;
      if (!again) throw error;
    }
  }
}

async function changeFile(place: Place, change: Change, run: string): Promise<Changed> {
  const answer = await settled(place, change, run, () => ask(place, request(change, run, null), CHANGE_S, never()));
  return { backup: String(answer.get('backup') ?? ''), columns: columnsOf(answer) };
}

async function changeRow(place: Place, change: Change, run: string): Promise<Changed> {
  const answer = await ask(place, { operation: 'row', id: change.account.id }, ROW_S, never());
  const row = readRow(answer.get('row'));
  const kept = await change.keepRow(row, change.account).catch(() => {
    throw new Refusal('unkept-row');
  });
  try {
    const digest = String(answer.get('digest') ?? '');
    const done = await settled(place, change, run, () => ask(place, request(change, run, digest), CHANGE_S, never()));
    return { backup: kept.path, columns: columnsOf(done) };
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'unsettled') await kept.forget();
    throw error;
  }
}

/** The codes of an end that the script did not tell itself. */
const UNSEEN: ReadonlySet<string> = new Set(['broken', 'out-of-time', 'engine']);

/**
 * Makes a change; where its end was not seen (killed, the engine restarted), asks whether the new password is there.
 */
async function settled(
  place: Place,
  { account, password }: Change,
  run: string,
  work: () => Promise<ReadonlyMap<string, unknown>>,
): Promise<ReadonlyMap<string, unknown>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && !UNSEEN.has(error.code)) throw error;
    const settle = { operation: 'settle', id: account.id, password, run } as const;
    const answer = await ask(place, settle, ROW_S, never())
      .catch((reason: unknown) => {
        if (!place.otherwise) throw reason;
        return ask(place.otherwise, settle, ROW_S, never());
      })
      .catch(() => {
        throw new Refusal('unsettled');
      });
    if (answer.get('settled') === true) return answer;
    throw error instanceof Refusal ? error : new Refusal('engine');
  }
}

function request({ account, password, makeAdmin }: Change, run: string, digest: string | null) {
  return { operation: 'reset', id: account.id, password, make_admin: makeAdmin, run, digest } as const;
}

/** What is under way is not cut short: it ends within its own limit. */
function never(): AbortSignal {
  return new AbortController().signal;
}

function columnsOf(answer: ReadonlyMap<string, unknown>): readonly string[] {
  const changed = answer.get('changed');
  return Array.isArray(changed) ? changed.map(String) : [];
}

/** @throws Refusal where that is no row */
export function readRow(raw: unknown): KeptRow {
  const entries = [...fieldsOf(raw)].flatMap(([name, value]) =>
    value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[name, value] as const]
      : [],
  );
  const row: KeptRow = Object.fromEntries(entries);
  if (typeof row.id !== 'string' || typeof row.password !== 'string') throw new Refusal('no-row');
  return row;
}
