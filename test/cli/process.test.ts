import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { runCli } from './spawn.js';

/** What only a process of its own can show: signals, streams, exit codes. */

test('--version and --help', async () => {
  const { version } = (await import('../../package.json', { with: { type: 'json' } })).default;
  expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  expect(await runCli(['--help'])).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Commands:') });
});

test.each([
  ['SIGHUP', 129, 'hung-up'],
  ['SIGINT', 130, 'interrupted'],
  ['SIGTERM', 143, 'terminated'],
] as const)('%s ends the run with what is known, and %i', async (signal, code, ended) => {
  let sent = false;
  const ran = await runCli(['--format', 'json', '--no-rehearse'], {
    env: { SAMPLE: 'asked', SAMPLE_MS: '60000' },
    onStderr: (_, kill) => {
      if (!sent) kill(signal);
      sent = true;
    },
  });
  expect(ran.code).toBe(code);
  expect(JSON.parse(ran.stdout)).toMatchObject({ exitCode: code, ended });
});

test('a second signal ends the process at once', async () => {
  let sent = 0;
  const startedAt = performance.now();
  const ran = await runCli(['--no-rehearse'], {
    env: { SAMPLE: 'asked', SAMPLE_MS: '60000', SAMPLE_DEAF: '1' },
    onStderr: (_, kill) => {
      if (sent > 0) return;
      sent += 1;
      kill('SIGINT');
      setTimeout(() => kill('SIGINT'), 200);
    },
  });
  expect([ran.code, ran.stdout]).toEqual([130, '']);
  expect(performance.now() - startedAt).toBeLessThan(30_000);
});

test('a reader that goes away is no defect', () => {
  const script = new URL('./sample-bin.ts', import.meta.url).pathname;
  const line = `"${process.execPath}" --import "${import.meta.resolve('tsx')}" "${script}" --verbose; echo "code $?" >&2`;
  const ran = spawnSync('sh', ['-c', `{ ${line}; } | head -c 1`], {
    env: { ...process.env, SAMPLE: 'failing', LC_ALL: 'C.UTF-8' },
    encoding: 'utf8',
  });
  expect(ran.stderr).toContain('code 1');
  expect(ran.stderr).not.toMatch(/EPIPE|Error/u);
});

test('a defect is 70, with how to report it and no stack', async () => {
  const ran = await runCli([], { env: { SAMPLE: 'defect' } });
  expect([ran.code, ran.stdout]).toEqual([70, '']);
  expect(ran.stderr).toMatch(/^owui-doctor broke \(TypeError: a defect\)[^\n]*\n$/u);
  expect((await runCli(['--verbose'], { env: { SAMPLE: 'defect' } })).stderr).toContain('    at ');
});

test('what is thrown beside the run is a defect, not exit code 1', async () => {
  const ran = await runCli([], { env: { SAMPLE: 'stray', SAMPLE_MS: '5000' } });
  expect([ran.code, ran.stdout]).toEqual([70, '']);
  expect(ran.stderr).toContain('owui-doctor broke (TypeError: a stray event)');
});

test('an event loop that runs dry is a defect, not a success', async () => {
  const ran = await runCli([], { env: { SAMPLE: 'dry' } });
  expect([ran.code, ran.stdout]).toEqual([70, '']);
  expect(ran.stderr).toMatch(/^owui-doctor broke \(nothing left to wait for\)[^\n]*\n$/u);
});

test('a round that does not end is cut off', async () => {
  const ran = await runCli(['--deadline', '100ms'], { env: { SAMPLE: 'lost' } });
  expect([ran.code, ran.stdout]).toEqual([70, '']);
  expect(ran.stderr).toContain('ETIMEDOUT');
});

test('a round that does not end is cut off after a signal too', async () => {
  let sent = false;
  const ran = await runCli(['--deadline', '60s', '--format', 'json'], {
    env: { SAMPLE: 'asked', SAMPLE_MS: '60000', SAMPLE_DEAF: '1' },
    onStderr: (_, kill) => {
      if (!sent) kill('SIGTERM');
      sent = true;
    },
  });
  expect([ran.code, ran.stdout]).toEqual([143, '']);
  expect(ran.stderr).toContain('ended by a signal before anything was found out');
});

test('a pipe gets no colour and no spinner unless it is forced to', async () => {
  const esc = String.fromCharCode(27);
  expect((await runCli([], { env: { SAMPLE: 'failing' } })).stdout).not.toContain(esc);
  expect((await runCli([], { env: { SAMPLE: 'failing', FORCE_COLOR: '1' } })).stdout).toContain(`${esc}[1;31m`);
  expect((await runCli(['--no-color'], { env: { SAMPLE: 'failing', FORCE_COLOR: '1' } })).stdout).not.toContain(esc);
});

test('rehearsal is announced on stderr, not with --quiet', async () => {
  expect((await runCli([], {})).stderr).toContain('Rehearsing the fix host-network in a throw-away container');
  expect((await runCli(['--quiet'], {})).stderr).toBe('');
});

test('shells accept the completion scripts', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout, code } = await runCli(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['in-container', 'ollama-bound-loopback', 'gate']) expect(stdout).toContain(word);
  }
  const { stdout } = await runCli(['completion', 'bash']);
  const asked = `${stdout}\nCOMP_WORDS=(owui-doctor explain ollama-b); COMP_CWORD=2; _owui_doctor; echo "\${COMPREPLY[@]}"`;
  expect(spawnSync('bash', ['-c', asked], { encoding: 'utf8' }).stdout.trim()).toBe('ollama-bound-loopback');
});
