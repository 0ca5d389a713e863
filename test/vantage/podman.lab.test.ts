import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Docker from 'dockerode';
import type { ProbeRequest } from '../../src/types/probe.js';
import { containerVantage } from '../../src/vantage/container.js';
import { type Lab, startLab } from '../lab/index.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
}, 300_000);
afterAll(() => lab?.stop(), 60_000);

const never = new AbortController().signal;

test('a container of Podman is asked as one of Docker is', async () => {
  const image = await lab.podman.image('base');
  // A socket of our own, in a folder that this process sees as well.
  const socketPath = join(lab.dir, 'podman-api.sock');
  await lab.hostSpawn(['podman', 'system', 'service', '--time=0', `unix://${socketPath}`]);
  while (!existsSync(socketPath)) await new Promise((resolve) => setTimeout(resolve, 20));
  const docker = new Docker({ host: undefined, socketPath });
  const id = (
    await lab.podman.run('run', '-d', '--network', 'none', '--read-only', '-u', '12345', image, 'sleep', '600')
  ).trim();
  const vantage = containerVantage(docker, { id, name: 'open-webui', state: 'running' }, { limitMs: 2_000 });
  const asked: readonly ProbeRequest[] = [{ kind: 'clock' }, { kind: 'tcp', host: '127.0.0.1', port: 1 }];
  const seen = await Promise.all(asked.map((one) => vantage.ask(one, never)));
  expect(seen.map(([first]) => first.outcome)).toEqual(['ok', 'refused']);
  const bare = (
    await lab.podman.run('run', '-d', '--network', 'none', image, 'sh', '-c', 'rm -f /usr/bin/python3*; sleep 600')
  ).trim();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const without = containerVantage(docker, { id: bare, name: 'bare', state: 'running' }, { limitMs: 2_000 });
  expect((await without.ask({ kind: 'clock' }, never))[0].evidence.code).toBe('EXEC_NO_PYTHON');
  await lab.podman.run('kill', id);
  const [gone] = await vantage.ask({ kind: 'clock' }, never);
  expect(gone).toMatchObject({ outcome: 'aborted', evidence: { code: 'CONTAINER_NOT_RUNNING' } });
}, 120_000);
