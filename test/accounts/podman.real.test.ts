import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../lab/index.js';
import { administrator } from '../lab/judge.js';
import { resetOn } from './on-host.js';
import { expected, NEW, story } from './story.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: ['0.12.4'] });
}, 900_000);
afterEach(async () => {
  await lab.host(['podman', 'rm', '-f', 'open-webui']);
  await lab.host(['podman', 'volume', 'rm', '-f', 'open-webui']);
}, 60_000);
afterAll(() => lab?.stop(), 60_000);

const base = 'http://localhost:3000';
const healthy = `for i in $(seq 240); do curl -sf ${base}/health && exit; sleep 0.5; done; exit 1`;

test('Open WebUI 0.12.4 in Podman: running, stopped, and back', async () => {
  const image = await lab.podman.image('0.12.4');
  await lab.podman.serve();
  await lab.podman.run(
    'run',
    '-d',
    '--name',
    'open-webui',
    '-p',
    '3000:8080',
    '-v',
    'open-webui:/app/backend/data',
    image,
  );
  expect((await lab.host(['sh', '-c', healthy], { timeoutMs: 150_000 })).code).toBe(0);
  const { email, password, name } = administrator;
  const body = JSON.stringify({ email, password, name });
  await lab.host(['curl', '-sf', '-H', 'Content-Type: application/json', '-d', body, `${base}/api/v1/auths/signup`]);

  const host = { env: { DOCKER_HOST: undefined } };
  const place = ['--docker-host', 'unix:///run/podman/podman.sock'];
  expect(await story(lab, base, place, host)).toEqual(expected(true));

  await lab.podman.run('stop', '-t', '20', 'open-webui');
  const told = await resetOn(lab, place, NEW, host);
  expect(told).toMatchObject({ code: 0, changed: true, proof: { result: 'not-running' } });
  expect(await lab.podman.run('ps', '-aq', '--filter', 'label=owui-doctor.throwaway')).toBe('');
  expect(await resetOn(lab, [...place, '--restore', told.backup ?? ''], null, host)).toMatchObject({ code: 0 });
  await lab.podman.run('start', 'open-webui');
  expect((await lab.host(['sh', '-c', healthy], { timeoutMs: 150_000 })).code).toBe(0);
  expect(await story(lab, base, place, host)).toEqual(expected(true));
}, 600_000);
