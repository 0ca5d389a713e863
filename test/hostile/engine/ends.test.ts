import { expect, test } from '@jest/globals';
import { limit, sample } from '../sample.js';
import { type Case, drive, eachAtOnce, runAgainst } from './drive.js';
import { ENDPOINTS, type Endpoint } from './fake-engine.js';
import { busyMs, overrunMs } from './judge.js';

const CHECK = ['check', '--offline', '--deadline', '10s'];
const SITUATIONS: readonly Case[] = [
  { state: 'running', args: CHECK },
  { state: 'exited', args: CHECK },
  { state: 'exited', args: ['reset-password', '--dry-run'] },
];
const endpoints: readonly Endpoint[] = Object.keys(ENDPOINTS).filter((name): name is Endpoint => name in ENDPOINTS);

const killed = sample(
  SITUATIONS.flatMap((situation) =>
    (['create', 'attach', 'start', 'remove'] as const).map((endpoint) => ({ situation, endpoint })),
  ),
  12,
  1,
);
test(
  `killed at ${killed.length} calls to the engine: the next run leaves nothing`,
  async () => {
    const wrong: string[] = [];
    await eachAtOnce(killed, 4, async ({ situation, endpoint }) => {
      const prepare: Case['prepare'] = (engine, kill) => {
        engine.onAsked = (asked) => {
          if (asked === endpoint) kill('SIGKILL');
        };
      };
      let left = -1;
      const first = await drive({ ...situation, prepare, inside: slowly }, async (engine) => {
        await runAgainst(engine, { args: ['check', '--offline', '--no-rehearse', '--only', 'webui.found'] });
        left = engine.made.size;
      });
      if (first.signal !== 'SIGKILL') wrong.push(`${situation.args[0]} ${endpoint}: not reached`);
      if (left !== 0) wrong.push(`${situation.args[0]} ${endpoint}: ${left} left`);
    });
    expect(wrong).toEqual([]);
  },
  limit(120_000),
);

/** A command that would go on for as long as its container is there. */
const slowly: Case['inside'] = async (command, env, input) => {
  const { recorded } = await import('./inside.js');
  const ended = await recorded(command, env, input);
  await new Promise((resolve) => setTimeout(resolve, 300));
  return ended;
};

test('the containers of a run that lives, and those of others that are young, are left alone', async () => {
  const { runMark } = await import('../../../src/deployment/run-mark.js');
  const args = ['check', '--offline', '--no-rehearse', '--only', 'webui.found'];
  const names = { 'of-a-live-run': runMark(), 'of-another-machine': 'feedfeedfeed.12.34', 'of-a-dead-run': '' };
  names['of-a-dead-run'] = runMark().replace(/\.\d+\.\d+$/, '.4194000.77');
  const prepare: Case['prepare'] = (engine) => {
    for (const [name, mark] of Object.entries(names)) {
      const spec = { Image: 'x', Labels: { 'owui-doctor.throwaway': mark } };
      engine.made.set(name, { id: name, name, created: Date.now() / 1_000, spec });
    }
    const spec = { Image: 'x', Labels: { 'owui-doctor.throwaway': 'feedfeedfeed.12.34' } };
    engine.made.set('old', { id: 'old', name: 'old', created: Date.now() / 1_000 - 130, spec });
  };
  const driven = await drive({ state: 'running', args, prepare });
  expect([...driven.engine.made.keys()].sort()).toEqual(['of-a-live-run', 'of-another-machine']);
}, 30_000);

const CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const asked = SITUATIONS.flatMap((situation) =>
  endpoints.flatMap((endpoint) =>
    (['SIGHUP', 'SIGINT', 'SIGTERM'] as const).map((signal) => ({ situation, endpoint, signal })),
  ),
);
const signalled = sample(asked, 24, 3);
test(
  `${signalled.length} of ${asked.length} signals while the engine hangs: each run ends by it, in time`,
  async () => {
    const wrong: string[] = [];
    const busy = await busyMs();
    await eachAtOnce(signalled, 4, async ({ situation, endpoint, signal }) => {
      const prepare: Case['prepare'] = (engine, kill) => {
        engine.onAsked = (name) => {
          if (name === endpoint) setTimeout(() => kill(signal), 150);
        };
      };
      const driven = await drive({ ...situation, fault: { endpoint, behaviour: 'hang' }, prepare });
      if (driven.sinceSignal === null) return;
      const what = `${situation.state} ${situation.args[0]} ${endpoint} ${signal}`;
      if (driven.code !== CODES[signal])
        wrong.push(`${what}: exit ${driven.code} ${driven.signal} ${driven.stderr.slice(-200)}`);
      if (driven.sinceSignal > overrunMs(driven) + busy) wrong.push(`${what}: ${Math.round(driven.sinceSignal)} ms`);
    });
    expect(wrong).toEqual([]);
  },
  limit(240_000),
);
