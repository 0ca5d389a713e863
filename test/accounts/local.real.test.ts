import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { provenVersions } from '../lab/images.js';
import { type Lab, startLab } from '../lab/index.js';
import { installWebui, removeLocal } from './local-webui.js';
import { resetOn } from './on-host.js';
import { expected, NEW, story } from './story.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: [] });
}, 900_000);
afterEach(async () => {
  await removeLocal(lab);
  await lab.reset();
}, 60_000);
afterAll(() => lab?.stop(), 60_000);

test.each([...provenVersions])(
  'Open WebUI %s from its Python package: reset, signed in, old refused, and back',
  async (version) => {
    const local = await installWebui(lab, version, 'package');
    await local.start();
    expect(await story(lab, local.base, [])).toEqual(expected(version === '0.12.4'));
    const files = (await lab.host(['ls', local.data])).stdout.split('\n').filter((name) => name.startsWith('webui'));
    expect(files.filter((name) => !/^webui\.db(-wal|-shm)?$/.test(name))).toHaveLength(1);
  },
  300_000,
);

test('Open WebUI 0.12.4 from its sources', async () => {
  const local = await installWebui(lab, '0.12.4', 'sources');
  const server = await local.start();
  expect(await story(lab, local.base, [])).toEqual(expected(true));
  await server.stop();
}, 300_000);

test('installed and not running', async () => {
  const local = await installWebui(lab, '0.12.4', 'package');
  const path = `/tmp/owui-doctor-local-${process.pid}/venv/bin:/usr/bin:/bin`;
  const told = await resetOn(lab, [], NEW, { env: { PATH: path } });
  expect(told).toMatchObject({ code: 0, changed: true, proof: { result: 'not-running' } });
  const server = await local.start();
  const back = await resetOn(lab, ['--restore', told.backup ?? ''], null);
  expect(back).toMatchObject({ code: 0, changed: true });
  expect(await story(lab, local.base, [])).toEqual(expected(true));
  await server.stop();
}, 300_000);
