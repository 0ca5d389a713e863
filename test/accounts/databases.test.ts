import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { changePassword } from '../../src/accounts/change.js';
import { look } from '../../src/accounts/look.js';
import { restore } from '../../src/accounts/restore.js';
import { KNOWN_HASH, WEBUI_DB_VERSIONS } from '../standins/webui-db.js';
import { type Installed, installed } from './installed.js';

const accounts = [
  { email: 'admin@example.org' },
  { email: 'Other@Example.org', role: 'user' as const },
  { email: 'second@example.org' },
];
const signal = new AbortController().signal;
const never = () => Promise.reject(new Error('no row is kept here'));

async function reset(one: Installed, email: string, password: string, makeAdmin = false) {
  const looked = await look(one.place, email, signal);
  const account = looked.accounts.find((found) => found.email.toLowerCase() === email.toLowerCase());
  if (!account) throw new Error('no such account');
  return {
    account,
    changed: await changePassword(one.place, looked, { account, password, makeAdmin, keepRow: never }),
  };
}

describe.each(WEBUI_DB_VERSIONS)('webui.db of Open WebUI %s', (version) => {
  const stamps = version.startsWith('0.12.');

  test('one row is changed, and put back as it was', async () => {
    const one = installed({ version, accounts });
    const before = one.dump();
    const { account, changed } = await reset(one, 'OTHER@example.org', 'Grüße 1');
    const after = one.dump();
    expect(after.user).toEqual(before.user);
    expect(after.config).toEqual(before.config);
    expect(after.auth.filter(({ id }) => id !== account.id)).toEqual(before.auth.filter(({ id }) => id !== account.id));
    const [old, now] = [before, after].map(({ auth }) => auth.find(({ id }) => id === account.id));
    expect(now).toMatchObject({ id: old?.id, email: 'Other@Example.org', active: 1 });
    expect(now?.password).toMatch(/^\$2b\$12\$.{53}$/);
    expect('session_stamp' in (now ?? {})).toBe(stamps);
    if (stamps) expect(now?.session_stamp).not.toBe(old?.session_stamp);
    expect(changed.columns).toEqual(stamps ? ['active', 'mfa', 'password', 'session_stamp'] : ['active', 'password']);
    expect(one.others()).toHaveLength(1);
    expect(statSync(changed.backup).mode & 0o777).toBe(0o600);

    expect(await restore(one.place, { backup: changed.backup, row: null, email: null, dry: false })).toMatchObject({
      email: 'Other@Example.org',
    });
    expect(one.dump()).toEqual(before);
  });
});

test('pending challenges and counts of failures go, the second factor stays', async () => {
  const mfa = {
    secret: 'kept',
    last_step: 3,
    recovery_hashes: ['a'],
    login_challenge: { token_hash: 'x' },
    reset_required: false,
    limits: { password: { count: 10, expires_at: 9e9 } },
    revision: 'one',
  };
  const one = installed({ accounts: [{ email: 'admin@example.org', mfa: JSON.stringify(mfa) }] });
  await reset(one, 'admin@example.org', 'new');
  const now = JSON.parse(String(one.dump().auth[0]?.mfa));
  expect(now).toMatchObject({
    secret: 'kept',
    recovery_hashes: ['a'],
    last_step: 3,
    login_challenge: null,
    manage_challenge: null,
    reset_ticket: null,
    limits: {},
  });
  expect(now.limits).toEqual({});
  expect(now.revision).not.toBe('one');
});

test('an instance without an administrator gets one, no other does', async () => {
  const alone = installed({ accounts: [{ email: 'user@example.org', role: 'user' }] });
  await reset(alone, 'user@example.org', 'new', true);
  expect(alone.dump().user[0]).toMatchObject({ role: 'admin' });
  const led = installed({ accounts });
  const before = led.dump();
  await expect(reset(led, 'other@example.org', 'new', true)).rejects.toMatchObject({ code: 'has-admin' });
  expect(led.dump()).toEqual(before);
  expect(led.others()).toEqual([]);
});

test("the instance's own rule is kept where one is switched on", async () => {
  const one = installed({}, { ENABLE_PASSWORD_VALIDATION: 'true', PASSWORD_VALIDATION_HINT: 'four digits' });
  await expect(reset(one, 'admin@example.org', 'simple')).rejects.toMatchObject({
    code: 'password-rule',
    args: { hint: 'four digits' },
  });
  await expect(reset(one, 'admin@example.org', 'Not-simple-1')).resolves.toBeDefined();
  const own = installed({}, { ENABLE_PASSWORD_VALIDATION: 'True', PASSWORD_VALIDATION_REGEX_PATTERN: '^\\d{4}$' });
  await expect(reset(own, 'admin@example.org', 'Not-simple-1')).rejects.toMatchObject({ code: 'password-rule' });
  expect(own.dump().auth[0]).toMatchObject({ password: KNOWN_HASH });
  await expect(reset(own, 'admin@example.org', '1234')).resolves.toBeDefined();
});

test('reading the accounts leaves the data as they were, for its owner alone', async () => {
  const one = installed({ accounts });
  chmodSync(one.database, 0o640);
  const looked = await look(one.place, null, signal);
  expect(looked.accounts.map(({ email }) => email)).toEqual(['admin@example.org', 'second@example.org']);
  expect(looked).toMatchObject({
    users: 3,
    admins: 2,
    unwritable: null,
    database: { kind: 'sqlite', path: one.database },
  });
  expect(JSON.stringify(looked)).not.toContain('$2b$');
  expect(one.others()).toEqual([]);
});

test.each(['webui.db', 'webui.db-journal', 'webui.db-wal', 'webui.db-shm'])(
  'a named pipe as %s is refused at once, and nothing is left behind',
  async (name) => {
    const one = installed({ accounts });
    const looked = await look(one.place, 'admin@example.org', signal);
    const path = join(one.folder, name);
    rmSync(path, { force: true });
    execFileSync('mkfifo', [path]);
    const [account] = looked.accounts;
    if (!account) throw new Error('no such account');
    const began = Date.now();
    const change = { account, password: 'new', makeAdmin: false, keepRow: never };
    await expect(changePassword(one.place, looked, change)).rejects.toMatchObject({
      code: 'irregular',
      args: { path },
    });
    await expect(look(one.place, 'admin@example.org', signal)).rejects.toMatchObject({ code: 'irregular' });
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(one.others()).toEqual(name === 'webui.db' ? [] : [name]);
  },
);
