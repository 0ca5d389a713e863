import { describe, expect, test } from '@jest/globals';
import { choose } from '../../src/accounts/choose.js';
import { obstacles } from '../../src/accounts/obstacles.js';
import { checkPassword, generatePassword, passwordFromStdin } from '../../src/accounts/password.js';
import { judge } from '../../src/accounts/prove.js';
import { REFUSALS } from '../../src/accounts/refusal.js';
import type { Account, Looked, SignInSettings } from '../../src/accounts/types.js';
import { accountsMessages } from '../../src/messages/accounts.js';
import { LANGS } from '../../src/types/text.js';

const settings: SignInSettings = {
  ldap: false,
  loginForm: true,
  mfa: false,
  oauth: false,
  passwordAuth: true,
  trustedHeader: false,
  auth: true,
  rule: false,
  hint: '',
};
const account = (email: string, more: Partial<Account> = {}): Account => ({
  id: email,
  email,
  name: '',
  role: 'admin',
  active: true,
  signsInAs: email,
  oauth: false,
  scim: false,
  secondFactor: false,
  twins: 0,
  ...more,
});
const looked = (accounts: readonly Account[], more: Partial<Looked> = {}): Looked => ({
  database: { kind: 'sqlite', path: '/data/webui.db' },
  columns: ['id', 'email', 'password', 'active', 'mfa', 'session_stamp'],
  users: accounts.length,
  admins: accounts.filter(({ role }) => role === 'admin').length,
  accounts,
  settings,
  unwritable: null,
  ...more,
});

describe('what may block a local password', () => {
  const found = (change: Partial<SignInSettings>, more: Partial<Account> = {}, version: string | null = '0.12.4') => {
    const one = account(more.email ?? 'a@b.c', more);
    return obstacles(looked([one], { settings: { ...settings, ...change } }), one, version).map(
      ({ weight, said }) => `${weight} ${said.code.replace('accounts.obstacle.', '')}`,
    );
  };
  test.each([
    [{}, {}, []],
    [{ passwordAuth: false }, {}, ['blocks password-auth-off']],
    [{ trustedHeader: true }, {}, ['blocks trusted-header']],
    [{ auth: false }, {}, ['blocks auth-off']],
    [{ auth: false }, { email: 'admin@localhost' }, ['stops auth-off']],
    [{ loginForm: false }, {}, ['note login-form-hidden']],
    [{ loginForm: false, oauth: true }, {}, ['note oauth-only']],
    [{ ldap: true }, {}, ['note ldap']],
    [{}, { scim: true }, ['note scim']],
    [{}, { oauth: true }, ['note oauth-account']],
    [{}, { twins: 1 }, ['blocks twins']],
    [{}, { role: 'user' }, ['note no-administrator']],
    [{}, { role: 'pending' }, ['note pending']],
    [{}, { active: false }, ['note inactive']],
    [{}, { active: null }, ['stops no-row']],
    [{}, { secondFactor: true }, ['note second-factor']],
    [{ ldap: true, passwordAuth: false }, { active: null }, ['stops no-row', 'blocks password-auth-off', 'note ldap']],
  ] as const)('%j and %j: %j', (change, more, expected) => {
    expect(found(change, more)).toEqual(expected);
  });

  test('up to 0.8.10 an address with capital letters is never found', () => {
    expect(found({}, { email: 'A@b.c' }, '0.8.10')).toEqual(['blocks capitals']);
    expect(found({}, { email: 'a@b.c', signsInAs: 'A@b.c' }, '0.5.20')).toEqual(['blocks capitals']);
    expect(found({}, { email: 'A@b.c' }, '0.8.11')).toEqual([]);
    expect(found({}, { email: 'A@b.c' }, null)).toEqual([]);
  });

  test('a version without session stamps cannot end sessions', () => {
    const one = account('a@b.c');
    const old = looked([one], { columns: ['id', 'email', 'password', 'active'] });
    expect(obstacles(old, one, '0.11.4').map(({ said }) => said.code)).toEqual(['accounts.obstacle.old-tokens']);
  });
});

