import { spawn } from 'node:child_process';
import { errorCode } from '../deployment/error-code.js';
import type { LocalProgram } from '../types/deployment.js';
import { Refusal } from './refusal.js';
import type { Ended, Place } from './types.js';

const MOST_BYTES = 1_048_576;

/**
 * Runs the Python that Open WebUI was installed with, on this machine, with the variables that it runs with.
 * @param running true where its server runs
 */
export function onThisMachine(program: LocalProgram, running: boolean): Place {
  return {
    running,
    otherwise: null,
    about: { app: program.app, cwd: program.cwd, env: {} },
    run: (args, input, signal) => execute(program, args, input, signal),
  };
}

function execute(
  { python, env, uid }: LocalProgram,
  args: readonly string[],
  input: string,
  signal: AbortSignal,
): Promise<Ended> {
  // Root does not run another user's interpreter as root, nor leaves root's files in that user's folders.
  const other = process.getuid?.() === 0 && uid !== null && uid !== 0 ? { uid, gid: uid } : {};
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const child = spawn(python, [...args], {
      env: { ...env, PYTHONDONTWRITEBYTECODE: '1' },
      // Away from folders whose modules Python would take for its own.
      cwd: '/',
      stdio: ['pipe', 'pipe', 'ignore'],
      // A group of its own: an interrupt at the terminal ends the doctor, not a change that is under way.
      detached: true,
      signal,
      killSignal: 'SIGKILL',
      ...other,
    });
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MOST_BYTES) chunks.push(chunk);
    });
    child.on('error', (error) =>
      reject(errorCode(error) === 'ENOENT' || errorCode(error) === 'EACCES' ? new Refusal('no-python') : error),
    );
    child.on('close', (code, name) =>
      resolve({ exitCode: name === 'SIGALRM' ? 142 : code, stdout: Buffer.concat(chunks).toString('utf8') }),
    );
    // It may have ended before it has read its request.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
