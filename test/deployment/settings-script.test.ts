import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readSettingsAnswer, settingsCommand } from '../../src/deployment/settings-script.js';
import { makeWebuiDb, WEBUI_DB_VERSIONS } from '../standins/webui-db.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'owui-doctor-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SECRET = 'sk-this-is-secret';
const rows = {
  'ollama.api_configs': { 0: { enable: false, key: SECRET }, 1: { prefix_id: 'b' } },
  'rag.embedding_engine': 'ollama',
};

function run(env: Record<string, string> = {}, python = 'python3') {
  const request = { app: null, data_dir: folder, database_url: null, probe_port: false, limit: 5 };
  const { stdout, stderr } = spawnSync(python, [...settingsCommand(request)], {
    env: { PATH: process.env.PATH ?? '', HOME: folder, ...env },
    encoding: 'utf8',
  });
  const answer = readSettingsAnswer(stdout);
  if (answer === null) throw new Error(`${stdout}${stderr}`);
  return { ...answer, stdout };
}
const python = (code: string, ...args: string[]) => execFileSync('python3', ['-c', code, ...args]);
const state = () =>
  readdirSync(folder)
    .sort()
    .map((name) => [name, readFileSync(join(folder, name)).toString('base64').length]);

describe.each(WEBUI_DB_VERSIONS)('webui.db of %s', (version) => {
  test('is read without a secret and without a trace', () => {
    makeWebuiDb(join(folder, 'webui.db'), { version, urls: ['http://a:1', 'http://b:2'], rows });
    const before = state();
    const { database, stdout } = run();
    expect(database).toMatchObject({
      kind: 'sqlite',
      schema: Number(version.split('.')[1]) >= 10 ? 'rows' : 'blob',
      values: {
        baseUrls: ['http://a:1', 'http://b:2'],
        enable: true,
        embeddingEngine: 'ollama',
        configs: { 0: { enabled: false, hasKey: true }, 1: { enabled: true, hasKey: false } },
      },
    });
    expect(stdout).not.toContain(SECRET);
    expect(state()).toEqual(before);
  });
});

