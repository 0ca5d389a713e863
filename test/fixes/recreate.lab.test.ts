import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type Docker from 'dockerode';
import { readContainer } from '../../src/deployment/container.js';
import { fixKit } from '../../src/fixes/kit.js';
import type { ContainerChange, FixPlan } from '../../src/types/fix.js';
import { type Lab, startLab } from '../lab/index.js';
import { differences } from './compare.js';
import { deploymentOf, instanceOf } from './sample.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: ['base'] });
}, 300_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

const SECRET = 's3cr3t';
const VALUES = {
  SPACES: ' a  b ',
  QUOTES: `it's "q" \`id\` $HOME \\ back`,
  MULTI: `-----BEGIN\n${SECRET} "2" $x\n-----END\n`,
  DOCKER_HOST: `a\n${SECRET}`,
  CR: 'x\r',
  HASH: '#no',
  EQ: 'a=b=c',
  EMPTY: '',
  WORDS: '容器 é 😀',
  'lower.dot': SECRET,
  OLLAMA_BASE_URL: 'http://ollama:11434',
};
const FLAGS = [
  ...['-p', '127.0.0.1:3000:8080', '-p', '9000-9001:9000-9001/udp'],
  ...['-v', 'open-webui:/app/backend/data', '-v', '/anonymous', '-v', '/tmp:/host:ro', '--tmpfs', '/memory:size=1m'],
  ...[
    '--mount',
    'type=tmpfs,target=/mt,tmpfs-size=1048576',
    '--mount',
    'type=volume,source=second,target=/v2,readonly',
  ],
  ...['--network', 'first', '--network-alias', 'chat', '--add-host', 'host.docker.internal:host-gateway'],
  ...['--dns', '9.9.9.9', '--dns-search', 'lan', '--dns-option', 'ndots:2', '--hostname', 'my-host'],
  ...['--restart', 'unless-stopped', '--log-driver', 'json-file', '--log-opt', 'max-size=5m', '--init'],
  ...['--cap-add', 'NET_ADMIN', '--cap-drop', 'MKNOD', '--security-opt', 'no-new-privileges', '--group-add', '44'],
  ...['--device', '/dev/null:/dev/nul2:r', '--memory', '200m', '--cpus', '1.5', '--pids-limit', '100'],
  ...[
    '--ulimit',
    'nofile=1000:2000',
    '--shm-size',
    '80m',
    '--sysctl',
    'net.core.somaxconn=200',
    '--oom-score-adj',
    '10',
  ],
  ...['--label', `users=admin:$apr1$${SECRET}`, '--label', 'on=true', '--label', `multi=a\n${SECRET}`],
  ...['--user', '0:0', '--workdir', '/tmp', '--stop-signal', 'SIGKILL', '--stop-timeout', '3'],
  ...['--health-cmd', `true || echo '${SECRET}'`, '--health-interval', '30s', '--health-timeout', '1500ms'],
  ...['--ipc', 'shareable', '--entrypoint', 'sh'],
];

async function inspected(name: string): Promise<Docker.ContainerInspectInfo> {
  return JSON.parse(await lab.docker('inspect', name))[0];
}
async function planOf(name: string, change: ContainerChange): Promise<FixPlan> {
  const inspect = await inspected(name);
  const image = JSON.parse(await lab.docker('image', 'inspect', inspect.Image))[0];
  const container = readContainer(inspect, image);
  const title = { code: 'x', args: {} };
  const about = { id: 'x', title, rehearsal: { result: 'verified', detail: title } } as const;
  return fixKit(deploymentOf()).recreate(instanceOf({}, container), change, about);
}
const run = (plan: FixPlan): string => plan.commands[0]?.run ?? '';
const undo = (plan: FixPlan): string => plan.undo[0]?.run ?? '';
const inShell = (shell: string, text: string) =>
  shell === 'bash' ? lab.paste(text) : lab.host([shell], { input: `${text}\n` });
const secretFolders = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => existsSync(`${tmpdir()}/${name}/env`));

