import { expect, test } from '@jest/globals';
import { COMMAND_NAMES } from '../../../src/cli/commands.js';
import { OPTION_NAMES, specOf } from '../../../src/cli/options.js';
import { command } from '../../cli/fake-io.js';
import { limit, sample } from '../sample.js';
import { BIN, doctor, failuresOf, NOWHERE, runProgram, wrongWith } from './run.js';

const ESC = String.fromCharCode(27);
/** What somebody may type, paste, or let a script put together. */
const WORDS: readonly string[] = [
  '',
  ' ',
  '-',
  '--',
  '---',
  '=',
  '--=',
  '--=x',
  '-=',
  '__proto__',
  '--__proto__',
  '--__proto__.polluted=1',
  '--constructor',
  '--constructor.prototype.polluted=1',
  'constructor',
  'toString',
  'hasOwnProperty',
  '$0',
  '--$0',
  '--_',
  '-_',
  '--no-',
  '--no-no-offline',
  '--help=x',
  '--version=x',
  '-hv',
  '-h=1',
  '--offline=maybe',
  '--offline=',
  '*',
  '**',
  '%s%n%x',
  '../../../../etc/passwd',
  'NaN',
  '-1',
  '1e999',
  '0x10',
  'null',
  'undefined',
  'true',
  '[object Object]',
  '{}',
  `${ESC}[31mred${ESC}[0m`,
  `${ESC}]52;c;aGk=\u0007`,
  '\u009b31m',
  'a\nb',
  'a\r\nb\t',
  '\u202eevil',
  '\ud800',
  '::stop-commands::x',
  '##[add-mask]x',
  '\uff0d\uff0dhelp',
  '\u2014help',
  'x'.repeat(100_000),
  `--${'y'.repeat(100_000)}`,
  '*'.repeat(50_000),
  'a*'.repeat(50_000),
  '(a+)+$'.repeat(1_000),
  'http://ada:hunter2secret@host:11434',
  'http://ada:hun/ter2secret@host',
  'tcp://ada:hunter2secret@host',
  'ada:hunter2secret@host',
  'http:\\\\ada:hunter2secret@host',
  `http://ada:${'p'.repeat(300)}hunter2secret@host`,
  'http://host/?key=hunter2secret',
  'http://host/?a=1&sig=hunter2secret#token=hunter2secret',
  'sk-hunter2secrethunter2secret',
  'ghp_hunter2secrethunter2secrethunter2secret',
];
const SECRET = 'hunter2secret';

const vectors: readonly (readonly string[])[] = [
  ...WORDS.map((word) => [word]),
  ...Object.getOwnPropertyNames(Object.prototype).flatMap((name) => [[`--${name}`], [`--no-${name}`], [`-${name}=1`]]),
  ...WORDS.map((word) => ['explain', word]),
  ...WORDS.map((word) => ['--only', word]),
  ...WORDS.map((word) => ['--skip', `${word}`, '--only', 'ollama.tags']),
  ...COMMAND_NAMES.flatMap((name) => WORDS.map((word) => [name, 'first', word])),
  ...OPTION_NAMES.filter((name) => specOf(name).value !== undefined && !['output', 'plugin'].includes(name)).flatMap(
    (name) => WORDS.map((word) => [`--${name}=${word}`]),
  ),
  ...COMMAND_NAMES.map((name) => [name, ...Array.from({ length: 2_000 }, () => '--verbose')]),
  ...OPTION_NAMES.map((name) => [`--${name}`]),
  ...OPTION_NAMES.map((name) => [`--no-${name}`, `--${name}`]),
];

const chosen = sample(vectors, vectors.length / 3);

/** The doctor itself is not run here: only what takes the command line apart, and what it says. */
test(
  `${chosen.length} command lines in one process: a code of the contract, nothing obeyed, no secret repeated`,
  async () => {
    const failures = await failuresOf(chosen, async (args) => {
      const { code, stdout, stderr } = await command(args, { cwd: '/nonexistent', env: { GITHUB_ACTIONS: 'true' } });
      if (![0, 1, 2, 4].includes(code)) return `exit ${code}: ${stderr.slice(0, 300)}`;
      if (code === 0 && stdout === '') return 'exit 0 in silence';
      if (code === 2 && !/^owui-doctor: [^\n]+\n$/u.test(stderr)) return `not one line: ${stderr.slice(0, 300)}`;
      if (code === 2 && stdout !== '') return 'something on stdout';
      if (stderr.length > 3_000) return `${stderr.length} characters on stderr`;
      if (!args.includes('--color') && (stdout + stderr).includes(ESC)) return 'an escape sequence';
      if (stderr.includes(SECRET)) return stderr.slice(0, 300);
      return /^\s*::[a-z-]+.*::|##\[/imu.test(stdout + stderr) ? 'a workflow command' : null;
    });
    expect(failures).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  },
  limit(60_000),
);

/** A process takes its arguments as bytes, so these only a shell can give it. */
const BYTES = [
  "$'\\xff\\xfe'",
  "--only $'\\xff*'",
  "explain $'\\xc3'",
  "--container $'\\xff'",
  "--token-file $'\\xff'",
];
const sampled = [
  ...WORDS.filter((word) => word.length < 1_000 && !word.includes('\0')).filter((_, index) => index % 4 === 0),
];

test(
  `${BYTES.length + sampled.length} command lines, each a process: in time, a code of the contract, one line`,
  async () => {
    const bytes = await failuresOf(BYTES, async (line) => {
      const ran = await runProgram('bash', ['-c', `"${process.execPath}" "${BIN}" ${NOWHERE.join(' ')} ${line}`]);
      return wrongWith(ran);
    });
    const words = await failuresOf(sampled, async (word) => wrongWith(await doctor([...NOWHERE, word])));
    expect([...bytes, ...words]).toEqual([]);
  },
  limit(60_000),
);

test('the word that Node takes for its own is refused, and the right one named', async () => {
  for (const args of [
    ['--env-file', '/dev/null'],
    ['--env-file=/dev/null'],
    ['reset-password', '--env-file', '/dev/null'],
  ]) {
    const ran = await doctor(args);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(/^owui-doctor: [^\n]*--dotenv\n$/u);
  }
});

test('a token that was given in place of its file is not repeated', async () => {
  const ran = await doctor(['--token-file', 'Zm9vYmFyYmF6cXV4', ...NOWHERE]);
  expect([ran.code, ran.stdout]).toEqual([2, '']);
  expect(ran.stderr).not.toContain('Zm9vYmFy');
});
