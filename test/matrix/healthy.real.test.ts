import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Lab, newestVersion, startLab } from '../lab/index.js';
import { healthy } from './healthy.js';
import { onHost } from './run-scenario.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: ['ollama', newestVersion] });
}, 900_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

for (const { name, args, env, arrange, undo } of healthy) {
  test(`healthy: ${name}`, async () => {
    await arrange(lab);
    const asked = onHost(lab, { ...(args ? { args } : {}), ...(env ? { env } : {}) });
    const { report, code } = await asked.finally(() => undo?.(lab));
    const troubles = report.checks.filter(({ status }) => status === 'fail' || status === 'crash' || status === 'warn');
    expect(troubles.map(({ id, status, message }) => `${status} ${id}: ${message}`)).toEqual([]);
    expect(report.diagnoses.map(({ cause }) => cause)).toEqual([]);
    expect(code).toBe(0);
  }, 180_000);
}