async function nasty(): Promise<void> {
  await lab.docker('network', 'create', 'first');
  await lab.docker('network', 'create', '--subnet', '10.77.0.0/24', 'second');
  const values = Object.entries(VALUES).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const command = ['-c', `echo 'a b' $HOME; sleep 10000 # ${SECRET}`];
  await lab.docker('run', '-d', '--name', 'nasty', ...FLAGS, ...values, 'debian:12', ...command);
  await lab.docker('network', 'connect', '--ip', '10.77.0.9', '--alias', 'beta', 'second', 'nasty');
  const file = 'mkdir -p /app/backend && cd /app/backend && printf key123 >.webui_secret_key';
  await lab.docker(
    'exec',
    'nasty',
    'sh',
    '-c',
    `${file} && chown 5:6 .webui_secret_key && chmod 600 .webui_secret_key && echo hi >/anonymous/f`,
  );
}

describe('a container with every kind of option', () => {
  test.each(['bash', 'zsh', 'dash'])(
    'is the same after a paste into %s, but for the change, and after the way back',
    async (shell) => {
      if ((await lab.host(['sh', '-c', `command -v ${shell}`])).code !== 0) return;
      await nasty();
      const old = await inspected('nasty');
      const plan = await planOf('nasty', { setEnv: { HF_ENDPOINT: 'https://hf-mirror.com' } });
      expect(JSON.stringify(plan)).not.toContain(SECRET);

      expect(await inShell(shell, run(plan))).toMatchObject({ code: 0 });
      const made = await inspected('nasty');
      const volume = old.Mounts.find(({ Destination }) => Destination === '/anonymous')?.Name;
      expect(differences(old, made).map((line) => line.split(': ')[0])).toEqual([
        '.Config.Env',
        '.Config.Volumes',
        '.HostConfig.Binds',
        '.Mounts',
        '.NetworkSettings.Networks.first.Aliases',
        '.NetworkSettings.Networks.second.Aliases',
      ]);
      expect(new Set(made.Config.Env)).toEqual(new Set([...old.Config.Env, 'HF_ENDPOINT=https://hf-mirror.com']));
      expect(made.HostConfig.Binds).toContain(`${volume}:/anonymous`);
      const key = await lab.docker(
        'exec',
        'nasty',
        'sh',
        '-c',
        'cd /app/backend; stat -c %a:%u:%g .webui_secret_key; cat .webui_secret_key /anonymous/f',
      );
      expect(key).toContain('600:5:6\nkey123hi');
      expect(secretFolders()).toEqual([]);
      const kept = await inspected(`nasty-before-${old.Id.slice(0, 8)}`);
      expect(kept).toMatchObject({ State: { Running: false }, HostConfig: { RestartPolicy: { Name: 'no' } } });

      // A second paste finds another container than the one that was examined, and does nothing.
      expect((await inShell(shell, run(plan))).code).not.toBe(0);
      expect((await inspected('nasty')).Id).toBe(made.Id);

      expect(await inShell(shell, undo(plan))).toMatchObject({ code: 0 });
      expect((await inspected('nasty')).Id).toBe(old.Id);
      expect(differences(old, await inspected('nasty'))).toEqual([]);
      expect((await inShell(shell, undo(plan))).code).not.toBe(0);
      expect((await inspected('nasty')).Id).toBe(old.Id);
    },
    120_000,
  );

  test('is back as it was when a step fails', async () => {
    await nasty();
    await lab.docker('run', '-d', '--name', 'taker', '-p', '4000:80', 'debian:12', 'sleep', '1000');
    const old = await inspected('nasty');
    for (const change of [
      { publish: [{ hostIp: '', hostPort: 4000, containerPort: 8080 }] }, // at the start
      { addBinds: ['/a:relative'] }, // at the creation
    ]) {
      const plan = await planOf('nasty', change);
      for (const shell of ['bash', 'zsh', 'dash']) {
        if ((await lab.host(['sh', '-c', `command -v ${shell}`])).code !== 0) continue;
        expect((await inShell(shell, run(plan))).code).not.toBe(0);
        expect(differences(old, await inspected('nasty'))).toEqual([]);
      }
    }
    expect((await lab.docker('ps', '-a', '--format', '{{.Names}}')).trim().split('\n').sort()).toEqual([
      'nasty',
      'taker',
    ]);
    expect(secretFolders()).toEqual([]);
  }, 120_000);
});

