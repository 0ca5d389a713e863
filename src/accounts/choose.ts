import { Refusal } from './refusal.js';
import type { Account, Looked } from './types.js';

/** One account, or those that a person has to choose from. */
export type Choice =
  | { readonly kind: 'one'; readonly account: Account; readonly asked: boolean }
  | { readonly kind: 'several'; readonly accounts: readonly Account[] };

/**
 * Chooses the account whose password is changed. Pure.
 * @param email as the caller wrote it; null: the only administrator is proposed, or one of several is to be chosen
 * @param makeAdmin for an instance that has no administrator
 * @throws Refusal for an address that nobody has, and where nothing can be proposed
 */
export function choose(looked: Looked, email: string | null, makeAdmin: boolean): Choice {
  const { accounts, users, admins } = looked;
  if (users === 0) throw new Refusal('no-users');
  if (makeAdmin && admins > 0) throw new Refusal('has-admin', { emails: administrators(looked) });
  if (email === null) return proposed(looked);
  const wanted = email.trim().toLowerCase();
  const fitting = accounts.filter((account) => account.email.toLowerCase() === wanted);
  // Two that differ in case only: the one that is written exactly so is meant.
  const exact = fitting.filter((account) => account.email === email.trim());
  const [account] = exact.length === 1 ? exact : fitting;
  if (account === undefined) throw new Refusal('no-such-user', { email, emails: administrators(looked) });
  if (fitting.length > 1 && exact.length !== 1)
    throw new Refusal('several-accounts', { email, emails: fitting.map((one) => one.email) });
  return { kind: 'one', account, asked: true };
}

function proposed(looked: Looked): Choice {
  const admins = looked.accounts.filter(({ role }) => role === 'admin');
  const [account] = admins;
  if (account === undefined) throw new Refusal('no-admin', { users: looked.users });
  return admins.length === 1 ? { kind: 'one', account, asked: false } : { kind: 'several', accounts: admins };
}

function administrators({ accounts }: Looked): readonly string[] {
  return accounts.filter(({ role }) => role === 'admin').map(({ email }) => email);
}
