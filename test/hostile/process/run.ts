import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';

/** The built program; another build can be named, to see what it did. */
export const BIN = process.env.OWUI_DOCTOR_BIN ?? fileURLToPath(new URL('../../../dist/bin.cjs', import.meta.url));

export interface Ended {
  readonly code: number | null;
  /** Set where it had to be killed, or a signal ended it. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}
export interface How {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** `open`: nothing comes, and no end. */
  readonly stdin?: 'open' | string;
  /** Killed after so many milliseconds. */
  readonly limitMs?: number;
  readonly stdio?: SpawnOptions['stdio'];
  /** Called as soon as it runs. */
  readonly began?: (kill: (signal: NodeJS.Signals) => void) => void;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder, removed at the end. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'owui-doctor-process-'));
  folders.push(path);
  return path;
}

/** What a run has where nothing else is said: no configuration but its own, no engine, no network beyond loopback. */
export const NOWHERE = ['--docker-host', 'tcp://127.0.0.1:9', '--offline', '--deadline', '3s'];

/** Runs a program to its end. Never throws for what it does. */
export function runProgram(program: string, args: readonly string[], how: How = {}): Promise<Ended> {
  const startedAt = performance.now();
  const env = { PATH: process.env.PATH, HOME: '/nonexistent', LC_ALL: 'C.UTF-8', ...how.env };
  const child = spawn(program, [...args], { cwd: how.cwd ?? '/', env, stdio: how.stdio ?? 'pipe' });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      if (texts[name].length < 5_000_000) texts[name] += text;
    });
  child.stdin?.on('error', () => undefined);
  if (how.stdin !== 'open') child.stdin?.end(how.stdin ?? '');
  const limit = setTimeout(() => child.kill('SIGKILL'), how.limitMs ?? 15_000);
  how.began?.((signal) => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      resolve({ code, signal, ...texts, ms: performance.now() - startedAt });
    });
  });
}

/** Runs the built doctor. */
export function doctor(args: readonly string[], how: How = {}): Promise<Ended> {
  return runProgram(process.execPath, [BIN, ...args], how);
}

/** Runs cases side by side, a few at a time, and returns what is wrong with each; nothing is wrong with most. */
export async function failuresOf<T>(
  cases: readonly T[],
  judge: (one: T) => Promise<string | null>,
  width = 4,
): Promise<readonly string[]> {
  const failures: string[] = [];
  const left = [...cases];
  const work = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      const wrong = await judge(one);
      if (wrong !== null) failures.push(`${JSON.stringify(one).slice(0, 300)}: ${wrong}`);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return failures;
}

const CODES: readonly (number | null)[] = [0, 1, 2, 3, 4];
const ESCAPE = String.fromCharCode(27);

/** What holds for every run, whatever it was given. @returns what does not; null: nothing */
export function wrongWith({ code, signal, stdout, stderr }: Ended, quiet = false): string | null {
  const about = ` (${stderr.slice(0, 300)})`;
  if (signal !== null) return `ended by ${signal}${about}`;
  if (!CODES.includes(code)) return `exit ${code}${about}`;
  if (code === 0 && stdout === '' && !quiet) return `exit 0 in silence${about}`;
  if (code === 2 && !/^owui-doctor: [^\n]+\n$/u.test(stderr)) return `not one line on stderr${about}`;
  if (stdout.includes(ESCAPE) || stderr.includes(ESCAPE)) return 'an escape sequence';
  return null;
}
