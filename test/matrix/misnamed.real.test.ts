import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Lab, newestVersion, startLab } from '../lab/index.js';
import { misnamed } from './misnamed.js';
import { inSidecar, onHost } from './run-scenario.js';
import { HOST_GATEWAY, PAGE } from './scenario.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: [newestVersion] });
}, 900_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

for (const { name, hop, says, arrange } of misnamed)
  test(`${name}: the place is named, and no wrong cause`, async () => {
    await arrange(lab);
    const { report } = await onHost(lab, {});
    expect(report.diagnoses.map(({ cause, failingHop, certainty }) => ({ cause, failingHop, certainty }))).toEqual([
      { cause: 'undetermined', failingHop: hop, certainty: null },
    ]);
    expect(report.diagnoses[0]?.message).toMatch(says);
  }, 120_000);

test('in its first seconds it is starting, for the host and beside it, and nothing is diagnosed', async () => {
  await lab.ollama({ listen: '0.0.0.0' });
  await lab.image('node');
  const webui = await lab.webui({
    run: [...PAGE, ...HOST_GATEWAY],
    rows: { 'ollama.base_urls': ['http://host.docker.internal:11434'] },
    wait: false,
  });
  for (const { report, code } of await Promise.all([onHost(lab, {}), inSidecar(lab, webui.name)])) {
    const health = report.checks.find(({ id }) => id === 'webui.health');
    expect({ status: health?.status, code: health?.code }).toEqual({ status: 'unknown', code: 'starting' });
    const failed = report.checks
      .filter(({ status }) => status === 'fail')
      .map(({ id, message }) => `${id}: ${message}`);
    expect(failed).toEqual([]);
    expect(report.diagnoses).toEqual([]);
    expect(code).toBe(0);
  }
}, 120_000);