describe('whose password', () => {
  const admin = account('a@b.c');
  const other = account('x@b.c', { role: 'user' });
  test('any case of the address', () => {
    expect(choose(looked([admin]), ' A@B.C ', false)).toMatchObject({ kind: 'one', account: admin, asked: true });
  });
  test('none given: the only administrator is proposed, several are to be chosen from', () => {
    expect(choose(looked([admin, other]), null, false)).toMatchObject({ kind: 'one', account: admin, asked: false });
    expect(choose(looked([admin, account('b@b.c')]), null, false)).toMatchObject({ kind: 'several' });
  });
  test('two that differ in case only: the one that is written exactly so, or none', () => {
    const twins = looked([account('Al@b.c'), account('al@b.c')]);
    expect(choose(twins, 'al@b.c', false)).toMatchObject({ account: { email: 'al@b.c' } });
    expect(() => choose(twins, 'AL@b.c', false)).toThrow(
      expect.objectContaining({ code: 'several-accounts', exitCode: 2 }),
    );
  });
  test.each([
    [looked([admin]), 'no@b.c', false, 'no-such-user'],
    [looked([]), 'no@b.c', false, 'no-users'],
    [looked([other]), null, false, 'no-admin'],
    [looked([admin]), 'a@b.c', true, 'has-admin'],
  ])('refused: %#', (seen, email, makeAdmin, code) => {
    expect(() => choose(seen, email, makeAdmin)).toThrow(expect.objectContaining({ code }));
  });
});

describe('passwords', () => {
  test.each([
    ['secret\n', 'secret'],
    ['secret\r\n', 'secret'],
    [' two words ', ' two words '],
    ['x'.repeat(72), 'x'.repeat(72)],
  ])('%j is taken as %j', (text, password) => expect(passwordFromStdin(text)).toBe(password));
  test.each([
    ['', 'password-empty'],
    ['\n', 'password-empty'],
    ['a\nb\n', 'password-lines'],
    ['a\0b', 'password-zero'],
    ['\ufffd', 'password-text'],
    ['x'.repeat(73), 'password-long'],
    ['ü'.repeat(37), 'password-long'],
  ])('%j is refused: %s', (text, code) => {
    expect(() => passwordFromStdin(text)).toThrow(expect.objectContaining({ code, exitCode: 2 }));
  });
  test("a generated one satisfies Open WebUI's own rule and is never the same", () => {
    const made = new Set(Array.from({ length: 200 }, generatePassword));
    expect(made.size).toBe(200);
    for (const password of made)
      expect(checkPassword(password)).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\w\s]).{24}$/);
  });
});

test.each([
  [{ status: 200, token: true, id: 'me' }, { result: 'signed-in' }],
  [{ status: 200, token: true, id: 'twin' }, { result: 'other-account' }],
  [
    { status: 200, token: false, next_step: 'verify' },
    { result: 'second-factor', step: 'verify' },
  ],
  [
    { status: 429, retry_after: null },
    { result: 'rate-limited', seconds: null },
  ],
  [
    { status: 429, retry_after: '120' },
    { result: 'rate-limited', seconds: 120 },
  ],
  [{ status: 400 }, { result: 'refused' }],
  [{ status: 403 }, { result: 'switched-off' }],
  [{ status: 500 }, { result: 'unexpected', status: 500 }],
  [
    { status: 200, token: false },
    { result: 'unexpected', status: 200 },
  ],
  [{ status: null, refused: true }, { result: 'no-answer' }],
])('a sign-in answered with %j means %j', (answer, proof) => {
  expect(judge(new Map(Object.entries(answer)), { id: 'me' })).toEqual(proof);
});

test('every refusal has its sentence in both languages', () => {
  for (const code of Object.keys(REFUSALS))
    for (const lang of LANGS) expect(accountsMessages[`accounts.refused.${code}`]?.[lang]).toMatch(/\S/);
});
