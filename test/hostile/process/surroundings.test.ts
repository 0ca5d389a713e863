import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { command, emptyDirectory } from '../../cli/fake-io.js';
import { BIN, doctor, failuresOf, folder, NOWHERE, runProgram, wrongWith } from './run.js';

const long = 'x'.repeat(20_000);
const ESC = String.fromCharCode(27);

/** Variables that a machine may have, or that somebody set by mistake. */
const VARIABLES: readonly Readonly<Record<string, string | undefined>>[] = [
  { HOME: '' },
  { HOME: undefined },
  { HOME: '/proc/self/mem' },
  { HOME: `/${long}` },
  { HOME: 'relative' },
  { TMPDIR: '/nonexistent' },
  { TMPDIR: '/dev/null' },
  { PATH: '' },
  { PATH: '/nonexistent:relative::.' },
  { PATH: '/proc/1/root:/dev' },
  { LC_ALL: '' },
  { LC_ALL: 'C' },
  // A long one ends Node itself, with a signal.
  { LC_ALL: 'tlh_KL.nonsense' },
  { LC_ALL: 'zh_CN.GB18030' },
  { LANG: '../../etc/passwd', LC_ALL: undefined },
  { TERM: '' },
  { TERM: long },
  { TERM: `${ESC}[31m` },
  { COLUMNS: '0' },
  { COLUMNS: '-1' },
  { COLUMNS: '1e999' },
  { COLUMNS: '100000000' },
  { COLUMNS: 'NaN' },
  { XDG_CONFIG_HOME: '/dev/null' },
  { XDG_CONFIG_HOME: `/${long}` },
  { XDG_CACHE_HOME: '/proc/1' },
  { NODE_OPTIONS: '--max-old-space-size=128' },
  { NODE_OPTIONS: '--no-deprecation --stack-trace-limit=0' },
  { NODE_DEBUG: '' },
  { http_proxy: 'not a url', HTTPS_PROXY: '://', no_proxy: '*' },
  { DOCKER_CONFIG: '/dev/zero' },
  { DOCKER_CONTEXT: '' },
  { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/dev/full' },
  { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/nonexistent/x' },
  { OWUI_DOCTOR_TOKEN: '\u00e9 with blanks' },
  { OWUI_DOCTOR_LANG: '' },
  { OWUI_DOCTOR_ONLY: '*,*,*' },
  { OWUI_DOCTOR_FORMAT: 'json' },
  { OWUI_DOCTOR_DOTENV: '/dev/null/x' },
  { OWUI_DOCTOR_DEADLINE: '99999999999999999999s' },
  { OWUI_DOCTOR_OFFLINE: 'perhaps' },
  { __proto__x: '1', constructor: '1' },
];

test(`${VARIABLES.length} odd environments: in time, a code of the contract, nothing obeyed`, async () => {
  const failures = await failuresOf(VARIABLES, async (env) => {
    const ran = await doctor(NOWHERE, { env, cwd: folder() });
    return ran.ms > 10_000 ? `${Math.round(ran.ms)} ms` : wrongWith(ran);
  });
  expect(failures).toEqual([]);
}, 90_000);

const LIMITS = ['ulimit -n 64', 'ulimit -n 30', 'ulimit -n 24', 'ulimit -f 0', 'ulimit -c 0', 'umask 777'];

test(`${LIMITS.length} limits of the shell`, async () => {
  const failures = await failuresOf(LIMITS, async (limit) => {
    const line = `${limit}; "${process.execPath}" "${BIN}" ${NOWHERE.join(' ')}`;
    return wrongWith(await runProgram('bash', ['-c', line], { cwd: folder() }));
  });
  expect(failures).toEqual([]);
}, 30_000);

/** Contents of the configuration file: whole texts, and values of one key. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  '\ufeff{}',
  'null',
  '[]',
  '42',
  '"text"',
  '{',
  '{"deadline":}',
  `${'['.repeat(100_000)}`,
  `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":"x"}',
  '{"hasOwnProperty":true}',
  '{"$schema":1}',
  `{"${ESC}[31m":1}`,
  `{"deadline":"${'9'.repeat(100_000)}s"}`,
  '{"\\u0000":1}',
  '{"offline":true,"offline":false}',
  `{"only":"${'*'.repeat(900_000)}"}`,
  `{"only":"${'a*'.repeat(450_000)}"}`,
  `{"skip":"${'(a+)+'.repeat(180_000)}"}`,
];
const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  long,
  [],
  [[]],
  [null],
  {},
  { a: 1 },
  ['a', 1, true],
];
const KEYS = [
  'deadline',
  'only',
  'format',
  'output',
  'offline',
  'lang',
  'webui-url',
  'ollama-url',
  'plugin',
  'dotenv',
  'token-file',
];
const contents = [...TEXTS, ...KEYS.flatMap((key) => VALUES.map((value) => JSON.stringify({ [key]: value })))];

test(`${contents.length} configuration files: a code of the contract, one short line`, async () => {
  const failures = await failuresOf(contents, async (content) => {
    const cwd = emptyDirectory();
    writeFileSync(join(cwd, 'owui-doctor.config.json'), content);
    const startedAt = performance.now();
    const { code, stdout, stderr } = await command([], { cwd });
    if (performance.now() - startedAt > 5_000) return 'too slow';
    if (![0, 1, 2].includes(code)) return `exit ${code}: ${stderr.slice(0, 300)}`;
    if (code === 0 && stdout === '' && !content.includes('output')) return 'exit 0 in silence';
    if (stderr.length > 3_000) return `${stderr.length} characters on stderr`;
    if (code === 2 && !/^owui-doctor: [^\n]+\n$/u.test(stderr)) return `not one line: ${stderr.slice(0, 300)}`;
    return (stdout + stderr).includes(ESC) ? 'an escape sequence' : null;
  });
  expect(failures).toEqual([]);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
}, 60_000);
