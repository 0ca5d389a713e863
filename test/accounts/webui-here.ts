import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach } from '@jest/globals';
import { projectRoot } from '../lab/paths.js';
import { KNOWN_PASSWORD, type WebuiDbOptions } from '../standins/webui-db.js';
import { type Installed, installed, pythonPath } from './installed.js';

/** An Open WebUI that is installed on this machine: the stand-in under the real one's name, with a real database. */
export interface Here extends Installed {
  /** Variables of a shell in which it is installed. */
  readonly env: Readonly<Record<string, string>>;
  /** Arguments and variables of every Python that was started for it. */
  recorded(): string;
  start(): Promise<Running>;
}
export interface Running {
  readonly url: string;
  signIn(email: string, password: string): Promise<number>;
  stop(): Promise<void>;
}

export { KNOWN_PASSWORD };

export function webuiHere(options: Partial<WebuiDbOptions> = {}, more: Readonly<Record<string, string>> = {}): Here {
  const one = installed(options);
  const bin = join(one.folder, 'bin');
  const record = join(one.folder, 'bin', 'record');
  mkdirSync(bin);
  const standin = join(projectRoot, 'test', 'standins', 'webui', 'webui_server.py');
  const run = `import runpy, sys\nsys.argv = [${JSON.stringify(standin)}]\nrunpy.run_path(${JSON.stringify(standin)}, run_name="__main__")\n`;
  program(join(bin, 'open-webui'), `#!/usr/bin/env python3\n${run}`);
  program(join(bin, 'python3'), `#!/bin/sh\n{ env; printf '%s\\n' "$@"; } >>${record}\nexec /usr/bin/python3 "$@"\n`);
  writeFileSync(record, '');
  const env = {
    PATH: `${bin}:/usr/bin:/bin`,
    HOME: one.folder,
    PYTHONPATH: pythonPath,
    DATA_DIR: one.folder,
    DOCKER_HOST: `unix://${join(one.folder, 'no-engine.sock')}`,
    ...more,
  };
  return {
    ...one,
    others: () => one.others().filter((name) => name !== 'bin' && !name.startsWith('.')),
    env,
    recorded: () => readFileSync(record, 'utf8'),
    start: () => start(join(bin, 'open-webui'), options.version ?? '0.12.4', env),
  };
}

function program(path: string, text: string): void {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

/** Another test must not find what a failed one has left running. */
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

async function start(path: string, version: string, env: Readonly<Record<string, string>>): Promise<Running> {
  const port = await freePort();
  const child = spawn('/usr/bin/python3', [path, 'serve', '--port', String(port)], {
    env: { ...env, PORT: String(port), HOST: '127.0.0.1', STANDIN_WEBUI_VERSION: version },
    stdio: 'ignore',
    // As an installed program appears: its interpreter is found beside it.
    argv0: 'python3',
  });
  started.push(child);
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, child);
  return {
    url,
    signIn: async (email, password) => {
      const body = JSON.stringify({ email, password });
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${url}/api/v1/auths/signin`, { method: 'POST', headers, body })).status;
    },
    stop: () => {
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGKILL');
      return gone;
    },
  };
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the stand-in ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/health`).catch(() => null);
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error('the stand-in does not answer');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
