import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { BIN, type Ended, failuresOf, NOWHERE, runProgram } from './run.js';

const node = JSON.stringify(process.execPath);
const bin = JSON.stringify(BIN);

/** Runs a line of shell with `$doctor` in it. */
function shell(line: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return runProgram('bash', ['-c', line.replaceAll('$doctor', `${node} ${bin}`)], { env, limitMs: 20_000 });
}

const COMMANDS = [
  '--version',
  '--help',
  'list',
  'list --format json',
  'explain',
  'explain ollama.tags',
  'schema',
  'completion bash',
  `check ${NOWHERE.join(' ')}`,
  `check ${NOWHERE.join(' ')} --format json`,
  `--version ${NOWHERE.join(' ')}`,
] as const;
const UNWRITABLE = { full: '>/dev/full', 'read-only': '1</dev/null' } as const;

const lost = COMMANDS.flatMap((command) => Object.values(UNWRITABLE).map((stream) => ({ command, stream })));

test(`${lost.length} results that cannot be written: 2, and one line says so`, async () => {
  const failures = await failuresOf(lost, async ({ command, stream }) => {
    const ran = await shell(`$doctor ${command} ${stream}`);
    if (ran.code !== 2) return `exit ${ran.code}: ${ran.stderr}`;
    return /^owui-doctor: (?:the )?standard output cannot be written \((?:ENOSPC|EBADF)[^\n]*\n$/u.test(ran.stderr)
      ? null
      : ran.stderr;
  });
  expect(failures).toEqual([]);
}, 60_000);

test(`${COMMANDS.length} readers that go away: no word, and the code of the result`, async () => {
  const failures = await failuresOf(COMMANDS, async (command) => {
    const ran = await shell(`{ $doctor ${command}; echo "code $?" >&2; } | head -c 1`);
    const expected = command.startsWith('check') ? 'code 1\n' : 'code 0\n';
    return ran.stderr === expected ? null : ran.stderr;
  });
  expect(failures).toEqual([]);
}, 60_000);

const STDERR = ['2>/dev/full', '2>&-', '2</dev/null', '2>&1 >/dev/null | head -c 0'];
const deaf = STDERR.flatMap((stream) =>
  ['--no-such-option', `check ${NOWHERE.join(' ')}`].map((command) => ({ command, stream })),
);

test(`${deaf.length} streams of complaints that nobody hears change no exit code`, async () => {
  const failures = await failuresOf(deaf, async ({ command, stream }) => {
    const ran = await shell(`set -o pipefail; $doctor ${command} ${stream}`);
    const expected = command.startsWith('check') ? 1 : 2;
    return ran.code === expected ? null : `exit ${ran.code}: ${ran.stderr}`;
  });
  expect(failures).toEqual([]);
}, 60_000);

/** A terminal of a given width: as `ssh -tt` from a script makes one, of 0 columns. */
const PTY = `
import os, pty, sys, struct, fcntl, termios, select, time
columns, argv = int(sys.argv[1]), sys.argv[2:]
pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 24, columns, 0, 0))
    os.execvp(argv[0], argv)
size, end = 0, time.time() + 12
while time.time() < end:
    try:
        data = os.read(fd, 65536) if select.select([fd], [], [], 0.2)[0] else None
    except OSError:
        break
    if data == b'':
        break
    size += len(data or b'')
    if size > 1000000:
        break
else:
    size = -1
os.kill(pid, 9)
status = os.waitpid(pid, 0)[1]
print(size, os.WEXITSTATUS(status) if os.WIFEXITED(status) else 'killed')
`;

test.each([0, 1, 80])(
  'a terminal of %i columns: the run ends, and its output does',
  async (columns) => {
    if (!existsSync('/usr/bin/python3') && !existsSync('/usr/local/bin/python3')) throw new Error('python3 is needed');
    const env = { TERM: 'xterm-256color' };
    const how = { env, limitMs: 20_000 };
    const ran = await runProgram('python3', ['-c', PTY, String(columns), process.execPath, BIN, ...NOWHERE], how);
    const [size, code] = ran.stdout.trim().split(' ');
    expect(Number(size)).toBeGreaterThan(100);
    expect(Number(size)).toBeLessThan(200_000);
    expect(code).toBe('1');
  },
  30_000,
);
