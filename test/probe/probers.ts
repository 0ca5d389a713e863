import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { makeProbe } from '../../src/probe/probe.js';
import type { ProbeRequest, Seen } from '../../src/types/probe.js';
import { readAnswers } from '../../src/vantage/answers.js';
import { probeCommand } from '../../src/vantage/probe-command.js';

type Env = Readonly<Record<string, string>>;
/** Someone who makes probes: this process, another Node, a Python. */
export interface Prober {
  readonly name: string;
  ask(request: ProbeRequest, env: Env, limitMs: number): Promise<readonly [Seen, ...Seen[]]>;
  /** How long the last program went on after its answer, in milliseconds. */
  lingered?: number;
}

/** This very process. */
export const here: Prober = {
  name: `Node ${process.versions.node}`,
  ask: (request, env, limitMs) => makeProbe(request, { vantage: 'host', env, limitMs }, new AbortController().signal),
};

/**
 * A Node, as a program of its own.
 * @param prefix what enters a network namespace
 */
export function nodeProber(binary: string, prefix: readonly string[] = []): Prober {
  const version = spawnSync(binary, ['--version']).stdout.toString().trim().slice(1);
  const prober: Prober = {
    name: `Node ${version}${prefix.length > 0 ? ' in a namespace' : ''}`,
    async ask(request, env, limitMs) {
      const { all, lingered } = await askMany(binary, prefix, [request], env, limitMs);
      prober.lingered = lingered;
      const [seen] = all;
      if (!seen) throw new Error('no answer');
      return seen;
    },
  };
  return prober;
}

/** Many questions at once, asked by one Node. */
export async function askMany(
  binary: string,
  prefix: readonly string[],
  requests: readonly ProbeRequest[],
  env: Env,
  limitMs: number,
): Promise<{ readonly all: readonly (readonly [Seen, ...Seen[]])[]; readonly lingered: number }> {
  const task = JSON.stringify({ requests, env, limitMs });
  const { stdout, lingered } = await run([...prefix, binary, '-', task], {}, program());
  return { all: JSON.parse(stdout), lingered };
}

/** A Python, with the script that containers are asked with. */
export function pythonProber(binary: string, prefix: readonly string[] = []): Prober {
  const version = spawnSync(binary, ['--version']).stdout.toString().trim();
  const prober: Prober = {
    name: `${version}${prefix.length > 0 ? ' in a namespace' : ''}`,
    async ask(request, env, limitMs) {
      const command = probeCommand([request], limitMs);
      const [, ...args] = command.cmd;
      const variables = Object.fromEntries(command.env.map((one) => one.split(/=(.*)/s).slice(0, 2)));
      const { stdout, lingered } = await run(
        [...prefix, binary, ...args],
        { ...variables, ...env },
        command.stdin ?? '',
      );
      prober.lingered = lingered;
      const [answer] = readAnswers(stdout, [request], 'container:test');
      if (!answer) throw new Error(`no answer: ${stdout}`);
      return answer;
    },
  };
  return prober;
}

const PYTHONS = ['3.9', '3.10', '3.11', '3.12', '3.13'];

/** The Pythons of this machine, one a version; says which ones are missing. */
export function pythonBinaries(): readonly string[] {
  return PYTHONS.flatMap((version) => {
    const binary = pythonBinary(version);
    if (!binary) process.stderr.write(`Python ${version} is not on this machine: its probes are left out\n`);
    return binary ?? [];
  });
}

function pythonBinary(version: string): string | null {
  const root = join(process.env.PYENV_ROOT ?? join(process.env.HOME ?? '/root', '.pyenv'), 'versions');
  const listed = spawnSync('sh', [
    '-c',
    `ls -d ${root}/${version}.*/bin/python3 /usr/bin/python${version} 2>/dev/null`,
  ]);
  return listed.stdout.toString().split('\n').find(Boolean) ?? null;
}

/** The newer Node, where its npm package is installed. */
export function node24(): string | null {
  const places = [process.env.OWUI_DOCTOR_NODE24, 'node_modules/node24/bin/node', 'node_modules/node/bin/node'];
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (!found) process.stderr.write('Node 24 is not on this machine: its probes are left out\n');
  return found ?? null;
}

let bundled: string | undefined;
/** The probes as one program, for a Node that is not this one: it comes on standard input, and leaves nothing behind. */
function program(): string {
  bundled ??= buildSync({
    entryPoints: [join(import.meta.dirname, 'ask.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  }).outputFiles[0]?.text;
  return bundled ?? '';
}

interface Ran {
  readonly stdout: string;
  readonly lingered: number;
}
function run([file = '', ...args]: readonly string[], env: Env, stdin: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env: { PATH: process.env.PATH ?? '', ...env } });
    let stdout = '';
    let errors = '';
    let last = 0;
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      last = performance.now();
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (stdout === '') reject(new Error(`exit ${code}: ${errors}`));
      else resolve({ stdout, lingered: performance.now() - last });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
  });
}
