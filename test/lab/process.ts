import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';

/** What a finished command said. `code` is null when it was ended by a signal or by its time limit. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Wall time in milliseconds. */
  readonly ms: number;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Milliseconds, after which the command's whole process group is killed. Default two minutes. */
  readonly timeoutMs?: number;
}

/** Runs a command to its end. Never rejects for an exit code; rejects when the program cannot be started. */
export function run(command: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const [file = '', ...args] = command;
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env: options.env, cwd: options.cwd, detached: true, stdio: 'pipe' });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    const timer = setTimeout(() => killGroup(child, 'SIGKILL'), options.timeoutMs ?? 120_000);
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    const finish = (code: number | null): void => {
      clearTimeout(timer);
      const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString('utf8');
      resolve({ code, stdout: text(out), stderr: text(err), ms: Date.now() - started });
    };
    child.on('close', finish);
    // A command may leave a program in the background that holds its pipes: the command itself has ended all the same.
    child.on('exit', (code) => setTimeout(() => finish(code), 300).unref());
  });
}

/** Runs a command and gives its standard output. Throws with what it said when it fails. */
export async function must(command: readonly string[], options: RunOptions = {}): Promise<string> {
  const result = await run(command, options);
  if (result.code !== 0) {
    throw new Error(
      `${command.join(' ')}\nexit ${result.code} after ${result.ms} ms\n${result.stderr}${result.stdout}`,
    );
  }
  return result.stdout;
}

/** Starts a program that goes on, in a process group of its own, its output in a file. */
export function start(command: readonly string[], log: string, options: RunOptions = {}): ChildProcess {
  const [file = '', ...args] = command;
  const fd = openSync(log, 'a');
  const child = spawn(file, args, {
    env: options.env,
    cwd: options.cwd,
    detached: true,
    stdio: ['ignore', fd, fd],
  });
  child.on('error', () => {});
  child.unref();
  return child;
}

/** Signals a child and everything it started, as far as it stayed in its group. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}

/** When a process started, in clock ticks since boot: with the id this names one process for ever. Null when there is none. */
export function startTime(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

/** Asks again until the answer is not null. Throws when the time is over, naming what was awaited. */
export async function waitFor<T>(what: string, ms: number, ask: () => Promise<T | null> | T | null): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
