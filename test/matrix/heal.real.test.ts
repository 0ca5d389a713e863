import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, newestVersion, startLab, type WebUiVersion } from '../lab/index.js';
import { scenarios } from './all.js';
import { runScenario } from './run-scenario.js';
import type { Scenario } from './scenario.js';

/** Three causes whose remedy differs most between settings schemas, for the versions before 0.10. */
const OLDER: readonly WebUiVersion[] = ['0.9.6', '0.6.43'];
const FOR_OLDER = ['loopback-url-in-bridge-container', 'host-docker-internal-missing-linux', 'db-config-overrides-env'];

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: ['node', 'ollama', newestVersion, ...OLDER] });
}, 900_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

function proves(scenario: Scenario, version: WebUiVersion): void {
  test(`${scenario.cause}${scenario.variant ? ` (${scenario.variant})` : ''}: broken, found, pasted, healed`, async () => {
    const { problems } = await runScenario(lab, scenario, version);
    expect(problems).toEqual([]);
  }, 300_000);
}

// The matrix has every variant; here each cause is proven once, and what compose made beside it.
const chosen = scenarios.filter(
  ({ cause, variant }, index) => variant === 'compose' || scenarios.findIndex((one) => one.cause === cause) === index,
);
describe(`Open WebUI ${newestVersion}`, () => {
  for (const scenario of chosen) proves(scenario, newestVersion);
});
describe.each(OLDER)('Open WebUI %s', (version) => {
  for (const scenario of scenarios)
    if (FOR_OLDER.includes(scenario.cause) && !scenario.variant) proves(scenario, version);
});
