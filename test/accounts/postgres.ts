import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from '../lab/index.js';
import { cacheDir } from '../lab/paths.js';
import { must } from '../lab/process.js';

/** A PostgreSQL server on the lab's host, from Debian's package. */
export interface Postgres {
  /** What DATABASE_URL is set to, from a container and from the host. */
  readonly url: string;
  readonly password: string;
  /** One statement, as the server's administrator. @returns what psql prints, unaligned */
  sql(statement: string): Promise<string>;
  /** Ends it and takes its data away. */
  remove(): Promise<void>;
}
const PROGRAMS = '/usr/lib/postgresql/15/bin';

/**
 * What `open-webui[postgres]` installs beside the package, which its published image has too; fetched once.
 * @returns a folder for PYTHONPATH
 */
export async function postgresDrivers(): Promise<string> {
  const kept = join(cacheDir, 'postgres-drivers');
  if (!existsSync(kept)) {
    const fresh = `${kept}.${process.pid}`;
    const uv = join(cacheDir, 'tools', 'bin', 'uv');
    const install = [uv, 'pip', 'install', '-q', '--python', '/usr/bin/python3.11', '--no-deps', '--target', fresh];
    await must([...install, 'psycopg2-binary==2.9.12', 'pgvector==0.4.2'], { timeoutMs: 300_000 });
    renameSync(fresh, kept);
  }
  return kept;
}

export async function startPostgres(lab: Lab): Promise<Postgres> {
  const place = `/tmp/owui-doctor-postgres-${process.pid}`;
  const as = ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'];
  const password = 'pg-secret-9';
  const run = async (...words: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await lab.host(words, { cwd: '/tmp' });
    if (code !== 0) throw new Error(`${words.join(' ')}\n${stderr}`);
    return stdout;
  };
  await run('rm', '-rf', place);
  await run('install', '-d', '-o', 'postgres', '-m', '0700', place);
  await run(...as, `${PROGRAMS}/initdb`, '-D', `${place}/data`, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8');
  await run('sh', '-c', `echo 'host all all 0.0.0.0/0 scram-sha-256' >>${place}/data/pg_hba.conf`);
  const settings = ['-c', 'listen_addresses=*', '-c', 'fsync=off', '-k', place];
  const server = await lab.hostSpawn([...as, `${PROGRAMS}/postgres`, '-D', `${place}/data`, ...settings], {
    cwd: '/tmp',
  });
  await run(
    'sh',
    '-c',
    `for i in $(seq 100); do ${PROGRAMS}/pg_isready -q -h 127.0.0.1 && exit; sleep 0.1; done; exit 1`,
  );
  const sql = (statement: string, database = 'owui'): Promise<string> =>
    run(
      `${PROGRAMS}/psql`,
      '-h',
      '127.0.0.1',
      '-U',
      'postgres',
      '-d',
      database,
      '-At',
      '-v',
      'ON_ERROR_STOP=1',
      '-c',
      statement,
    );
  await sql(`CREATE ROLE owui LOGIN PASSWORD '${password}'`, 'postgres');
  await sql('CREATE DATABASE owui OWNER owui', 'postgres');
  return {
    url: `postgresql://owui:${password}@${lab.gateway}:5432/owui`,
    password,
    sql: (statement) => sql(statement),
    remove: async () => {
      await server.stop();
      await lab.host(['rm', '-rf', place]);
    },
  };
}
