import { expect, test } from '@jest/globals';
import { DEADLINE_MS as WHOLE_MS } from '../../../src/budgets.js';
import { limit, sample } from '../sample.js';
import { BEHAVIOURS, type Behaviour } from './behaviours.js';
import { type Case, drive, eachAtOnce, runAgainst } from './drive.js';
import { ENDPOINTS, type Endpoint } from './fake-engine.js';
import { busyMs, faultsOf, isLate } from './judge.js';

const DEADLINE_MS = 2_000;
/** Discovery, then reading the accounts. */
const RESET_MS = WHOLE_MS;
const CHECK = ['check', '--offline', '--deadline', `${DEADLINE_MS}ms`];
const SITUATIONS: Readonly<Record<string, Case & { readonly within: number }>> = {
  'a running container, and its rehearsals': { state: 'running', args: CHECK, within: DEADLINE_MS },
  'a stopped container': { state: 'exited', args: CHECK, within: DEADLINE_MS },
  'a password of a running one': { state: 'running', args: ['reset-password', '--dry-run'], within: RESET_MS },
  'a password of a stopped one': { state: 'exited', args: ['reset-password', '--dry-run'], within: RESET_MS },
};
const endpoints: readonly Endpoint[] = Object.keys(ENDPOINTS).filter((name): name is Endpoint => name in ENDPOINTS);
const behaviours: readonly Behaviour[] = Object.keys(BEHAVIOURS).filter(
  (name): name is Behaviour => name in BEHAVIOURS,
);
const all = endpoints.flatMap((endpoint) =>
  behaviours.flatMap((behaviour) =>
    Object.entries(SITUATIONS).map(([where, situation]) => ({ where, situation, endpoint, behaviour })),
  ),
);
const cases = sample(all, 110, 7);

test(
  `${cases.length} of ${all.length} faults of an engine: each run ends in time, says something, leaves nothing`,
  async () => {
    const wrong: string[] = [];
    const busy = await busyMs();
    const late: (typeof all)[number][] = [];
    await eachAtOnce(cases, 6, async (one) => {
      const faults = await tried(one, busy);
      if (faults.some(isLate)) late.push(one);
      else wrong.push(...faults);
    });
    for (const one of late) wrong.push(...(await tried(one, await busyMs())));
    expect(wrong).toEqual([]);
  },
  limit(400_000),
);

async function tried(
  { where, situation, endpoint, behaviour }: (typeof all)[number],
  busy: number,
): Promise<readonly string[]> {
  // A creation whose answer is lost has happened all the same.
  const fault = { endpoint, behaviour, done: endpoint === 'create' };
  let left = 0;
  const driven = await drive({ ...situation, fault }, async (engine) => {
    if (engine.made.size > 0) {
      engine.fault = null;
      await runAgainst(engine, { args: CHECK });
    }
    left = engine.made.size;
  });
  const faults = [
    ...faultsOf(driven, situation.within, busy),
    ...(left > 0 ? [`${left} containers left for ever`] : []),
  ];
  return faults.map((one) => `${where}, ${endpoint}, ${behaviour}: ${one}`);
}
