import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeEngine, type Fault } from './fake-engine.js';
import type { Inside } from './inside.js';
import { healthyWorld, type World } from './world.js';

/** The built program. Another one may be named, to see a suite fail. */
const BIN = process.env.OWUI_DOCTOR_BIN ?? join(import.meta.dirname, '../../../dist/bin.cjs');
/** A doctor that has not ended by then never does. */
const NEVER_MS = 40_000;
const WATCH_MS = 50;

export interface Case {
  readonly state: 'running' | 'exited';
  readonly args: readonly string[];
  readonly fault?: Fault;
  readonly world?: (healthy: World) => World;
  readonly inside?: Inside;
  /** Told of the engine before the doctor starts. */
  readonly prepare?: (engine: FakeEngine, kill: (signal: NodeJS.Signals) => void) => void;
}
export interface Driven {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds from its first question to its end: what starting Node takes is not the doctor's. */
  readonly ms: number;
  /** The most memory that it had, bytes. */
  readonly memory: number;
  /** Milliseconds from the first signal that `prepare` sent to the end; null: none was sent. */
  readonly sinceSignal: number | null;
  /** True where the faulty endpoint was asked at all. */
  readonly reached: boolean;
  /** Containers that the doctor made and that are still there. */
  readonly left: number;
  readonly engine: FakeEngine;
}

/** Runs the doctor against an engine of its own; ends both. `more` is given the engine before it ends. */
export async function drive(one: Case, more?: (engine: FakeEngine) => Promise<void>): Promise<Driven> {
  const folder = mkdtempSync(join(tmpdir(), 'owui-engine-'));
  const healthy = healthyWorld(one.state, 9);
  const engine = await new FakeEngine(
    join(folder, 'e.sock'),
    one.world?.(healthy) ?? healthy,
    one.fault ?? null,
    one.inside,
  ).start();
  try {
    const driven = await runAgainst(engine, one);
    await more?.(engine);
    return driven;
  } finally {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the doctor against an engine that is there. */
export async function runAgainst(engine: FakeEngine, { args, fault, prepare }: Omit<Case, 'state'>): Promise<Driven> {
  const started = performance.now();
  engine.firstAsked = null;
  const child = spawn(process.execPath, [BIN, ...args, '--docker-host', `unix://${engine.path}`], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, HOME: tmpdir(), LANG: 'C.UTF-8', CI: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let signalled: number | null = null;
  prepare?.(engine, (signal) => {
    signalled ??= performance.now();
    child.kill(signal);
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  let memory = 0;
  const watch = setInterval(() => {
    memory = Math.max(memory, mostMemory(child.pid ?? 0));
  }, WATCH_MS);
  const never = setTimeout(() => child.kill('SIGKILL'), NEVER_MS);
  const [code, signal]: [number | null, NodeJS.Signals | null] = await new Promise((resolve) => {
    child.once('close', (...ended) => resolve(ended));
  });
  clearInterval(watch);
  clearTimeout(never);
  const ended = performance.now();
  engine.onAsked = () => undefined;
  return {
    ...output,
    code,
    signal,
    ms: ended - (engine.firstAsked ?? started),
    memory,
    sinceSignal: signalled === null ? null : ended - signalled,
    reached: fault === undefined || engine.asked.includes(fault.endpoint),
    left: engine.made.size,
    engine,
  };
}

/** The high-water mark of a process, from the kernel's table; 0 where there is none. */
function mostMemory(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

/** Runs cases side by side, so that those that wait do not wait for one another. */
export async function eachAtOnce<T>(
  cases: readonly T[],
  places: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const left = [...cases];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: places }, worker));
}
