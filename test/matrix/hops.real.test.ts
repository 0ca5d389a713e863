import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Lab, newestVersion, startLab } from '../lab/index.js';
import { hopFaults, tolerated, withUrl } from './hops.js';
import { onHost } from './run-scenario.js';
import { MODEL } from './scenario.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: [newestVersion] });
}, 900_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

for (const { name, hop, arrange } of hopFaults) {
  test(`${name}: the hop is named, and no cause is guessed`, async () => {
    const webui = await arrange(lab);
    const [listed, { report, code }] = await Promise.all([webui.listedModels(0), onHost(lab, {})]);
    expect(listed).toEqual([]);
    expect(report.diagnoses.map(({ cause, failingHop, rank }) => ({ cause, failingHop, rank }))).toEqual([
      { cause: 'undetermined', failingHop: hop, rank: 1 },
    ]);
    expect(code).toBe(1);
  }, 120_000);
}

for (const { name, url } of tolerated) {
  test(`${name} is put up with: no diagnosis`, async () => {
    await lab.ollama({ listen: '0.0.0.0' });
    const webui = await withUrl(lab, url);
    expect(await webui.listedModels()).toEqual([MODEL]);
    const { report, code } = await onHost(lab, {});
    const failed = report.checks.filter(({ status }) => status === 'fail' || status === 'crash');
    expect(failed.map(({ id, message }) => `${id}: ${message}`)).toEqual([]);
    expect(report.diagnoses.map(({ cause }) => cause)).toEqual([]);
    expect(code).toBe(0);
  }, 120_000);
}
