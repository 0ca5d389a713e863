import { basename } from 'node:path';
import type { Container, OllamaRun, OllamaServer } from '../types/deployment.js';
import type { Listener } from '../types/probe.js';
import { isOllama } from './instances.js';
import type { ProcessFacts } from './processes.js';

/** What is known of this machine, to find its Ollamas by. */
export interface OllamaFacts {
  readonly platform: NodeJS.Platform;
  /** Processes of this machine itself, those of containers left out. */
  readonly processes: readonly ProcessFacts[];
  readonly listeners: readonly Listener[] | null;
  readonly containers: readonly Container[];
  /** Name of a user's number; null where nobody has it. */
  userName(uid: number): string | null;
  /** Which of these files exist: programs and unit files. */
  readonly installed: readonly string[];
  /** User that a listening socket belongs to; null: not known. */
  uidOf(address: string, port: number): number | null;
}
/** Where Ollama is found when it does not run; the unit file tells how it is started. */
export const INSTALLED_AT = {
  unit: [
    '/etc/systemd/system/ollama.service',
    '/usr/lib/systemd/system/ollama.service',
    '/lib/systemd/system/ollama.service',
  ],
  snap: ['/snap/bin/ollama'],
  app: ['/Applications/Ollama.app/Contents/MacOS/Ollama'],
  program: ['/usr/local/bin/ollama', '/usr/bin/ollama', '/opt/homebrew/bin/ollama'],
} as const;

/** Finds the Ollamas of this machine: processes, containers, and, where neither is there, a program on the disk. Pure. */
export function findOllamas(facts: OllamaFacts): readonly OllamaServer[] {
  const processes = facts.processes
    .filter((process) => isServe(process.argv))
    .map((process) => processServer(process, facts));
  const known = new Set(facts.processes.map(({ pid }) => pid));
  const containers = facts.containers.filter(isOllama).map((container) => containerServer(container, facts, known));
  // The arguments of every process can be read on Linux: what is called ollama beside them runs in a container.
  const unseen = processes.length === 0 && facts.platform !== 'linux' ? strangers(facts, known) : [];
  const running = [...processes, ...unseen];
  return [...running, ...containers, ...(running.length === 0 ? stopped(facts) : [])];
}

/** True for `ollama serve`, by name or full path, also through an interpreter with the full path. */
export function isServe(argv: readonly string[]): boolean {
  const names = (word = '') => /^ollama(?:\.exe)?$/.test(basename(word));
  if (names(argv[0])) return argv[1] === 'serve';
  return names(argv[1]) && (argv[1] ?? '').includes('/') && argv[2] === 'serve';
}

function processServer(process: ProcessFacts, facts: OllamaFacts): OllamaServer {
  const own = listensOf(facts.listeners, (listener) => listener.process?.pid === process.pid);
  // The open files of another user's process cannot be read; that its user has a socket can.
  const ofUser = ({ address, port, process: known }: Listener) =>
    known === null && process.uid !== null && process.uid !== 0 && facts.uidOf(address, port) === process.uid;
  return {
    run: runOf(process, facts),
    state: 'running',
    listens: own.length > 0 ? own : listensOf(facts.listeners, ofUser),
    ollamaHost: process.env?.OLLAMA_HOST ?? null,
  };
}

function runOf(process: ProcessFacts, facts: OllamaFacts): OllamaRun {
  if (/\/snap\//.test(process.exe ?? process.argv[0] ?? '') || /snap\.ollama/.test(process.cgroup))
    return { kind: 'snap' };
  const unit = /\/system\.slice\/(?:.*\/)?([^/\n]+\.service)(?:\/|$)/m.exec(process.cgroup)?.[1];
  // A login shell, a cron job and a container engine are units too: what they started is a process of its own.
  if (unit && /ollama/i.test(unit)) return { kind: 'systemd', unit };
  if (facts.platform === 'darwin' && (process.exe ?? process.argv[0] ?? '').includes('.app/'))
    return { kind: 'desktop-app' };
  return {
    kind: 'process',
    pid: process.pid,
    user: process.uid === null ? null : facts.userName(process.uid),
    command: process.argv.join(' ').slice(0, 200),
  };
}

function containerServer(container: Container, facts: OllamaFacts, known: ReadonlySet<number>): OllamaServer {
  const running = container.state === 'running';
  const published = container.published.map(({ hostIp, hostPort }) => ({
    address: hostIp || '0.0.0.0',
    port: hostPort,
  }));
  const onHost = container.networkMode === 'host';
  return {
    run: { kind: 'container', container },
    state: running ? 'running' : 'stopped',
    listens: running ? (onHost ? hostSockets(container, facts, known) : published) : [],
    ollamaHost: container.env.OLLAMA_HOST ?? null,
  };
}

/** Sockets of a container in this machine's own network: its program's, or those at its port, where owners are hidden. */
function hostSockets({ env }: Container, facts: OllamaFacts, known: ReadonlySet<number>) {
  const port = Number(/:(\d+)\/?$/.exec(env.OLLAMA_HOST ?? '')?.[1] ?? 11_434);
  return listensOf(facts.listeners, ({ process, port: own }) =>
    process === null ? own === port : process.name === 'ollama' && !known.has(process.pid),
  );
}

/** Sockets that belong to a program called ollama whose arguments could not be read, as on macOS. */
function strangers(facts: OllamaFacts, known: ReadonlySet<number>): readonly OllamaServer[] {
  const own = (facts.listeners ?? []).filter(
    (listener) => listener.process?.name === 'ollama' && !known.has(listener.process.pid),
  );
  const pids = [...new Set(own.flatMap((listener) => (listener.process ? [listener.process.pid] : [])))];
  return pids.map((pid) => ({
    run: { kind: 'process', pid, user: null, command: 'ollama serve' },
    state: 'running',
    listens: listensOf(facts.listeners, (listener) => listener.process?.pid === pid),
    ollamaHost: null,
  }));
}

function stopped({ installed }: OllamaFacts): readonly OllamaServer[] {
  const unit = INSTALLED_AT.unit.find((path) => installed.includes(path));
  const has = (paths: readonly string[]) => paths.some((path) => installed.includes(path));
  const run: OllamaRun | null = unit
    ? { kind: 'systemd', unit: basename(unit) }
    : has(INSTALLED_AT.snap)
      ? { kind: 'snap' }
      : has(INSTALLED_AT.app)
        ? { kind: 'desktop-app' }
        : installed.length > 0
          ? { kind: 'installed' }
          : null;
  return run ? [{ run, state: 'stopped', listens: [], ollamaHost: null }] : [];
}

function listensOf(listeners: readonly Listener[] | null, own: (listener: Listener) => boolean) {
  return (listeners ?? []).filter(own).map(({ address, port }) => ({ address, port }));
}
