import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { command, type Heard } from '../cli/fake-io.js';
import { dump } from './installed.js';
import { type Here, KNOWN_PASSWORD, type Running, webuiHere } from './webui-here.js';

const schema = JSON.parse(readFileSync(new URL('../../schema/reset-password-v1.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);
const NEW = 'Ein Pässwort, das niemand kennt';
const email = 'admin@example.org';

let running: Running | null = null;
afterEach(async () => {
  await running?.stop();
  running = null;
});

function reset(here: Here, args: readonly string[], stdin = `${NEW}\n`): Promise<Heard> {
  const words = args.includes('--generate') || args.includes('--restore') ? args : [...args, '--password-stdin'];
  return command(['reset-password', '--yes', ...words], { env: here.env, stdin });
}
async function json(here: Here, args: readonly string[], stdin?: string) {
  const heard = await reset(here, [...args, '--format', 'json'], stdin);
  const said = heard.stdout === '' ? null : JSON.parse(heard.stdout);
  if (said !== null) {
    validate(said);
    expect(validate.errors).toBeNull();
  }
  return { ...heard, said };
}
/** Nothing secret anywhere but where it belongs. */
function keepsSecrets(here: Here, { stdout, stderr }: Heard, ...secrets: readonly string[]): void {
  for (const secret of [...secrets, '$2b$'])
    for (const text of [stdout, stderr, here.recorded()]) expect(text).not.toContain(secret);
}

describe('an instance that runs', () => {
  test.each(['0.12.4', '0.5.20'])(
    '%s: reset, proven, old refused, and back',
    async (version) => {
      const here = webuiHere({ version });
      running = await here.start();
      const before = here.dump();
      const told = await json(here, ['--email', 'ADMIN@example.org']);
      expect(told).toMatchObject({
        code: 0,
        said: { changed: true, proof: { result: 'signed-in' }, account: { email } },
      });
      expect(here.recorded()).toContain('DATA_DIR');
      keepsSecrets(here, told, NEW);
      expect(await running.signIn(email, NEW)).toBe(200);
      expect(await running.signIn(email, KNOWN_PASSWORD)).toBe(400);
      const back = await json(here, ['--restore', told.said.backup]);
      expect(back).toMatchObject({ code: 0, said: { action: 'restore', changed: true } });
      expect(await running.signIn(email, KNOWN_PASSWORD)).toBe(200);
      expect(dump(here.database)).toEqual(before);
    },
    60_000,
  );

  test('a generated password is shown once, as text, and signs in', async () => {
    const here = webuiHere();
    running = await here.start();
    const told = await reset(here, ['--generate']);
    const password = /New password\s+(\S+)\n/.exec(told.stdout)?.[1] ?? '';
    expect(told.stdout.split(password)).toHaveLength(2);
    keepsSecrets(here, { ...told, stdout: '' }, password);
    expect(await running.signIn(email, password)).toBe(200);
  }, 30_000);

  test('429 is no refusal of the password', async () => {
    const here = webuiHere();
    running = await here.start();
    for (let attempt = 0; attempt < 20; attempt += 1) await running.signIn(email, 'wrong');
    expect(await json(here, [])).toMatchObject({ code: 0, said: { changed: true, proof: { result: 'rate-limited' } } });
  }, 60_000);
});

describe('an instance that does not run', () => {
  test.each(['en', 'zh-CN'])('the screens in %s', async (lang) => {
    const here = webuiHere({ accounts: [{ email }, { email: 'x@example.org', role: 'user' }] });
    const told = await reset(here, ['--email', 'x@example.org', '--lang', lang]);
    expect(told.code).toBe(0);
    const plain = (text: string) =>
      text.replaceAll(here.folder, '<data>').replace(/\d{8}T\d{6}Z-[0-9a-f]{8}-[0-9a-f-]{36}/g, '<time>-<run>-<id>');
    expect({ stderr: plain(told.stderr), stdout: plain(told.stdout) }).toMatchSnapshot();
  });

  test('a dry run shows what would change, and changes nothing', async () => {
    const here = webuiHere();
    const before = here.dump();
    const told = await command(['reset-password', '--dry-run', '--format', 'json'], { env: here.env });
    expect(told.code).toBe(0);
    expect(JSON.parse(told.stdout)).toMatchObject({
      dryRun: true,
      changed: false,
      columns: ['password', 'active', 'session_stamp', 'mfa'],
    });
    expect(here.dump()).toEqual(before);
    expect(here.others()).toEqual([]);
  });

  test('with DATABASE_URL set, the webui.db of the folder is left alone', async () => {
    const other = webuiHere();
    const decoy = webuiHere({}, { DATABASE_URL: `sqlite:///${other.database}` });
    const before = decoy.dump();
    expect(await json(decoy, [])).toMatchObject({ code: 0, said: { database: { path: other.database } } });
    expect(decoy.dump()).toEqual(before);
    expect(decoy.others()).toEqual([]);
    expect(other.others()).toHaveLength(1);
  });
});

describe('what the caller got wrong is exit 2: one line, and nothing is changed', () => {
  test.each([
    ['no such user', ['--email', 'nobody@example.org'], NEW, 'nobody@example.org'],
    ['an empty password', [], '', 'empty'],
    ['too long a password', [], 'x'.repeat(73), '72 bytes'],
    ['two lines', [], 'a\nb\n', 'more than one line'],
    ['no copy there', ['--restore', 'webui-before-reset-x.db'], '', 'webui-before-reset-x.db'],
    ['an administrator is there', ['--make-admin', '--email', email], NEW, '--make-admin'],
    ['both ways', ['--generate', '--password-stdin'], NEW, '--generate'],
    ['a format that it has not', ['--format', 'junit'], NEW, '--format'],
    ['JSON has no place for a generated password', ['--generate', '--format', 'json'], '', '--generate'],
  ])('%s', async (_, args, stdin, word) => {
    const here = webuiHere();
    const before = here.dump();
    const told = await reset(here, args, stdin);
    expect(told).toMatchObject({ code: 2, stdout: '' });
    const last = told.stderr.trimEnd().split('\n').at(-1) ?? '';
    expect(last).toMatch(/^owui-doctor: /);
    expect(last).toContain(word);
    expect(here.dump()).toEqual(before);
    expect(here.others()).toEqual([]);
  });

  test('nobody to ask and no --yes', async () => {
    const here = webuiHere();
    const told = await command(['reset-password', '--password-stdin'], { env: here.env, stdin: NEW });
    expect(told).toMatchObject({ code: 2, stdout: '' });
    expect(told.stderr).toContain('--yes');
  });

  test('files that are no copies', async () => {
    const here = webuiHere();
    const cases: readonly (readonly [string, string | Buffer])[] = [
      ['text.db', 'not a database'],
      ['damaged.db', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(5_000, 7)])],
      ['row.json', '{"kind":"something else"}'],
      ['cut.json', '{"kind":"owui-doctor'],
    ];
    for (const [name, content] of cases) {
      const path = join(here.folder, name);
      writeFileSync(path, content);
      expect(await reset(here, ['--restore', path])).toMatchObject({ code: 2, stdout: '' });
    }
    expect(await reset(here, ['--restore', here.database])).toMatchObject({ code: 2, stdout: '' });
  }, 30_000);
});

describe('the rest is exit 1, told in JSON too', () => {
  test.each([
    ['no-database', ''],
    ['encrypted', Buffer.alloc(8_192, 200)],
    ['damaged', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8_192, 7)])],
  ])('%s', async (code, content) => {
    const here = webuiHere();
    writeFileSync(here.database, content);
    expect(await json(here, [])).toMatchObject({ code: 1, said: { changed: false, error: { code } } });
    expect(here.others()).toEqual([]);
  });

  test('nothing there, and an engine that does not answer', async () => {
    const here = webuiHere();
    const none = { ...here, env: { HOME: here.folder, PATH: '/usr/bin:/bin', DOCKER_HOST: 'tcp://127.0.0.1:9' } };
    expect(await json(none, [])).toMatchObject({ code: 1, said: { error: { code: 'engine-unreachable' } } });
    const absent = { ...none, env: { HOME: here.folder, PATH: '/usr/bin:/bin' } };
    expect((await json(absent, [])).code).toBe(1);
  });

  test('foreign', async () => {
    const here = webuiHere();
    const other = join(here.folder, 'bin', 'foreign.db');
    await python(
      `import sqlite3; db = sqlite3.connect(${JSON.stringify(other)}); db.execute("CREATE TABLE auth (x)"); db.commit()`,
    );
    const foreign = { ...here, env: { ...here.env, DATABASE_URL: `sqlite:///${other}` } };
    expect(await json(foreign, [])).toMatchObject({ code: 1, said: { error: { code: 'foreign' } } });
  });

  test.each(['0.12.4', '0.8.12'])(
    'busy for longer than its limit (%s)',
    async (version) => {
      const here = webuiHere({ version });
      const before = here.dump();
      const lock = `import sqlite3, sys; db = sqlite3.connect(${JSON.stringify(here.database)}, isolation_level=None); db.execute("BEGIN EXCLUSIVE"); print("locked", flush=True); sys.stdin.read()`;
      const holder = spawn('python3', ['-c', lock], { stdio: ['pipe', 'pipe', 'inherit'] });
      await new Promise((resolve) => holder.stdout.once('data', resolve));
      const told = await json(here, []);
      const gone = new Promise((resolve) => holder.once('exit', resolve));
      holder.stdin.end();
      await gone;
      expect(told).toMatchObject({ code: 1, said: { changed: false, error: { code: 'busy' } } });
      expect(here.dump()).toEqual(before);
      expect(here.others()).toEqual([]);
    },
    60_000,
  );
});

function python(script: string): Promise<unknown> {
  return new Promise((resolve) => spawn('python3', ['-c', script], { stdio: 'inherit' }).once('exit', resolve));
}
