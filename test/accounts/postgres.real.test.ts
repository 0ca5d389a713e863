import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../lab/index.js';
import { administrator } from '../lab/judge.js';
import { installWebui, removeLocal } from './local-webui.js';
import { resetOn, signIn } from './on-host.js';
import { type Postgres, postgresDrivers, startPostgres } from './postgres.js';
import { expected, NEW, story } from './story.js';

let lab: Lab;
let postgres: Postgres;
let drivers: string;
/** Arguments of docker run for an instance on that server. */
const run = (): readonly string[] => [
  ...['-p', '3000:8080', '-e', `DATABASE_URL=${postgres.url}`],
  ...['-v', `${drivers}:/opt/drivers:ro`, '-e', 'PYTHONPATH=/opt/drivers'],
];
beforeAll(async () => {
  lab = await startLab({ images: ['0.12.4'] });
  drivers = await postgresDrivers();
}, 900_000);
beforeEach(async () => {
  postgres = await startPostgres(lab);
}, 60_000);
afterEach(async () => {
  await postgres.remove();
  await removeLocal(lab);
  await lab.reset();
}, 60_000);
afterAll(() => lab?.stop(), 60_000);

const decoyOf = async (folder: string): Promise<string> => (await lab.host(['sha256sum', `${folder}/webui.db`])).stdout;
const rows = (): Promise<string> =>
  postgres.sql(`SELECT auth.*, "user".role FROM auth JOIN "user" USING (id) ORDER BY auth.email`);

test('in Docker: reset, signed in, old refused, and back; the webui.db of the volume is left alone', async () => {
  const webui = await lab.webui({ version: '0.12.4', run: run() });
  await webui.token();
  const folder = (await lab.docker('volume', 'inspect', '-f', '{{.Mountpoint}}', webui.volume)).trim();
  const [decoy, before] = await Promise.all([decoyOf(folder), rows()]);
  expect(await story(lab, 'http://localhost:3000', [])).toEqual(expected(true));
  expect(await decoyOf(folder)).toBe(decoy);
  expect(await rows()).toBe(before);

  await lab.docker('stop', '-t', '20', webui.name);
  const told = await resetOn(lab, [], NEW);
  expect(told).toMatchObject({ code: 0, changed: true, proof: { result: 'not-running' } });
  const { stdout } = await lab.host(['stat', '-c', '%a', told.backup ?? '']);
  expect(stdout).toBe('600\n');
  expect(`${told.stdout}${told.stderr}`).not.toMatch(new RegExp(`${postgres.password}|\\$2b\\$`));
  await lab.docker('start', webui.name);
  await webui.waitHealthy();
  expect((await signIn(lab, 'http://localhost:3000', administrator.email, NEW)).status).toBe(200);
  expect(await decoyOf(folder)).toBe(decoy);
}, 400_000);

test('from its Python package, in a schema of its own', async () => {
  await postgres.sql('CREATE SCHEMA chat AUTHORIZATION owui');
  await postgres.sql("ALTER ROLE owui SET search_path = 'chat'");
  const env = {
    DATABASE_URL: postgres.url.replace('postgresql:', 'postgres:'),
    DATABASE_SCHEMA: 'chat',
    PYTHONPATH: drivers,
  };
  const local = await installWebui(lab, '0.12.4', 'package', env);
  await local.start();
  const { email, password, name } = administrator;
  const body = JSON.stringify({ email, password, name });
  await lab.host([
    'curl',
    '-sf',
    '-H',
    'Content-Type: application/json',
    '-d',
    body,
    `${local.base}/api/v1/auths/signup`,
  ]);
  const decoy = await decoyOf(local.data);
  expect(await story(lab, local.base, [])).toEqual(expected(true));
  expect(await decoyOf(local.data)).toBe(decoy);
}, 400_000);

test('a locked row, a server that is away and one that refuses: one line each, nothing changed', async () => {
  const webui = await lab.webui({ version: '0.12.4', run: run() });
  await webui.token();
  const before = await rows();
  const lock = `BEGIN; SELECT * FROM auth FOR UPDATE; SELECT pg_sleep(25)`;
  const holder = await lab.hostSpawn(['psql', '-h', '127.0.0.1', '-U', 'postgres', '-d', 'owui', '-c', lock]);
  const waiting = `for i in $(seq 50); do psql -h 127.0.0.1 -U postgres -d owui -Atc "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND state='active' AND pid<>pg_backend_pid()" | grep -q 1 && exit; sleep 0.1; done`;
  await lab.host(['sh', '-c', waiting]);
  expect(await resetOn(lab, [], NEW)).toMatchObject({ code: 1, changed: false, error: { code: 'busy' } });
  await holder.stop();
  expect(await rows()).toBe(before);
  await postgres.sql("ALTER ROLE owui PASSWORD 'another'");
  expect(await resetOn(lab, [], NEW)).toMatchObject({ code: 1, error: { code: 'no-connection' } });
  expect(await rows()).toBe(before);
}, 400_000);
