import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The command that the lab installs as `ollama`. */
export const OLLAMA_COMMAND = join(import.meta.dirname, 'ollama', 'ollama');

export interface PythonOllama {
  readonly port: number;
  /** The line with which it says that it listens. */
  readonly line: string;
  readonly child: ChildProcess;
  /** What its environment was, so that the command line can be used against it. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** Starts `ollama serve` on a free port of an address, with a folder of its own for models. */
export async function startPythonOllama(
  host: string,
  models: string,
  env: NodeJS.ProcessEnv = {},
): Promise<PythonOllama> {
  const folder = mkdtempSync(join(tmpdir(), 'ollama-'));
  const all = {
    PATH: process.env.PATH,
    OLLAMA_MODELS: folder,
    STANDIN_MODELS: models,
    OLLAMA_HOST: `${host}:0`,
    ...env,
  };
  const child = spawn(OLLAMA_COMMAND, ['serve'], { env: all, stdio: ['ignore', 'ignore', 'pipe'] });
  const [line] = (await once(createInterface(child.stderr), 'line')) as [string];
  const port = Number(/Listening on .*:(\d+) \(version/.exec(line)?.[1]);
  return {
    port,
    line,
    child,
    env: { ...all, OLLAMA_HOST: `${host}:${port}` },
    async close() {
      const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
