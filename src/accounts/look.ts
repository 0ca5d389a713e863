import { ACCOUNTS_MS } from '../budgets.js';
import { limited } from '../deployment/limited.js';
import { ask, fieldsOf } from './script.js';
import type { Account, Looked, Place, SignInSettings } from './types.js';

/** Seconds after which the script that reads them ends itself: one before it is given up. */
const LOOK_S = ACCOUNTS_MS / 1_000 - 1;

/**
 * Reads the accounts and what decides whether a password can be used. Changes nothing.
 * @param email address of the account that is wanted, in any case; null: the administrators
 * @throws Refusal
 */
export async function look(place: Place, email: string | null, signal: AbortSignal): Promise<Looked> {
  const answer = await ask(place, { operation: 'look', email }, LOOK_S, limited([signal], ACCOUNTS_MS));
  const database = fieldsOf(answer.get('database'));
  return {
    database: {
      kind: database.get('kind') === 'postgresql' ? 'postgresql' : 'sqlite',
      path: wordOrNull(database.get('path')),
    },
    columns: list(answer.get('columns')).map(word),
    users: Number(answer.get('users')) || 0,
    admins: Number(answer.get('admins')) || 0,
    accounts: list(answer.get('accounts')).map(readAccount),
    settings: readSignIn(answer.get('settings')),
    unwritable: wordOrNull(answer.get('writable')),
  };
}

function readAccount(raw: unknown): Account {
  const fields = fieldsOf(raw);
  const active = fields.get('active');
  return {
    id: word(fields.get('id')),
    email: word(fields.get('email')),
    name: word(fields.get('name')),
    role: word(fields.get('role')),
    active: typeof active === 'boolean' ? active : null,
    signsInAs: wordOrNull(fields.get('signs_in_as')),
    oauth: fields.get('oauth') === true,
    scim: fields.get('scim') === true,
    secondFactor: fields.get('second_factor') === true,
    twins: Number(fields.get('twins')) || 0,
  };
}

function readSignIn(raw: unknown): SignInSettings {
  const fields = fieldsOf(raw);
  const yes = (name: string): boolean => fields.get(name) === true;
  return {
    ldap: yes('ldap'),
    loginForm: yes('login_form'),
    mfa: yes('mfa'),
    oauth: yes('oauth'),
    passwordAuth: yes('password_auth'),
    trustedHeader: yes('trusted_header'),
    auth: yes('auth'),
    rule: yes('rule'),
    hint: word(fields.get('hint')),
  };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 200) : [];
}
function word(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 400) : '';
}
function wordOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, 4_096) : null;
}
