import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { hangingEngine } from './engine.js';
import { doctor, failuresOf, folder } from './run.js';

const SIGNALS = { SIGHUP: [129, 'hung-up'], SIGINT: [130, 'interrupted'], SIGTERM: [143, 'terminated'] } as const;
type Name = keyof typeof SIGNALS;
const NAMES: readonly Name[] = ['SIGHUP', 'SIGINT', 'SIGTERM'];

/** Generous: what is promised is 500 ms, on a machine that does nothing else. */
const PROMPT_MS = 3_000;

const POINTS = ['/version', 'containers/json', 'containers/[^/]+/json', '/exec'];
const atPoints = POINTS.flatMap((point) => NAMES.map((name) => ({ point, name })));

test(`${atPoints.length} signals while an engine hangs: the code of the signal, with a report`, async () => {
  const failures = await failuresOf(atPoints, async ({ point, name }) => {
    const engine = await hangingEngine(new RegExp(point));
    let sentAt = 0;
    const args = ['--docker-host', engine.address, '--format', 'json', '--offline', '--no-rehearse'];
    const ran = await doctor([...args, '--deadline', '60s'], {
      limitMs: 20_000,
      began: (kill) =>
        void engine.reached.then(() => {
          sentAt = performance.now();
          setTimeout(() => kill(name), 100);
        }),
    });
    const took = performance.now() - sentAt;
    engine.close();
    const [code, ended] = SIGNALS[name];
    if (ran.code !== code) return `exit ${ran.code ?? ran.signal}: ${ran.stderr}`;
    if (took > PROMPT_MS) return `${Math.round(took)} ms`;
    const report: unknown = JSON.parse(ran.stdout);
    return JSON.stringify(report).includes(`"ended":"${ended}"`) ? null : 'no report of it';
  });
  expect(failures).toEqual([]);
}, 60_000);

const plugin = join(folder(), 'endless.mjs');
writeFileSync(plugin, 'await new Promise(() => {});\nexport default {};\n');

const WAITS: Readonly<Record<string, readonly string[]>> = {
  token: ['--token-file', '-', '--deadline', '60s'],
  password: ['reset-password', '--password-stdin', '--yes', '--docker-host', 'tcp://127.0.0.1:9'],
  plugin: ['--plugin', plugin, '--deadline', '60s', '--offline'],
  'list with a plug-in': ['list', '--plugin', plugin],
};
const atWaits = Object.keys(WAITS).flatMap((wait) => NAMES.map((name) => ({ wait, name })));

test(`${atWaits.length} signals while the command line itself waits: the code of the signal, one line`, async () => {
  const failures = await failuresOf(atWaits, async ({ wait, name }) => {
    let sentAt = 0;
    const ran = await doctor(WAITS[wait] ?? [], {
      stdin: 'open',
      limitMs: 15_000,
      began: (kill) => {
        setTimeout(() => {
          sentAt = performance.now();
          kill(name);
        }, 1_500);
      },
    });
    if (ran.code !== SIGNALS[name][0]) return `exit ${ran.code ?? ran.signal}: ${ran.stderr}`;
    if (performance.now() - sentAt > PROMPT_MS) return 'too late';
    return /^owui-doctor: [^\n]+\n$/u.test(ran.stderr) ? null : ran.stderr;
  });
  expect(failures).toEqual([]);
}, 60_000);

const LIMITED = [
  { wait: 'token', args: ['--token-file', '-', '--deadline', '1s'], code: 2 },
  { wait: 'plugin', args: ['--plugin', plugin, '--deadline', '1s', '--offline'], code: 2 },
] as const;

test(`${LIMITED.length} waits of the command line end at the deadline`, async () => {
  const failures = await failuresOf(LIMITED, async ({ args, code }) => {
    const ran = await doctor(args, { stdin: 'open', limitMs: 10_000 });
    return ran.code === code && ran.stderr.includes('ETIMEDOUT')
      ? null
      : `exit ${ran.code ?? ran.signal}: ${ran.stderr}`;
  });
  expect(failures).toEqual([]);
}, 30_000);

test('more than a token on standard input is read no further', async () => {
  const ran = await doctor(['--token-file', '-', '--deadline', '5s'], { stdin: 'x'.repeat(3_000_000) });
  expect([ran.code, ran.stdout]).toEqual([2, '']);
  expect(ran.stderr).toContain('EFBIG');
});
