import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../lab/index.js';
import { administrator } from '../lab/judge.js';
import type { WebUi } from '../lab/types.js';
import { resetOn, signIn } from './on-host.js';
import { NEW } from './story.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: ['0.12.4'] });
}, 300_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

const base = 'http://localhost:3000';
const { email, password } = administrator;
const start = (...run: readonly string[]): Promise<WebUi> => lab.webui({ run: ['-p', '3000:8080', ...run] });
const codes = (told: Awaited<ReturnType<typeof resetOn>>): readonly string[] =>
  told.obstacles.map(({ weight, code }) => `${weight} ${code}`);

/** Runs Python on the database, in the running container. */
async function inDatabase(name: string, script: string): Promise<string> {
  const program = `import json, sqlite3, time\ndb = sqlite3.connect("/app/backend/data/webui.db", timeout=10)\n${script}\ndb.commit()`;
  const { stdout, stderr, code } = await lab.host(['docker', 'exec', '-i', name, 'python3', '-'], { input: program });
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
}

test('two-factor: failures that would refuse the right password are cleared, and the next step is told', async () => {
  const webui = await start('-e', 'WEBUI_SECRET_KEY=kept');
  const limits = `{"password": {"count": 10, "expires_at": int(time.time()) + 900}}`;
  await inDatabase(
    webui.name,
    `db.execute("UPDATE config SET value='true' WHERE key='auth.mfa.enable'")
db.execute("UPDATE auth SET mfa=?", (json.dumps({"revision": "r", "secret": None, "last_step": -1, "recovery_hashes": [], "reset_required": False, "limits": ${limits}}),))`,
  );
  expect((await signIn(lab, base, email, password)).status).toBe(429);
  const told = await resetOn(lab, [], NEW);
  expect(told).toMatchObject({ code: 0, proof: { result: 'second-factor', nextStep: 'enroll' } });
}, 180_000);

test('a second factor that is lost too: the command that is shown makes a recovery token', async () => {
  const webui = await start('-e', 'WEBUI_SECRET_KEY=kept');
  await inDatabase(
    webui.name,
    `db.execute("UPDATE config SET value='true' WHERE key='auth.mfa.enable'")
db.execute("UPDATE auth SET mfa=?", (json.dumps({"revision": "r", "secret": "sealed", "last_step": -1, "recovery_hashes": ["a"], "reset_required": False, "limits": {}}),))`,
  );
  const words = [process.execPath, `${process.cwd()}/dist/bin.cjs`, 'reset-password', '--password-stdin', '--yes'];
  const { stdout, code } = await lab.host(words, { input: NEW, env: { LC_ALL: 'C.UTF-8' } });
  expect(code).toBe(0);
  const command = /sign-in page: (docker .+)$/m.exec(stdout)?.[1] ?? '';
  expect(command).toMatch(/mfa reset admin@example\.com/);
  const made = await lab.paste(command);
  expect(made.stdout).toMatch(/Recovery token/);
  expect(
    await inDatabase(
      webui.name,
      'print(json.loads(db.execute("SELECT mfa FROM auth").fetchone()[0])["reset_required"])',
    ),
  ).toBe('True');
}, 180_000);

test('too many wrong sign-ins: 429 is told apart, and is no failure', async () => {
  await start();
  for (let attempt = 0; attempt < 20; attempt += 1) await signIn(lab, base, email, 'wrong');
  expect(await resetOn(lab, [], NEW)).toMatchObject({ code: 0, changed: true, proof: { result: 'rate-limited' } });
}, 180_000);

test.each([
  ['ENABLE_PASSWORD_AUTH=false', 'blocks password-auth-off', 'switched-off', 1],
  ['WEBUI_AUTH_TRUSTED_EMAIL_HEADER=X-Email', 'blocks trusted-header', 'refused', 1],
  ['ENABLE_PERSISTENT_CONFIG=False -e ENABLE_LOGIN_FORM=false', 'note login-form-hidden', 'signed-in', 0],
  ['ENABLE_PERSISTENT_CONFIG=False -e ENABLE_LDAP=true', 'note ldap', 'signed-in', 0],
])(
  '%s: %s, sign-in %s',
  async (variable, obstacle, proof, code) => {
    await start(...`-e ${variable}`.split(' '));
    const told = await resetOn(lab, [], NEW);
    expect(codes(told)).toContain(obstacle);
    expect(told).toMatchObject({ code, changed: true, proof: { result: proof } });
  },
  180_000,
);

