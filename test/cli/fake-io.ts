import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { Io } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';
import type { Asked, Program } from '../../src/cli/program.js';
import type { RunResult } from '../../src/types/run.js';
import { sample } from '../report/samples/index.js';

export interface Heard {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What each round was asked. */
  readonly asked: readonly Asked[];
}
export interface Told {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stdin?: string;
  /** What each round finds; the last one stays. */
  readonly rounds?: readonly RunResult[];
  /** Checks and causes; those of a sample where absent. */
  readonly catalogue?: Program['catalogue'];
}

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** An empty directory for one test, removed at the end. */
export function emptyDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'owui-doctor-cli-'));
  directories.push(directory);
  return directory;
}

/** Runs the command line in this process; neither a terminal nor a real doctor. */
export async function command(args: readonly string[], told: Told = {}): Promise<Heard> {
  let stdout = '';
  let stderr = '';
  const asked: Asked[] = [];
  const rounds = told.rounds ?? [sample('healthy')];
  const io: Io = {
    stdout: {
      isTTY: false,
      columns: undefined,
      write: (text) => {
        stdout += text;
      },
    },
    stderr: {
      isTTY: false,
      columns: undefined,
      write: (text) => {
        stderr += text;
      },
    },
    stderrStream: null,
    readStdin: async () => told.stdin ?? '',
    env: { LC_ALL: 'C.UTF-8', XDG_CONFIG_HOME: '/nonexistent', ...told.env },
    cwd: told.cwd ?? '/nonexistent',
    onSignal: () => () => {},
    exitNow: () => {},
  };
  const { checks, causes } = sample('failing');
  const program: Program = {
    version: '0.1.0',
    catalogue: told.catalogue ?? (async () => ({ checks, causes })),
    examine: async (one) => {
      const run = rounds[Math.min(asked.length, rounds.length - 1)];
      asked.push(one);
      if (run === undefined) throw new Error('no round');
      return run;
    },
    examineKnown: async () => sample('healthy'),
  };
  const code = await main(args, io, program);
  return { code, stdout, stderr, asked };
}
