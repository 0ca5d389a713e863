import { expect, test } from '@jest/globals';
import { changePassword } from '../../src/accounts/change.js';
import { look } from '../../src/accounts/look.js';
import { WEBUI_DB_VERSIONS } from '../standins/webui-db.js';
import { installed, killedAt } from './installed.js';

const signal = new AbortController().signal;
const keepRow = () => Promise.reject(new Error('no row is kept here'));

// One database with a rollback journal, one with a write-ahead log.
const versions = WEBUI_DB_VERSIONS.filter((version) => version === '0.12.4' || version === '0.8.12');
const points = ['copying', 'kept', 'changed'];

test.each(versions.flatMap((version) => points.map((point) => [version, point] as const)))(
  'Open WebUI %s, killed at "%s": nothing is changed, nothing is left',
  async (version, point) => {
    const one = installed({ version });
    const before = one.dump();
    const looked = await look(one.place, null, signal);
    const [account] = looked.accounts;
    if (!account) throw new Error('no account');
    const change = { account, password: 'new', makeAdmin: false, keepRow };
    await expect(changePassword(killedAt(one.place, point), looked, change)).rejects.toMatchObject({ code: 'broken' });
    expect(one.others()).toEqual([]);
    expect(one.dump()).toEqual(before);
    await expect(changePassword(one.place, looked, change)).resolves.toBeDefined();
  },
);

test.each(versions)('Open WebUI %s, killed after the commit: all of it is changed, and told', async (version) => {
  const one = installed({ version });
  const looked = await look(one.place, null, signal);
  const [account] = looked.accounts;
  if (!account) throw new Error('no account');
  const change = { account, password: 'new', makeAdmin: false, keepRow };
  const { backup } = await changePassword(killedAt(one.place, 'committed'), looked, change);
  expect(one.others().map((name) => `${one.folder}/${name}`)).toEqual([backup]);
  expect(one.dump().auth[0]?.password).toMatch(/^\$2b\$12\$/);
});