test("the instance's own rule is honoured, and nothing is changed", async () => {
  await start('-e', 'ENABLE_PASSWORD_VALIDATION=true');
  const told = await resetOn(lab, [], 'simple');
  expect(told).toMatchObject({ code: 2, stdout: '' });
  expect((await signIn(lab, base, email, password)).status).toBe(200);
  expect(await resetOn(lab, [], 'Not-Simple-1')).toMatchObject({ code: 0, proof: { result: 'signed-in' } });
}, 180_000);

test('an account with capital letters is found in any case', async () => {
  const webui = await start();
  await inDatabase(webui.name, `db.execute('UPDATE "user" SET email = ?', ("Admin@Example.com",))`);
  expect(await resetOn(lab, ['--email', 'aDMIN@example.COM'], NEW)).toMatchObject({
    code: 0,
    proof: { result: 'signed-in' },
  });
}, 180_000);

test('read-only mount and full disk: one line each, nothing changed, nothing left', async () => {
  const webui = await start();
  const folder = (await lab.docker('volume', 'inspect', '-f', '{{.Mountpoint}}', webui.volume)).trim();
  await lab.docker('stop', '-t', '20', webui.name);
  await lab.docker('rm', webui.name);
  const list = async (): Promise<string> => (await lab.host(['sh', '-c', `cd ${folder}; sha256sum *.db*`])).stdout;
  const before = await list();
  await lab.docker('create', '--name', 'open-webui', '-v', `${webui.volume}:/app/backend/data:ro`, webui.image);
  expect(await resetOn(lab, [], NEW)).toMatchObject({ code: 1, changed: false, error: { code: 'read-only' } });
  expect(await list()).toBe(before);
  await lab.docker('rm', 'open-webui');
  const made = await lab.paste(
    `mkdir -p /tmp/full-${process.pid} && mount -t tmpfs -o size=1200k none /tmp/full-${process.pid} && cp ${folder}/webui.db /tmp/full-${process.pid}/`,
  );
  expect(made.code).toBe(0);
  await lab.docker('create', '--name', 'open-webui', '-v', `/tmp/full-${process.pid}:/app/backend/data`, webui.image);
  expect(await resetOn(lab, [], NEW)).toMatchObject({ code: 1, changed: false, error: { code: 'disk-full' } });
  expect((await lab.host(['ls', `/tmp/full-${process.pid}`])).stdout).toBe('webui.db\n');
  await lab.docker('rm', 'open-webui');
  await lab.paste(`umount /tmp/full-${process.pid}; rmdir /tmp/full-${process.pid}`);
}, 180_000);

test('a container that runs as another user: its files stay that user’s', async () => {
  const webui = await start();
  await lab.docker('stop', '-t', '20', webui.name);
  await lab.docker('rm', webui.name);
  const folder = (await lab.docker('volume', 'inspect', '-f', '{{.Mountpoint}}', webui.volume)).trim();
  await lab.host(['chown', '-R', '1234:1234', folder]);
  await lab.docker(
    'create',
    '--name',
    'open-webui',
    '--user',
    '1234:1234',
    '-v',
    `${webui.volume}:/app/backend/data`,
    webui.image,
  );
  const told = await resetOn(lab, [], NEW);
  expect(told).toMatchObject({ code: 0, changed: true, proof: { result: 'not-running' } });
  const { stdout } = await lab.host(['sh', '-c', `stat -c '%u' ${folder}/webui*`]);
  expect(new Set(stdout.trim().split('\n'))).toEqual(new Set(['1234']));
}, 180_000);

test('data in the container itself, stopped: told, nothing changed', async () => {
  const webui = await start();
  await lab.docker('rm', '-f', webui.name);
  await lab.docker('create', '--name', 'open-webui', webui.image);
  expect(await resetOn(lab, [], NEW)).toMatchObject({ code: 1, error: { code: 'own-layer' } });
}, 180_000);
