import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab, sweep } from './index.js';
import { labSource, projectRoot, stateRoot } from './paths.js';
import { waitFor } from './process.js';
import { isAlive, readState } from './state.js';

const curl = ['docker', 'run', '--rm'];
const gateway = '--add-host=host.docker.internal:host-gateway';
const ask = ['debian:12', 'curl', '-sS', '-m', '2', 'http://host.docker.internal:11434/'];

/** Exit codes of curl. */
const code = { refused: 7, timeout: 28, reset: 35, untrusted: 60, unknownName: 6 };

const outside = (): string[] => readdirSync('/sys/class/net').sort();
const processesNaming = (text: string): string[] =>
  readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid && commandOf(pid).includes(text),
  );

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

const cgroupsNaming = (text: string, folder = '/sys/fs/cgroup', depth = 5): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.name === text ? [path] : depth === 0 ? [] : cgroupsNaming(text, path, depth - 1);
    });

describe('a lab', () => {
  let lab: Lab;
  const before = outside();
  beforeAll(async () => {
    lab = await startLab({ images: [] });
  }, 300_000);
  afterEach(() => lab.reset(), 60_000);
  afterAll(() => lab?.stop(), 60_000);

  test('has an engine and networks that nobody outside sees', async () => {
    await lab.docker('network', 'create', 'only-here');
    expect(await lab.docker('network', 'ls', '--format', '{{.Name}}')).toContain('only-here');
    expect(outside()).toEqual(before);
    const seen = await lab.host(['docker', 'info', '--format', '{{.DockerRootDir}}'], {
      env: { DOCKER_HOST: undefined },
    });
    expect(seen.stdout.trim()).toBe(join(lab.dir, 'docker'));
  });

  test('lets a container reach the host by host-gateway, and only what listens there', async () => {
    const loopback = await lab.ollama();
    expect((await lab.host([...curl, gateway, ...ask])).code).toBe(code.refused);
    expect((await lab.host(['curl', '-sS', 'http://127.0.0.1:11434/'])).stdout).toBe('Ollama is running');
    await loopback.stop();
    await lab.ollama({ listen: '0.0.0.0' });
    expect((await lab.host([...curl, gateway, ...ask])).stdout).toBe('Ollama is running');
    expect((await lab.host([...curl, ...ask])).code).toBe(code.unknownName);
    await lab.firewall('-I', 'INPUT', '-i', 'docker0', '-p', 'tcp', '--dport', '11434', '-j', 'DROP');
    expect((await lab.host([...curl, gateway, ...ask])).code).toBe(code.timeout);
  }, 30_000);

  test('has a neighbour, an Ollama in a container, and no way out', async () => {
    await lab.ollama({ as: 'neighbour', listen: '0.0.0.0', models: ['far:1b'] });
    expect((await lab.host(['curl', '-sS', 'http://nas.lan:11434/api/tags'])).stdout).toContain('far:1b');
    await lab.ollama({ as: 'container', run: ['-p', '11434:11434'], models: ['near:1b'] });
    expect((await lab.host(['curl', '-sS', 'http://localhost:11434/api/tags'])).stdout).toContain('near:1b');
    for (const address of ['http://1.1.1.1', 'http://8.8.8.8:53']) {
      const gone = await lab.host(['curl', '-sS', '-m', '5', address]);
      expect([gone.code, gone.ms < 2_000]).toEqual([code.refused, true]);
      expect((await lab.host([...curl, 'debian:12', 'curl', '-sS', '-m', '5', address])).code).toBe(code.refused);
    }
    expect((await lab.host(['curl', '-sS', 'http://nosuch.example'])).code).toBe(code.unknownName);
  }, 30_000);

  test('switches the servers of its internet', async () => {
    const page = async (url: string): Promise<number | null> => (await lab.host(['curl', '-sSf', '-m', '2', url])).code;
    const latest = 'https://api.github.com/repos/ollama/ollama/releases/latest';
    expect([await page('https://huggingface.co/'), await page(latest)]).toEqual([0, 0]);
    await lab.hub.set('huggingface', 'reset');
    expect([await page('https://huggingface.co/'), await page(latest)]).toEqual([code.reset, 0]);
    await lab.hub.set('huggingface', 'drop');
    expect(await page('https://huggingface.co/')).toBe(code.timeout);
    await lab.hub.set('huggingface', 'intercepted');
    expect(await page('https://huggingface.co/')).toBe(code.untrusted);
    lab.hub.trustInterceptionOnHost();
    expect(await page('https://huggingface.co/')).toBe(0);
    await lab.dns.set('huggingface.co', []);
    expect(await page('https://huggingface.co/')).toBe(code.unknownName);
    await lab.reset();
    expect(await page('https://huggingface.co/')).toBe(0);
    await lab.hub.set('huggingface.co', 'intercepted');
    expect(await page('https://huggingface.co/')).toBe(code.untrusted);
  }, 30_000);

  test('forgets a scenario: containers, volumes, networks, rules, processes, files', async () => {
    await lab.paste(
      'docker network create n; docker volume create v; docker run -d --name c --network n debian:12 sleep 1000',
    );
    await lab.paste(
      'nohup ollama serve >/dev/null 2>&1 & touch ~/left; echo 1.2.3.4 wrong >> /etc/hosts; iptables -P INPUT DROP; iptables -t mangle -N m',
    );
    await lab.reset();
    const left = await lab.paste(
      'docker ps -aq; docker volume ls -q; docker network ls -q -f type=custom; ls ~; grep wrong /etc/hosts; iptables -S INPUT; iptables -t mangle -S m 2>&1 | grep -c "N m"; pgrep ollama',
    );
    expect(left.stdout.split('\n').filter(Boolean)).toEqual(['-P INPUT ACCEPT', '0']);
  }, 30_000);

  test('keeps the models of an Ollama that is started again by hand', async () => {
    const first = await lab.ollama({ models: ['kept:1b'] });
    await first.stop();
    await lab.paste('OLLAMA_HOST=0.0.0.0 nohup ollama serve >/dev/null 2>&1 &\nsleep 0.5');
    expect((await lab.host([...curl, gateway, ...ask.slice(0, -1), `${ask.at(-1)}api/tags`])).stdout).toContain(
      'kept:1b',
    );
  }, 30_000);

  test('runs containers of Podman', async () => {
    const image = await lab.podman.image('base');
    await lab.podman.run('run', '-d', '--name', 'pod', image, 'sleep', '100');
    expect(await lab.podman.run('exec', 'pod', 'getent', 'hosts', 'host.containers.internal')).toContain('10.88.0.1');
    await lab.podman.serve();
    const api = { DOCKER_HOST: 'unix:///run/podman/podman.sock' };
    expect((await lab.host(['docker', 'ps', '--format', '{{.Names}}'], { env: api })).stdout).toBe('pod\n');
    await lab.reset();
    expect(await lab.podman.run('ps', '-aq')).toBe('');
  }, 120_000);

  test('runs compose', async () => {
    const file = 'services:\n  web:\n    image: debian:12\n    command: sleep 100\n';
    await lab.paste(`mkdir -p ~/project && printf '${file.replaceAll('\n', '\\n')}' > ~/project/docker-compose.yml`);
    await lab.compose(join(lab.dir, 'home', 'project'), 'up', '-d');
    expect(await lab.docker('ps', '--format', '{{.Label "com.docker.compose.service"}}')).toBe('web\n');
  }, 30_000);

  test('is not alone: a second one at the same time has the same addresses and other contents', async () => {
    const second = await startLab({ images: [] });
    try {
      await lab.docker('volume', 'create', 'first-only');
      await second.ollama({ listen: '0.0.0.0' });
      expect(await second.docker('volume', 'ls', '-q')).toBe('');
      expect((await lab.host(['curl', '-sS', 'http://127.0.0.1:11434/'])).code).toBe(code.refused);
      expect((await second.host(['curl', '-sS', 'http://172.17.0.1:11434/'])).code).toBe(0);
    } finally {
      await second.stop();
    }
    expect(existsSync(second.dir)).toBe(false);
    expect(await lab.docker('volume', 'ls', '-q')).toBe('first-only\n');
  }, 60_000);

  test('leaves nothing behind when its owner is killed', async () => {
    const owner = spawn(process.execPath, ['--import', 'tsx', join(labSource, 'hold-lab.ts')], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [name] = (await once(createInterface(owner.stdout), 'line')) as [string];
    const dir = join(stateRoot, name);
    const world = readState(dir)?.world;
    if (!world) throw new Error('the lab has no first process');
    expect([isAlive(world), processesNaming(name).length > 3, cgroupsNaming(name).length > 0]).toEqual([
      true,
      true,
      true,
    ]);
    owner.kill('SIGKILL');
    await waitFor('the end of the lab', 5_000, () => (isAlive(world) ? null : true));
    expect(await sweep()).toContain(name);
    expect([existsSync(dir), processesNaming(name), cgroupsNaming(name)]).toEqual([false, [], []]);
    expect(readFileSync('/proc/mounts', 'utf8')).not.toContain(name);
    expect(outside()).toEqual(before);
    expect((await lab.docker('version')).length).toBeGreaterThan(0);
  }, 60_000);
});
