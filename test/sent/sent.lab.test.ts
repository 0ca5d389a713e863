import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, newestVersion, startLab, toolImages } from '../lab/index.js';
import { administrator } from '../lab/judge.js';
import { HOST_GATEWAY, PAGE } from '../matrix/scenario.js';
import { covers, declaredIn } from './declared.js';
import { Recorder, type Sent } from './recorder.js';

/** What leaves a machine on which the doctor runs, as the kernel sees it, beside what the pages and `list` say. */

const program = fileURLToPath(new URL('../../dist/bin.cjs', import.meta.url));
const english = declaredIn('README.md', 'What is sent where', ['container', 'this machine']);
const chinese = declaredIn('README.zh-CN.md', '会向哪里发送什么', ['容器', '本机']);
/** In a container's network everything is asked from there: no place is told of it. */
const BESIDE = 'a sidecar';
/** Names that are asked of the name server and lead to this machine. */
const OWN_NAMES = new Set(['host.docker.internal', 'localhost']);

let lab: Lab;
const records = new Map<string, readonly Sent[]>();
let listed: readonly string[] = [];

/** Runs the doctor with a cache of its own, so that nothing is known from a run before. */
async function record(recorder: Recorder, name: string, ...commands: readonly (readonly string[])[]): Promise<void> {
  const env = { XDG_CACHE_HOME: join(lab.dir, name) };
  const sent = await recorder.during(async () => {
    for (const args of commands) await lab.host([process.execPath, program, ...args], { env });
  });
  records.set(name, sent);
}

beforeAll(async () => {
  lab = await startLab({ images: ['base', 'node', newestVersion] });
  const ollama = await lab.ollama({ listen: '0.0.0.0' });
  await lab.ollama({ as: 'neighbour', listen: '0.0.0.0:11434' });
  const webui = await lab.webui({ run: [...PAGE, ...HOST_GATEWAY] });
  const look = ['--label', 'org.opencontainers.image.title=open-webui', '-e', 'HF_ENDPOINT=https://hf-mirror.com'];
  await lab.docker('run', '-d', '--name', 'mirrored', ...look, toolImages.base, 'sleep', '600');
  const recorder = await Recorder.start(lab);
  const one = ['--container', 'open-webui'];

  const { stdout } = await lab.host([process.execPath, program, 'list', '--format', 'json']);
  const { checks }: { checks: { sends: string[] }[] } = JSON.parse(stdout);
  listed = [...new Set(checks.flatMap(({ sends }) => sends))].toSorted();

  await record(recorder, 'check', [...one, '--verbose']);
  await record(recorder, 'gate', ['gate', ...one, '--wait', '1s']);
  await record(recorder, 'offline', [...one, '--offline']);
  await record(recorder, 'offline with an Ollama on the network', [
    ...one,
    '--offline',
    '--ollama-url',
    'http://nas.lan:11434',
  ]);
  await record(recorder, 'a mirror that is set', ['--container', 'mirrored', '--no-rehearse']);
  await record(recorder, 'checks that send nothing', [
    ...one,
    '--only',
    'ollama.tags',
    '--only',
    'webui.*',
    '--skip',
    'webui.version',
  ]);
  const beside = [
    ['list'],
    ['explain', 'hub.reach'],
    ['demo'],
    ['schema'],
    ['completion', 'bash'],
    ['--help'],
    ['--version'],
  ];
  await record(recorder, 'commands that examine nothing', ...beside, ['reset-password', ...one, '--dry-run']);
  const shared = ['--network', 'container:open-webui', '--pid', 'container:open-webui'];
  const sidecar = ['run', '--rm', ...shared, '-v', `${dirname(program)}:/opt/owui-doctor:ro`, toolImages.node];
  const inside = ['node', '/opt/owui-doctor/bin.cjs', '--in-container', '--verbose'];
  records.set(BESIDE, await recorder.during(() => lab.host(['docker', ...sidecar, ...inside])));
  const token = join(lab.dir, 'token');
  writeFileSync(token, await webui.token());
  await record(recorder, 'a page and a token', [...one, '--webui-url', 'http://localhost:3000', '--token-file', token]);
  const reset = ['--email', administrator.email, '--generate', '--yes'];
  await record(recorder, 'a password', ['reset-password', ...one, ...reset]);
  await ollama.stop();
  await lab.ollama({ listen: '127.0.0.1' });
  await record(recorder, 'a rehearsal', one);
  await lab.hub.set('huggingface', 'refuse');
  await record(recorder, 'a hub that fails', one);
}, 300_000);
afterAll(() => lab?.stop(), 60_000);