describe('what was written last and is in the log only', () => {
  const change = `
import os, sqlite3, sys
c = sqlite3.connect(sys.argv[1]); c.execute('pragma journal_mode=wal')
c.execute("update config set value='[\\"http://late\\"]' where key='ollama.base_urls'"); c.commit()
if len(sys.argv) > 2: os.remove(sys.argv[1] + '-shm')
os._exit(0)`;
  const read = () => {
    const { database } = run();
    return database.kind === 'sqlite' ? database.values.baseUrls : database;
  };

  test.each(['with', 'without'])('%s its index', (index) => {
    makeWebuiDb(join(folder, 'webui.db'), { version: '0.12.4', urls: ['http://early'] });
    python(change, join(folder, 'webui.db'), ...(index === 'without' ? ['x'] : []));
    const before = readdirSync(folder).sort();
    expect(before).toContain('webui.db-wal');
    expect(read()).toEqual(['http://late']);
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  test('in a folder that cannot be written to', () => {
    makeWebuiDb(join(folder, 'webui.db'), { version: '0.12.4', urls: ['http://early'] });
    python(change, join(folder, 'webui.db'), 'x');
    chmodSync(folder, 0o555);
    expect(read()).toEqual(['http://late']);
    chmodSync(folder, 0o755);
  });
});

describe('what cannot be read', () => {
  const unread = (env?: Record<string, string>) => {
    const { database } = run(env);
    return database.kind === 'unread' ? database.reason : database.kind;
  };
  test('noise is taken for an encrypted file', () => {
    writeFileSync(join(folder, 'webui.db'), Buffer.alloc(8192, 7));
    expect(unread()).toBe('encrypted');
  });
  test('a damaged file', () => {
    makeWebuiDb(join(folder, 'webui.db'), { version: '0.12.4', urls: ['http://a'] });
    const text = readFileSync(join(folder, 'webui.db'));
    writeFileSync(join(folder, 'webui.db'), text.fill(0xff, 100));
    expect(unread()).toBe('damaged');
  });
  test('another database', () => {
    expect(unread({ DATABASE_URL: 'mysql://me:word@db/x' })).toBe('unknown-database');
  });
  test('PostgreSQL without a driver or without a server; its address is not repeated', () => {
    const url = 'postgres://me:hunter2@127.0.0.1:1/x';
    expect(['no-driver', 'no-connection']).toContain(unread({ DATABASE_URL: url }));
    expect(run({ DATABASE_URL: url }).stdout).not.toContain('hunter2');
    const parts = {
      DATABASE_TYPE: 'postgresql',
      DATABASE_USER: 'me',
      DATABASE_HOST: '127.0.0.1',
      DATABASE_PORT: '1',
      DATABASE_NAME: 'x',
    };
    expect(['no-driver', 'no-connection']).toContain(unread(parts));
  });
  test('sqlcipher', () => {
    expect(unread({ DATABASE_TYPE: 'sqlite+sqlcipher' })).toBe('encrypted');
  });
});

test('with DATABASE_URL the file in the data folder is a decoy', () => {
  makeWebuiDb(join(folder, 'webui.db'), { version: '0.12.4', urls: ['http://decoy'] });
  mkdirSync(join(folder, 'real'));
  makeWebuiDb(join(folder, 'real', 'x.db'), { version: '0.12.4', urls: ['http://real'] });
  const { database } = run({ DATABASE_URL: `sqlite:///${join(folder, 'real', 'x.db')}` });
  expect(database).toMatchObject({ values: { baseUrls: ['http://real'] } });
});

test('no database yet, and an empty file', () => {
  expect(run().database).toMatchObject({ kind: 'sqlite', schema: 'none', path: join(folder, 'webui.db') });
  appendFileSync(join(folder, 'webui.db'), '');
  expect(run().database).toMatchObject({ kind: 'sqlite', schema: 'none' });
});

test('config_old is no truth', () => {
  makeWebuiDb(join(folder, 'webui.db'), { version: '0.9.6', urls: ['http://old'] });
  python(
    `import sqlite3, sys
c = sqlite3.connect(sys.argv[1]); c.execute('alter table config rename to config_old')
c.execute('create table config (key text primary key, value json not null, updated_at bigint)')
c.execute("insert into config values ('ollama.api_configs.0.enable', 'false', 1)"); c.commit(); c.close()`,
    join(folder, 'webui.db'),
  );
  const { database } = run();
  // A row of 0.10.0 that split the object is put together again.
  expect(database).toMatchObject({ schema: 'rows', values: { baseUrls: null, configs: { 0: { enabled: false } } } });
});

test('models in the cache: those with weights', () => {
  const put = (name: string, file: string) => {
    mkdirSync(join(folder, 'cache', name, 'snapshots', 'abc'), { recursive: true });
    writeFileSync(join(folder, 'cache', name, 'snapshots', 'abc', file), '');
  };
  put('models--sentence-transformers--all-MiniLM-L6-v2', 'model.safetensors');
  put('models--x--interrupted', 'config.json');
  expect(run({ SENTENCE_TRANSFORMERS_HOME: join(folder, 'cache') }).cached).toEqual([
    'sentence-transformers/all-MiniLM-L6-v2',
  ]);
});

/** Interpreters of pyenv, where this machine has them. */
const pyenv = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
const versions = existsSync(pyenv) ? readdirSync(pyenv).filter((name) => /^3\.(?:9|1\d)\./.test(name)) : [];
test('every Python from 3.9 on reads it', () => {
  makeWebuiDb(join(folder, 'webui.db'), { version: '0.12.4', urls: ['http://a'] });
  for (const program of ['python3', ...versions.map((version) => join(pyenv, version, 'bin', 'python3'))])
    expect(run({}, program).database).toMatchObject({ values: { baseUrls: ['http://a'] } });
});
