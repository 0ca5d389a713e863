import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateRoot } from './paths.js';
import { startTime } from './process.js';

/** One process, named for ever: an id alone may belong to another program tomorrow. */
export interface ProcessName {
  readonly pid: number;
  readonly started: string;
}

/** What a lab's folder says about it: enough for a stranger to end it, or to use it. */
export interface LabState {
  readonly name: string;
  /** Whoever ends the lab: when this process is gone, the next start sweeps. */
  readonly owner: ProcessName;
  /** The lab's first process; null until it runs. */
  readonly world: ProcessName | null;
}

/** Names a running process. Throws when there is none with this id. */
export function nameProcess(pid: number): ProcessName {
  const started = startTime(pid);
  if (started === null) throw new Error(`no process ${pid}`);
  return { pid, started };
}

/** Whether the very process still runs. */
export function isAlive(process: ProcessName): boolean {
  return startTime(process.pid) === process.started;
}

/** Writes a lab's state in one step, so that no reader sees half of it. */
export function writeState(dir: string, state: LabState): void {
  writeFileSync(join(dir, 'lab.json.new'), JSON.stringify(state, null, 2));
  renameSync(join(dir, 'lab.json.new'), join(dir, 'lab.json'));
}

/** Reads a lab's state; null when the folder has none (yet). */
export function readState(dir: string): LabState | null {
  try {
    return JSON.parse(readFileSync(join(dir, 'lab.json'), 'utf8')) as LabState;
  } catch {
    return null;
  }
}

/** The folders of all labs on this machine. */
export function labDirs(): string[] {
  if (!existsSync(stateRoot)) return [];
  return readdirSync(stateRoot).map((name) => join(stateRoot, name));
}
