import { expect, test } from '@jest/globals';
import { chance, limit, many } from '../sample.js';
import { drive, eachAtOnce } from './drive.js';
import { busyMs, faultsOf } from './judge.js';
import { mutated } from './mutations.js';
import { containerOf, type Fields, type Json, type World } from './world.js';

const DEADLINE_MS = 6_000;
const ARGS = ['check', '--offline', '--no-rehearse', '--format', 'json', '--deadline', `${DEADLINE_MS}ms`];
const MANY = many(105, 1_200);
const NEIGHBOUR = containerOf({ id: 'd'.repeat(64), name: 'cache', image: 'redis:7', state: 'running' });

type Place = 'container' | 'neighbour' | 'image' | 'version' | 'info';
const PLACES: readonly Place[] = ['container', 'container', 'neighbour', 'neighbour', 'image', 'version', 'info'];

function withOdd(world: World, place: Place, next: () => number): World {
  const [webui = {}] = world.containers;
  const odd = (container: Fields): Fields => asFields(mutated(container, next), container);
  if (place === 'container') return { ...world, containers: [odd(webui), NEIGHBOUR] };
  if (place === 'neighbour') return { ...world, containers: [webui, odd(NEIGHBOUR)] };
  return { ...world, containers: [webui, NEIGHBOUR], [place]: mutated(world[place], next) };
}

/** An entry keeps its id, or the fake could not be asked for it. */
function asFields(value: Json, { Id = null, Name = null }: Fields): Fields {
  const entries: readonly (readonly [string, Json])[] = Object.entries(Object(value));
  return { Name, ...Object.fromEntries(entries), Id };
}

interface Reported {
  readonly deployment: { readonly instances: readonly { readonly name: string }[] };
  readonly checks: readonly { readonly id: string; readonly status: string; readonly code: string }[];
}
const reportOf = (stdout: string): Reported => JSON.parse(stdout);

test(
  `${MANY} odd answers of an engine: each costs what it is about, nothing else`,
  async () => {
    const wrong: string[] = [];
    const busy = await busyMs();
    const seeds = Array.from({ length: MANY }, (_, index) => index);
    await eachAtOnce(seeds, 3, async (seed) => {
      const next = chance(seed * 7_919 + 1);
      const place = PLACES[seed % PLACES.length] ?? 'container';
      const driven = await drive({ state: 'running', args: ARGS, world: (healthy) => withOdd(healthy, place, next) });
      const faults = [...faultsOf(driven, DEADLINE_MS, busy)];
      if (faults.length === 0) {
        const { deployment, checks } = reportOf(driven.stdout);
        const crashed = checks.filter(({ status }) => status === 'crash').map(({ id }) => id);
        if (crashed.length > 0) faults.push(`crash of ${crashed.join(', ')}`);
        if (place === 'neighbour' && !deployment.instances.some(({ name }) => name === 'open-webui'))
          faults.push('Open WebUI is lost');
      }
      wrong.push(...faults.map((fault) => `${place} ${seed}: ${fault}`));
    });
    expect(wrong).toEqual([]);
  },
  limit(400_000),
);

const unread = (world: World, list: Json): World => ({ ...world, list });
test.each([
  ['an object', {}],
  ['a list of null', [null, 42, 'x', {}]],
])(
  'a list that is %s is unknown, and nothing is said to be missing',
  async (_what, list) => {
    const args = [...ARGS, '--container', 'open-webui'];
    const driven = await drive({ state: 'running', args, world: (healthy) => unread(healthy, list) });
    expect(faultsOf(driven, DEADLINE_MS, await busyMs())).toEqual([]);
    const { checks } = reportOf(driven.stdout);
    const told = Object.fromEntries(checks.map(({ id, code, status }) => [id, `${status} ${code}`]));
    expect(told).toMatchObject({ 'docker.engine': 'unknown list-unread', 'webui.found': 'unknown engine-unread' });
  },
  30_000,
);

test('an Open WebUI that cannot be read is told beside one that can', async () => {
  const other = containerOf({
    id: 'e'.repeat(64),
    name: 'second',
    image: 'ghcr.io/open-webui/open-webui:main',
    state: 'running',
  });
  const world = (healthy: World): World => ({
    ...healthy,
    containers: [...healthy.containers, { ...other, RestartCount: 'twice' }],
  });
  const driven = await drive({ state: 'running', args: ARGS, world });
  const { checks, deployment } = reportOf(driven.stdout);
  expect(deployment.instances.map(({ name }) => name)).toEqual(['open-webui']);
  expect(checks.find(({ id }) => id === 'docker.engine')).toMatchObject({
    status: 'unknown',
    code: 'containers-unread',
    args: { names: ['second'], reasons: ['RestartCount'] },
  });
}, 30_000);
