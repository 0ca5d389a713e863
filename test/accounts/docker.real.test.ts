import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { provenVersions } from '../lab/images.js';
import { type Lab, startLab } from '../lab/index.js';
import { administrator } from '../lab/judge.js';
import { resetOn, signIn } from './on-host.js';
import { expected, NEW, story } from './story.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: [...provenVersions] });
}, 900_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

describe.each([...provenVersions])('Open WebUI %s in Docker', (version) => {
  const stamps = version === '0.12.4';

  test('reset, signed in, old refused, and back, while it runs', async () => {
    await lab.webui({ version });
    expect(await story(lab, 'http://localhost:3000', [])).toEqual(expected(stamps));
  }, 180_000);

  test('reset while it is stopped counts from its next start', async () => {
    const webui = await lab.webui({ version });
    await lab.docker('stop', '-t', '20', webui.name);
    const reset = await resetOn(lab, [], NEW);
    expect(reset).toMatchObject({ code: 0, changed: true, proof: { result: 'not-running' } });
    expect(await lab.docker('ps', '-aq', '--filter', 'label=owui-doctor.throwaway')).toBe('');
    await lab.docker('start', webui.name);
    await webui.waitHealthy();
    const { email, password } = administrator;
    expect((await signIn(lab, 'http://localhost:3000', email, NEW)).status).toBe(200);
    expect((await signIn(lab, 'http://localhost:3000', email, password)).status).toBe(400);
    await lab.docker('stop', '-t', '20', webui.name);
    expect(await resetOn(lab, ['--restore', reset.backup ?? ''], null)).toMatchObject({ code: 0, changed: true });
    await lab.docker('start', webui.name);
    await webui.waitHealthy();
    expect((await signIn(lab, 'http://localhost:3000', email, password)).status).toBe(200);
  }, 240_000);
});