/** Names and addresses beyond this machine, in one run. */
function outside(name: string): readonly string[] {
  const sent = records.get(name) ?? [];
  const names = new Map<string, string>(Object.entries(lab.hub.addresses).map(([host, address]) => [address, host]));
  const hosts = sent.flatMap((one) => {
    if (one.by === 'dns') return one.name === undefined || OWN_NAMES.has(one.name) ? [] : [one.name];
    return isOwn(one.to) ? [] : [names.get(one.to) ?? one.to];
  });
  return [...new Set(hosts)].toSorted();
}

/** Loopback, the host's own address, its bridges and the containers on them. */
function isOwn(address: string): boolean {
  return address === lab.address || /^(?:127\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$)/u.test(address);
}

/** Hosts that were connected to, from inside a container or from this machine itself. */
function askedFrom(place: 'inside' | 'host'): ReadonlySet<string> {
  const names = new Map<string, string>(Object.entries(lab.hub.addresses).map(([host, address]) => [address, host]));
  const all = [...records].flatMap(([name, sent]) => (name === BESIDE ? [] : sent)).filter(({ by }) => by === 'tcp');
  const keyOf = ({ ownPort, to, port }: Sent): string => `${ownPort} ${to} ${port}`;
  const inside = all.filter(({ from }) => from.startsWith('172.') && from !== lab.gateway);
  const keys = new Set(inside.map(keyOf));
  const chosen = place === 'inside' ? inside : all.filter((one) => !keys.has(keyOf(one)));
  return new Set(chosen.flatMap(({ to }) => names.get(to) ?? []));
}

describe('what is sent where', () => {
  test('both READMEs and `list` name the same hosts', () => {
    const hosts = (rows: typeof english) => rows.map(({ host }) => host).toSorted();
    expect(hosts(english)).toEqual(listed);
    expect(chinese).toEqual(english);
  });

  test('nothing else is asked in any run, and each of them is asked in one', () => {
    const seen = [...records.keys()]
      .flatMap((name) => outside(name))
      .filter((name) => !/^nas\.lan$|^192\.168\./u.test(name));
    expect(seen.filter((name) => !listed.some((host) => covers(host, name)))).toEqual([]);
    expect(listed.filter((host) => !seen.some((name) => covers(host, name)))).toEqual([]);
  });

  test('they are asked from where they are said to be', () => {
    const [inside, host] = [[...askedFrom('inside')], [...askedFrom('host')]];
    const seen = english.map((row) => ({
      host: row.host,
      fromInside: inside.some((name) => covers(row.host, name)),
      fromHost: host.some((name) => covers(row.host, name)),
    }));
    expect(seen).toEqual(english);
  });

  test('a healthy run asks no third party', () => {
    for (const name of ['check', 'gate', BESIDE, 'a page and a token', 'a rehearsal'])
      expect(outside(name)).not.toContain('hf-mirror.com');
    expect(outside('a hub that fails')).toContain('hf-mirror.com');
    expect(outside('a mirror that is set')).toContain('hf-mirror.com');
  });

  test('--offline: nothing beyond this machine but the configured Ollama', () => {
    expect(outside('offline')).toEqual([]);
    expect(outside('offline with an Ollama on the network')).toEqual(['192.168.77.20', 'nas.lan']);
  });

  test('checks that declare no host, and commands that examine nothing, ask none', () => {
    expect(outside('checks that send nothing')).toEqual([]);
    expect(outside('commands that examine nothing')).toEqual([]);
    expect(outside('a password')).toEqual([]);
  });
});
