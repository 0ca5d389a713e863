import type { Deployment, OllamaRun } from '../../types/deployment.js';
import type { Command } from '../../types/fix.js';
import { quotable, quote, quoteShown } from '../quote.js';

type Process = Extract<OllamaRun, { kind: 'process' }>;

/** Where a server that a command started leaves its log and its process id: in the folder that is Ollama's anyway. */
const FOLDER = '"$HOME/.ollama"';
const PID_FILE = '"$HOME/.ollama/serve.pid"';
const OUT = '</dev/null >>"$HOME/.ollama/serve.log" 2>&1';

/** The program of a command line: its first word, where that is Ollama's. */
export function programOf(command: string): string {
  const [first = ''] = command.split(/[\0 ]/, 1);
  return /(^|\/)ollama$/.test(first) && quotable(first) ? first : 'ollama';
}

/**
 * Starts a server that outlives the terminal; the command comes back at once.
 * @param value OLLAMA_HOST, null: what the program takes by itself
 */
export function startProcess(value: string | null): string {
  const host = value === null ? '' : `OLLAMA_HOST=${quote(value)} `;
  return `( mkdir -p ${FOLDER}; ${host}nohup ollama serve ${OUT} & echo $! >${PID_FILE} )`;
}

/** Ends the server that `startProcess` started. */
export const STOP_STARTED = `kill "$(cat ${PID_FILE})"`;

/**
 * Ends a server and starts it anew with another address: same account, and the same environment otherwise, which is read
 * from the process before it ends (models can lie in a folder that only a variable names).
 */
export function restartProcess(
  deployment: Deployment,
  run: Process,
  value: string,
  old: string | null,
): { commands: readonly Command[]; undo: readonly Command[]; steps: readonly [] } {
  const command = (pid: string, host: string | null): readonly Command[] => [
    asItsUser(
      deployment,
      run,
      deployment.host.platform === 'linux'
        ? withEnvironment(pid, programOf(run.command), setting(host))
        : plainly(pid, programOf(run.command), host),
    ),
  ];
  return { commands: command(`${run.pid}`, value), undo: command(`$(cat ${PID_FILE})`, old), steps: [] };
}

/**
 * Ends a server and starts the program that is installed now with everything else as it was: an installer replaces the
 * file, but the old program goes on running. On Linux only.
 */
export function renewProcess(deployment: Deployment, run: Process): Command {
  return asItsUser(deployment, run, withEnvironment(`${run.pid}`, 'ollama', ''));
}

function asItsUser(deployment: Deployment, run: Process, line: string): Command {
  const { root, user } = deployment.host;
  const foreign = run.user !== null && run.user !== user;
  const become = root
    ? `su ${quoteShown(run.user ?? user)} -s /bin/sh -c`
    : `sudo -u ${quoteShown(run.user ?? user)} -H sh -c`;
  return { run: foreign ? `${become} ${quote(line)}` : line, where: 'ollama-host', needsRoot: foreign };
}

/** Words before a command that change OLLAMA_HOST for it. */
const setting = (host: string | null): string =>
  host === null ? 'env -u OLLAMA_HOST ' : `OLLAMA_HOST=${quoteShown(host)} `;

/** Waits ten seconds at most: a process that nobody collects never leaves the list. */
const ended = (pid: string): string =>
  `kill ${pid}; n=0; while kill -0 ${pid} 2>/dev/null && [ $n -lt 50 ]; do sleep 0.2; n=$((n+1)); done; mkdir -p ${FOLDER}`;

function withEnvironment(pid: string, program: string, change: string): string {
  const script = `p=$0; ${ended('$p')}; env -i "$@" ${change}nohup ${quoteShown(program)} serve ${OUT} & echo $! >${PID_FILE}`;
  // The number can belong to another program by the time it is pasted.
  return `( p=${pid}; grep -q ollama /proc/$p/comm && xargs -0 sh -c ${quote(script)} $p </proc/$p/environ )`;
}

function plainly(pid: string, program: string, host: string | null): string {
  const start = `${host === null ? '' : `OLLAMA_HOST=${quoteShown(host)} `}nohup ${quoteShown(program)} serve ${OUT} & echo $! >${PID_FILE}`;
  return `( p=${pid}; ${ended('$p')}; ${start} )`;
}
