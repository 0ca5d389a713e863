import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../lab/paths.js';
import { pythonPath } from './installed.js';
import { type Here, KNOWN_PASSWORD, webuiHere } from './webui-here.js';

interface Shown {
  readonly shown: string;
  readonly code: number;
  /** Answers that nobody asked for. */
  readonly left: number;
}

/** Runs the command line on a terminal, and types what is waited for. */
function onTerminal(
  here: Here,
  args: readonly string[],
  steps: readonly (readonly [string, string])[],
): Promise<Shown> {
  const tsx = import.meta.resolve('tsx');
  const bin = join(projectRoot, 'src', 'cli', 'bin.ts');
  const words = [process.execPath, '--import', tsx, bin, 'reset-password', '--lang', 'en', ...args];
  const env = { ...here.env, LC_ALL: 'C.UTF-8', TERM: 'xterm' };
  const child = spawn('python3', [join(pythonPath, 'terminal.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ command: words, env, steps }));
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    child.on('error', reject);
    child.on('close', () => resolve(JSON.parse(text)));
  });
}
const NEW = 'Nur für mich 1';

test('the password is asked twice, and never shown', async () => {
  const here = webuiHere();
  const running = await here.start();
  const { shown, code, left } = await onTerminal(
    here,
    [],
    [
      ['Change it? [y/N]', 'y\r'],
      ['New password (not shown)', `${NEW}x\u007f\r`],
      ['The same again', `${NEW}\r`],
    ],
  );
  expect({ code, left }).toEqual({ code: 0, left: 0 });
  expect(shown).toContain('signing in with the new password works');
  expect(shown).not.toContain(NEW);
  expect(here.recorded()).not.toContain(NEW);
  expect(await running.signIn('admin@example.org', NEW)).toBe(200);
  await running.stop();
}, 60_000);

test('two that differ are asked for again', async () => {
  const here = webuiHere();
  const { code, shown } = await onTerminal(
    here,
    ['--yes'],
    [
      ['New password', 'one\r'],
      ['The same again', 'two\r'],
      ['New password', 'three\r'],
      ['The same again', 'three\r'],
    ],
  );
  expect(code).toBe(0);
  expect(shown).toContain('The two are not the same.');
}, 60_000);

test('of several administrators one is chosen', async () => {
  const here = webuiHere({ accounts: [{ email: 'a@example.org' }, { email: 'b@example.org' }] });
  const { code } = await onTerminal(
    here,
    ['--generate'],
    [
      ['Which administrator?', '2\r'],
      ['Change it?', 'yes\r'],
    ],
  );
  expect(code).toBe(0);
  const changed = here.dump().auth.filter(({ password }) => String(password).startsWith('$2b$12$'));
  expect(changed.map(({ email }) => email)).toEqual(['b@example.org']);
}, 60_000);

test.each([
  ['no', [['Change it?', '\r']], 1],
  ['Ctrl-C at a question', [['Change it?', '\u0003']], 130],
  [
    'Ctrl-C at the password',
    [
      ['Change it?', 'y\r'],
      ['New password', 'half\u0003'],
    ],
    130,
  ],
  ['the end of input', [['Change it?', '\u0004']], 1],
] as const)(
  '%s: nothing is changed',
  async (_, steps, code) => {
    const here = webuiHere();
    const before = here.dump();
    expect(await onTerminal(here, [], steps)).toMatchObject({ code, left: 0 });
    expect(here.dump()).toEqual(before);
    expect(here.others()).toEqual([]);
    const running = await here.start();
    expect(await running.signIn('admin@example.org', KNOWN_PASSWORD)).toBe(200);
    await running.stop();
  },
  60_000,
);
