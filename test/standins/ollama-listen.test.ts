import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startOllama } from '../../src/demo/ollama.js';
import { ollamaHostUrl, parseOllamaHost } from '../../src/demo/ollama-host.js';
import { OLLAMA_COMMAND, startPythonOllama } from './python-ollama.js';

interface Recorded {
  readonly OLLAMA_HOST: string;
  readonly parsed: string | null;
  readonly listens: readonly string[];
  readonly exit: number | null;
  readonly line: string;
}

const recorded: readonly Recorded[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'recordings', 'ollama-listen.json'), 'utf8'),
);
const listening = recorded.filter((row) => row.exit === null);
const failing = recorded.filter((row) => row.exit !== null);

/** The same host on a port that is free, since the recorded ports belong to the machine. */
function onFreePort(value: string): string {
  const { host } = parseOllamaHost(value);
  return host.includes(':') ? `[${host}]:0` : `${host}:0`;
}

function recordedAddress(row: Recorded): string {
  return (row.listens[0] ?? '').replace(/:\d+$/, '').replace(/[[\]]/g, '');
}

describe('OLLAMA_HOST in the typescript stand-in', () => {
  test.each(listening)('$OLLAMA_HOST is read as $parsed', (row) => {
    expect(ollamaHostUrl(parseOllamaHost(row.OLLAMA_HOST))).toBe(row.parsed);
  });

  test.each(listening)('$OLLAMA_HOST listens on $listens', async (row) => {
    const server = await startOllama({ host: parseOllamaHost(row.OLLAMA_HOST).host });
    await server.close();
    expect(server.address === '::' ? '*' : server.address).toBe(recordedAddress(row));
    expect(recordedPort(row)).toBe(String(parseOllamaHost(row.OLLAMA_HOST).port));
  });

  test.each(failing)('$OLLAMA_HOST cannot be listened on: $line', async (row) => {
    const { host, port } = parseOllamaHost(row.OLLAMA_HOST);
    const code = row.line.includes('bind') ? 'EADDRNOTAVAIL' : expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/);
    await expect(startOllama({ host, port })).rejects.toMatchObject({ code });
  });
});

describe('OLLAMA_HOST in the python stand-in', () => {
  test('every value is read as recorded', () => {
    const script =
      'import json,sys; sys.dont_write_bytecode=True; from ollama_settings import join, parse_host\n' +
      'for value in json.load(sys.stdin):\n' +
      '  s, h, p, path = parse_host(value); print(s + "://" + join(h, p) + ("/" + path if path else ""))';
    const input = JSON.stringify(listening.map((row) => row.OLLAMA_HOST));
    const child = spawnSync('python3', ['-c', script], { input, cwd: dirname(OLLAMA_COMMAND), encoding: 'utf8' });
    expect(child.stdout.trim().split('\n')).toEqual(listening.map((row) => row.parsed));
  });

  test.each(failing)('$OLLAMA_HOST ends it: $line', (row) => {
    const env = { PATH: process.env.PATH, OLLAMA_HOST: row.OLLAMA_HOST };
    const child = spawnSync(OLLAMA_COMMAND, ['serve'], { env, encoding: 'utf8' });
    expect([child.status, child.stderr.trim()]).toEqual([row.exit, row.line]);
  });

  test.each(['0.0.0.0:21443/', '[::1]:21440', 'localhost:21438'])('%s listens where recorded', async (value) => {
    const row = listening.find((each) => each.OLLAMA_HOST === value);
    const server = await startPythonOllama('', '', { OLLAMA_HOST: onFreePort(value) });
    await server.close();
    expect(server.line.replace(/:\d+ \(/, ' (')).toBe(row?.line.replace(/:\d+ \(/, ' ('));
  });
});

test.each(['example.com', 'http://a, http://b', 'http://*.*.com'])('OLLAMA_ORIGINS=%s is refused', async (origins) => {
  await expect(startOllama({ origins })).rejects.toThrow(RangeError);
  const env = { PATH: process.env.PATH, OLLAMA_HOST: '127.0.0.1:0', OLLAMA_ORIGINS: origins };
  const child = spawnSync(OLLAMA_COMMAND, ['serve'], { env, encoding: 'utf8' });
  expect(child.status).toBe(2);
});

describe('the command line of the python stand-in', () => {
  test('pulls into the running server and lists from it, whatever address that is bound to', async () => {
    const server = await startPythonOllama('0.0.0.0', '');
    const run = (...words: string[]) => spawnSync(OLLAMA_COMMAND, words, { env: server.env, encoding: 'utf8' });
    try {
      expect(run('list').stdout).toBe('NAME\tID\tSIZE\tMODIFIED\n');
      expect(run('pull', 'llama3.2').status).toBe(0);
      expect(run('list').stdout).toContain('llama3.2:latest');
      expect(run('--version').stdout).toBe('ollama version is 0.32.15\n');
      expect(run('rm', 'nope').stderr).toBe("Error: model 'nope' not found\n");
    } finally {
      await server.close();
    }
    expect(run('list').status).toBe(1);
  });

  test('keeps what was pulled on disk, so that a restart lists it', async () => {
    const first = await startPythonOllama('127.0.0.1', '');
    try {
      spawnSync(OLLAMA_COMMAND, ['pull', 'llama3.2'], { env: first.env });
      const second = await startPythonOllama('127.0.0.1', '', { OLLAMA_MODELS: first.env.OLLAMA_MODELS });
      const listed = spawnSync(OLLAMA_COMMAND, ['list'], { env: second.env, encoding: 'utf8' });
      await second.close();
      expect(listed.stdout).toContain('llama3.2:latest');
    } finally {
      await first.close();
    }
  });

  test('looks like the real process to who asks the machine', async () => {
    const server = await startPythonOllama('127.0.0.1', '');
    try {
      const proc = (file: string) => readFileSync(`/proc/${server.child.pid}/${file}`, 'utf8');
      expect(proc('comm').trim()).toBe('ollama');
      expect(proc('cmdline').split('\0').filter(Boolean)).toEqual(['ollama', 'serve']);
    } finally {
      await server.close();
    }
  });
});

function recordedPort(row: Recorded): string | undefined {
  return row.listens[0]?.split(':').at(-1);
}
