import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../lab/index.js';
import { discoverOn, inForce, single } from './on-host.js';

const IMAGE = 'ghcr.io/open-webui/open-webui:main';
const base = '/usr/lib/postgresql';
const versions = existsSync(base) ? readdirSync(base) : [];
const bin = join(base, versions.at(-1) ?? 'none', 'bin');

let lab: Lab;
let folder = '';
let asPostgres: readonly string[] = [];
beforeAll(async () => {
  if (!existsSync(join(bin, 'postgres'))) throw new Error(`no server in ${base}: apt-get install postgresql`);
  lab = await startLab({ images: ['0.12.4'] });
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })));
  asPostgres = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  folder = mkdtempSync(join(tmpdir(), 'owui-doctor-test-'));
  chownSync(folder, uid ?? 0, gid ?? 0);
  const data = join(folder, 'data');
  const made = await lab.host([...asPostgres, join(bin, 'initdb'), '-D', data, '-A', 'trust', '--no-sync']);
  if (made.code !== 0) throw new Error(made.stderr);
  const options = [
    '-D',
    data,
    '-k',
    folder,
    '-h',
    '0.0.0.0',
    '-c',
    'fsync=off',
    '-c',
    'log_statement=all',
    '-c',
    `hba_file=${join(folder, 'hba')}`,
  ];
  await lab.host([
    ...asPostgres,
    'sh',
    '-c',
    `echo 'host all all 0.0.0.0/0 trust\nlocal all all trust' > ${join(folder, 'hba')}`,
  ]);
  await lab.hostSpawn([...asPostgres, join(bin, 'postgres'), ...options]);
  for (let tries = 0; tries < 100; tries += 1)
    if ((await lab.host([...asPostgres, join(bin, 'pg_isready'), '-h', folder])).code === 0) break;
}, 300_000);
afterAll(async () => {
  await lab?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
}, 60_000);

const sql = async (text: string) => {
  const done = await lab.host([
    ...asPostgres,
    'psql',
    '-h',
    folder,
    '-d',
    'postgres',
    '-v',
    'ON_ERROR_STOP=1',
    '-c',
    text,
  ]);
  if (done.code !== 0) throw new Error(done.stderr);
};
const start = (...env: string[]) =>
  lab.docker(
    'run',
    '-d',
    '--name',
    'open-webui',
    ...env.flatMap((entry) => ['-e', entry]),
    '--entrypoint',
    'sleep',
    IMAGE,
    'infinity',
  );

test('PostgreSQL: settings in rows and in one text, in a schema of their own; no password is told', async () => {
  await sql(`create schema mine; create table mine.config (key text primary key, value json not null, updated_at bigint);
    insert into mine.config values ('ollama.base_urls', '["http://rows:1"]', 1), ('ollama.enable', 'false', 1);
    create table config (id serial primary key, data json not null, version integer);
    insert into config (data, version) values ('{"ollama": {"base_urls": ["http://old:1"]}}', 0), ('{"ollama": {"base_urls": ["http://blob:1"]}}', 0);`);
  const url = `DATABASE_URL=postgres://postgres:hunter2@${lab.gateway}/postgres`;
  await start(url, 'DATABASE_SCHEMA=mine');
  const rows = await discoverOn(lab);
  expect(inForce(single(rows))).toEqual(['database http://rows:1']);
  expect(single(rows).settings).toMatchObject({
    database: { kind: 'postgresql' },
    ollamaEnabled: { value: false, source: 'database' },
  });
  expect(JSON.stringify(rows)).not.toContain('hunter2');

  await lab.docker('rm', '-f', 'open-webui');
  await start(url);
  expect(inForce(single(await discoverOn(lab)))).toEqual(['database http://blob:1']);

  await lab.docker('stop', '-t', '0', 'open-webui');
  expect(inForce(single(await discoverOn(lab)))).toBe('deployment.stopped-server');
}, 120_000);
