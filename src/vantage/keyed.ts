import { spawn } from 'node:child_process';
import { PROBE_MS } from '../budgets.js';
import type { Interpreter } from '../types/deployment.js';
import type { Vantage } from '../types/vantage.js';
import type { ProbeCommand } from './probe-command.js';
import { askByScript } from './script.js';

/** More than this is no answer of the script. */
const MOST_BYTES = 8_388_608;

/**
 * A place on this machine that makes its own probes, but has those that carry a connection's key made by the Python
 * that Open WebUI runs with: the key stays in the memory of that one process.
 * @param vantage makes all others
 * @param version Open WebUI's; null: not known
 * @param limitMs limit of a probe
 */
export function withKeys(
  vantage: Vantage,
  interpreter: Interpreter,
  version: string | null,
  limitMs: number = PROBE_MS,
): Vantage {
  const byPython = askByScript({
    id: vantage.id,
    limitMs,
    settings: { app: interpreter.app, version },
    run: (command, tell, signal) => runPython(interpreter, command, tell, signal),
  });
  return {
    ...vantage,
    ask: (request, signal) =>
      request.kind === 'http' && request.keyOf ? byPython(request, signal) : vantage.ask(request, signal),
  };
}

/** @returns why answers may be missing */
function runPython(
  { command: [program = 'python3', ...before], env, uid }: Interpreter,
  { cmd: [, ...args], env: own, stdin }: ProbeCommand,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<string> {
  // Root does not run another user's interpreter as root.
  const other = process.getuid?.() === 0 && uid !== null && uid !== 0 ? { uid, gid: uid } : {};
  const variables = Object.fromEntries(own.map((one) => one.split(/=(.*)/s).slice(0, 2)));
  return new Promise((resolve) => {
    const child = spawn(program, [...before, ...args], {
      env: { ...env, ...variables, PYTHONDONTWRITEBYTECODE: '1' },
      cwd: '/',
      stdio: ['pipe', 'pipe', 'ignore'],
      signal,
      killSignal: 'SIGKILL',
      ...other,
    });
    let line = '';
    let bytes = 0;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      bytes += text.length;
      if (bytes > MOST_BYTES) return child.kill('SIGKILL');
      const lines = (line + text).split('\n');
      line = lines.pop() ?? '';
      for (const one of lines) onLine(one);
      return true;
    });
    child.on('error', () => resolve(signal.aborted ? 'EXEC_TIMEOUT' : 'EXEC_NO_PYTHON'));
    child.on('close', () => resolve(signal.aborted ? 'EXEC_TIMEOUT' : 'EXEC_FAILED'));
    // It may have ended before it has read its task.
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
  });
}
