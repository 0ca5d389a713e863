import { spawn } from 'node:child_process';
import { errorCode } from './error-code.js';

export interface ProgramEnd {
  /** Exit code; null where it was ended or never started. */
  readonly exitCode: number | null;
  /** ENOENT and its like where it could not be started. */
  readonly code: string | null;
  readonly stdout: string;
}
export interface ProgramPlace {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Account to run as, where this process may choose. */
  readonly uid?: number;
}
const MOST_BYTES = 1_048_576;

/**
 * Runs a program of this machine, without a shell, and waits for its end.
 * @param limitMs milliseconds after which it is killed
 * @returns never throws: what goes wrong is in the answer
 */
export function runProgram(
  program: string,
  args: readonly string[],
  place: ProgramPlace,
  limitMs: number,
  signal: AbortSignal,
): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const give = (exitCode: number | null, code: string | null) =>
      resolve({ exitCode, code, stdout: Buffer.concat(chunks).toString('utf8') });
    try {
      const child = spawn(program, [...args], {
        env: place.env,
        cwd: place.cwd,
        ...(place.uid === undefined ? {} : { uid: place.uid, gid: place.uid }),
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: limitMs,
        killSignal: 'SIGKILL',
        signal,
      });
      child.stdout.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= MOST_BYTES) chunks.push(chunk);
      });
      child.on('error', (error) => give(null, errorCode(error)));
      child.on('close', (exitCode) => give(exitCode, null));
    } catch (error) {
      give(null, errorCode(error));
    }
  });
}
