import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import Docker from 'dockerode';
import { REHEARSAL_MS } from '../../src/budgets.js';
import { THROWAWAY_LABEL } from '../../src/deployment/throwaway.js';
import { rehearse } from '../../src/fixes/rehearse.js';
import type { RehearsalPlan } from '../../src/types/fix.js';
import { type Lab, startLab } from '../lab/index.js';
import { deploymentOf } from './sample.js';

let lab: Lab;
let docker: Docker;
beforeAll(async () => {
  lab = await startLab({ images: ['base'] });
  docker = client(lab.dockerHost);
}, 300_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

/** DOCKER_HOST would win over the socket. */
const client = (address: string): Docker => new Docker({ host: undefined, socketPath: address.replace('unix://', '') });
const plan = (url: string, change: Partial<RehearsalPlan> = {}): RehearsalPlan => ({
  image: 'debian:12',
  networkMode: 'bridge',
  extraHosts: [],
  probe: { kind: 'http', method: 'GET', url: `${url}/api/tags`, client: 'aiohttp', expect: 'ollama-tags' },
  ...change,
});
const GATEWAY = 'http://host.docker.internal:11434';
const LOOPBACK = 'http://127.0.0.1:11434';
const HOSTS = { extraHosts: ['host.docker.internal:host-gateway'] };
const never = new AbortController().signal;
/** Asks again until it is so; ten seconds at most. */
async function until(so: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await so())) {
    if (Date.now() > end) throw new Error('it never was so');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const left = async (): Promise<number> => (await docker.listContainers({ all: true })).length;

describe('a rehearsal', () => {
  test.each<readonly [string, string, RehearsalPlan, string]>([
    ['host-gateway heals', '0.0.0.0', plan(GATEWAY, HOSTS), 'worked'],
    ['host-gateway does not heal a loopback binding', '127.0.0.1', plan(GATEWAY, HOSTS), 'failed'],
    ['host networking heals a loopback binding', '127.0.0.1', plan(LOOPBACK, { networkMode: 'host' }), 'worked'],
    ['the bridge does not reach loopback', '127.0.0.1', plan(LOOPBACK), 'failed'],
  ])(
    '%s',
    async (_name, listen, wanted, result) => {
      await lab.ollama({ listen });
      const done = await rehearse(docker, wanted, never, 'try');
      expect(done.result).toBe(result);
      expect(done.seen[0]).toMatchObject({ vantage: 'rehearsal:try', outcome: result === 'worked' ? 'ok' : 'refused' });
      expect(await left()).toBe(0);
    },
    60_000,
  );

  test('is not possible without the image, without the network, on Podman, on a remote engine; it downloads nothing', async () => {
    const reason = async (...args: Parameters<typeof rehearse>) => (await rehearse(...args)).detail.code;
    expect(await reason(docker, plan(LOOPBACK, { image: 'nobody/nothing:1' }), never)).toBe(
      'fixes.rehearsal.imageAbsent',
    );
    expect(await reason(docker, plan(LOOPBACK, { networkMode: 'absent' }), never)).toBe('fixes.rehearsal.refused');
    const { engine } = deploymentOf();
    if (engine.state !== 'reachable') throw new Error('no engine');
    expect(await reason(docker, plan(LOOPBACK), never, 'x', { ...engine, kind: 'podman' })).toBe(
      'fixes.rehearsal.podman',
    );
    expect(await reason(docker, plan(LOOPBACK), never, 'x', { ...engine, remote: true })).toBe(
      'fixes.rehearsal.remote',
    );
    expect(await left()).toBe(0);
  }, 60_000);

  test('has nothing of the instance and no rights', async () => {
    const drop = plan('http://192.168.77.99:11434'); // a dead neighbour keeps it alive for some seconds
    const running = rehearse(docker, drop, never);
    let seen: Docker.ContainerInspectInfo | undefined;
    await until(async () => {
      const [found] = await docker.listContainers({ filters: { label: [THROWAWAY_LABEL] } });
      seen = found && (await docker.getContainer(found.Id).inspect());
      return seen !== undefined;
    });
    expect(seen?.HostConfig).toMatchObject({
      CapDrop: ['ALL'],
      ReadonlyRootfs: true,
      Privileged: false,
      AutoRemove: true,
      Binds: null,
    });
    expect(seen).toMatchObject({ Mounts: [], Config: { User: '65534:65534' } });
    expect((await running).result).toBe('failed');
    expect(await left()).toBe(0);
  }, 60_000);

  test('that is cut short leaves nothing', async () => {
    for (const ms of [0, 5, 20, 60, 200]) {
      const { detail } = await rehearse(docker, plan('http://192.168.77.99:1'), AbortSignal.timeout(ms));
      expect(detail.code).toBe('fixes.rehearsal.aborted');
    }
    await until(async () => (await left()) === 0);
  }, 60_000);

  test('whose process is killed ends itself, and the engine removes it', async () => {
    const source = `import Docker from 'dockerode';
import { rehearse } from ${JSON.stringify(join(import.meta.dirname, '../../src/fixes/rehearse.ts'))};
await rehearse(new Docker({ host: undefined, socketPath: ${JSON.stringify(lab.dockerHost.replace('unix://', ''))} }), ${JSON.stringify(plan('http://192.168.77.99:1'))}, new AbortController().signal);`;
    const options = { cwd: join(import.meta.dirname, '../..'), stdio: 'ignore' } as const;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], options);
    await until(async () => (await docker.listContainers()).length === 1);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect(await left()).toBe(1);
    await until(async () => (await left()) === 0);
  }, 60_000);

  test('on a hung engine ends in its time', async () => {
    const socket = join(tmpdir(), `owui-hung-${process.pid}.sock`);
    const peers: Socket[] = [];
    const hung: Server = createServer((peer) => peers.push(peer)).listen(socket);
    await once(hung, 'listening');
    const start = Date.now();
    const { detail } = await rehearse(client(socket), plan(LOOPBACK), never);
    expect(detail.code).toBe('fixes.rehearsal.outOfTime');
    expect(Date.now() - start).toBeLessThan(REHEARSAL_MS + 500);
    for (const peer of peers) peer.destroy();
    hung.close();
  }, 30_000);
});
