import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { DEADLINE_MS, PROBE_MS } from '../../src/budgets.js';
import { parseDuration } from '../../src/cli/duration.js';
import { OPTION_NAMES, variableOf } from '../../src/cli/options.js';
import { nearest } from '../../src/cli/suggest.js';
import { command, emptyDirectory } from './fake-io.js';

test.each([
  ['4s', 4_000],
  ['500ms', 500],
  ['1m', 60_000],
  ['1m30s', 90_000],
  ['1.5h', 5_400_000],
  ['4', 4_000],
  ['0.5', 500],
  [' 2s ', 2_000],
  ['0', null],
  ['-1s', null],
  ['4 s', null],
  ['1s1', null],
  ['s', null],
  ['ss', null],
  ['4ss', null],
  ['', null],
  ['1d', null],
  ['1e3', null],
  ['999999h', null],
])('the duration %j is %j ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test('defaults are those of the budgets', async () => {
  const { asked } = await command([]);
  expect(asked).toEqual([
    expect.objectContaining({
      probeMs: PROBE_MS,
      deadlineMs: DEADLINE_MS,
      rehearse: true,
      offline: false,
      token: null,
    }),
  ]);
});

test('an option counts before a variable, a variable before the file, the file before the default', async () => {
  const cwd = emptyDirectory();
  writeFileSync(
    join(cwd, '.owui-doctor.json'),
    JSON.stringify({ timeout: '1s', deadline: 9, container: 'file', offline: true, skip: ['hf.*'] }),
  );
  const env = {
    OWUI_DOCTOR_TIMEOUT: '2s',
    OWUI_DOCTOR_CONTAINER: 'env',
    OWUI_DOCTOR_OLLAMA_URL: 'http://a:1, http://b:2',
    OWUI_DOCTOR_TOKEN: ' t ',
  };
  const { asked } = await command(['--timeout', '3s'], { cwd, env });
  expect(asked[0]).toMatchObject({
    probeMs: 3_000,
    deadlineMs: 9_000,
    container: 'env',
    offline: true,
    ollamaUrls: ['http://a:1', 'http://b:2'],
    token: 't',
  });
  expect(asked[0]?.checks.map(({ id }) => id)).not.toContain('hf.http');
  expect((await command(['--no-offline'], { cwd, env })).asked[0]?.offline).toBe(false);
});

test('the file of the current directory counts before that of the user', async () => {
  const [cwd, home] = [emptyDirectory(), emptyDirectory()];
  const user = join(home, 'owui-doctor');
  const { mkdirSync } = await import('node:fs');
  mkdirSync(user);
  writeFileSync(join(user, 'config.json'), '{"timeout": "7s"}');
  const env = { XDG_CONFIG_HOME: home };
  expect((await command([], { cwd, env })).asked[0]?.probeMs).toBe(7_000);
  writeFileSync(join(cwd, 'owui-doctor.config.json'), '{"timeout": "8s"}');
  expect((await command([], { cwd, env })).asked[0]?.probeMs).toBe(8_000);
});

test('an empty variable counts as unset', async () => {
  expect((await command([], { env: { OWUI_DOCTOR_TIMEOUT: '' } })).asked[0]?.probeMs).toBe(PROBE_MS);
});

test('a token comes from a file, stdin or the environment', async () => {
  const cwd = emptyDirectory();
  writeFileSync(join(cwd, 'token'), 'from-file\n');
  expect((await command(['--token-file', 'token'], { cwd })).asked[0]?.token).toBe('from-file');
  expect((await command(['--token-file', '-'], { stdin: 'from-stdin\n' })).asked[0]?.token).toBe('from-stdin');
});

test('rehearsal is on for a single round, off in gate and while waiting, unless it is asked for', async () => {
  const rehearse = async (...args: readonly string[]): Promise<boolean | undefined> =>
    (await command(args)).asked[0]?.rehearse;
  expect(await rehearse()).toBe(true);
  expect(await rehearse('--no-rehearse')).toBe(false);
  expect(await rehearse('gate')).toBe(false);
  expect(await rehearse('--wait', '1s')).toBe(false);
  expect(await rehearse('gate', '--rehearse')).toBe(true);
});

test('every option is in the help and has a variable of its own', async () => {
  for (const lang of ['en', 'zh-CN']) {
    const helps = [
      await command(['--help', '--lang', lang]),
      await command(['reset-password', '--help', '--lang', lang]),
    ];
    expect(helps.map(({ code }) => code)).toEqual([0, 0]);
    const stdout = helps.map((help) => help.stdout).join('');
    for (const name of OPTION_NAMES) expect(stdout).toMatch(new RegExp(`--${name}\\b`, 'u'));
  }
  expect(new Set(OPTION_NAMES.map(variableOf)).size).toBe(OPTION_NAMES.length);
  expect(variableOf('fail-on')).toBe('OWUI_DOCTOR_FAIL_ON');
});

test('a suggestion is near or none', () => {
  expect(nearest('ollama.tgas', ['ollama.tags', 'hf.http'])).toBe('ollama.tags');
  expect(nearest('something', ['ollama.tags', 'hf.http'])).toBeNull();
  expect(nearest('a'.repeat(100_000), ['ollama.tags'])).toBeNull();
});