describe('host networking', () => {
  test('goes there and back', async () => {
    await nasty();
    const old = await inspected('nasty');
    const plan = await planOf('nasty', { network: 'host' });
    expect(await lab.paste(run(plan))).toMatchObject({ code: 0 });
    const made = await inspected('nasty');
    expect(made.HostConfig).toMatchObject({ NetworkMode: 'host', PortBindings: {} });
    expect(Object.keys(made.NetworkSettings.Networks)).toEqual(['host']);
    expect(await lab.paste(undo(plan))).toMatchObject({ code: 0 });
    expect(differences(old, await inspected('nasty'))).toEqual([]);
  }, 120_000);
});

describe('containers of other kinds', () => {
  test('data on no volume move along', async () => {
    await lab.docker('run', '-d', '--name', 'bare', '-w', '/app/backend', 'debian:12', 'sleep', '1000');
    await lab.docker('exec', 'bare', 'sh', '-c', 'mkdir -p /app/backend/data/x; echo precious >/app/backend/data/x/f');
    const plan = await planOf('bare', { addHosts: ['host.docker.internal:host-gateway'] });
    expect(plan.sideEffects.map(({ code }) => code)).toContain('fixes.recreate.dataInLayer');
    expect(await lab.paste(run(plan))).toMatchObject({ code: 0 });
    expect(await lab.docker('exec', 'bare', 'cat', '/app/backend/data/x/f')).toContain('precious');
    expect(await lab.docker('exec', 'bare', 'cat', '/etc/hosts')).toContain('172.17.0.1\thost.docker.internal');
  }, 60_000);
  test('one that removes itself is made anew all the same', async () => {
    await lab.docker(
      'run',
      '-d',
      '--rm',
      '--name',
      'brief',
      '-w',
      '/app/backend',
      '-v',
      '/anonymous',
      'debian:12',
      'sleep',
      '1000',
    );
    await lab.docker(
      'exec',
      'brief',
      'sh',
      '-c',
      'echo hi >/anonymous/f; mkdir -p /app/backend; echo k >/app/backend/.webui_secret_key',
    );
    const plan = await planOf('brief', { setEnv: { PORT: '3000' } });
    expect(plan.undo).toEqual([]);
    expect(await lab.paste(run(plan))).toMatchObject({ code: 0 });
    expect(
      await lab.docker('exec', 'brief', 'sh', '-c', 'cat /anonymous/f /app/backend/.webui_secret_key; echo $PORT'),
    ).toContain('hi\nk\n3000');
  }, 60_000);
  test('one that is stopped, and one that shares another’s network', async () => {
    await lab.docker('run', '-d', '--name', 'owner', 'debian:12', 'sleep', '1000');
    await lab.docker('run', '-d', '--name', 'guest', '--network', 'container:owner', 'debian:12', 'sleep', '1000');
    const guest = await inspected('guest');
    expect(await lab.paste(run(await planOf('guest', { setEnv: { A: '1' } })))).toMatchObject({ code: 0 });
    expect((await inspected('guest')).HostConfig.NetworkMode).toBe(guest.HostConfig.NetworkMode);
    await lab.docker('create', '--name', 'never', 'debian:12', 'sleep', '1000');
    const plan = await planOf('never', { network: { name: 'fresh-network' } });
    expect(await lab.paste(run(plan))).toMatchObject({ code: 0 });
    expect((await inspected('never')).NetworkSettings.Networks).toHaveProperty('fresh-network');
    expect(await lab.paste(undo(plan))).toMatchObject({ code: 0 });
    expect((await inspected('never')).State.Running).toBe(false);
  }, 60_000);
});
