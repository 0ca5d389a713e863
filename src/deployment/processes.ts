import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What /proc tells of one process; null where it is another user's, or gone. */
export interface ProcessFacts {
  readonly pid: number;
  /** The process that it was forked from; null where that is not told. */
  readonly parent: number | null;
  readonly comm: string;
  readonly argv: readonly string[];
  readonly exe: string | null;
  readonly cwd: string | null;
  readonly uid: number | null;
  readonly cgroup: string;
  /** Names of the namespaces, to tell a container's processes from this machine's own. */
  readonly pidNamespace: string | null;
  readonly netNamespace: string | null;
  readonly env: Readonly<Record<string, string>> | null;
  /** Milliseconds since the epoch; absent where it is not told. */
  readonly startedAt?: number;
}
/** Ticks of the clock in which the kernel tells times to programs. */
const TICKS_PER_SECOND = 100;
const ENVIRON_BYTES = 1_048_576;

/**
 * Reads the processes that could be of interest.
 * @param proc the folder, usually /proc
 * @param wanted tells by the arguments whether a process is of interest; only then is the rest read
 * @returns an empty list where there is no such folder
 */
export async function readProcesses(
  proc: string,
  wanted: (argv: readonly string[]) => boolean,
): Promise<readonly ProcessFacts[]> {
  const pids = (await readdir(proc).catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const argv = splitZeros(await textOf(join(proc, pid, 'cmdline')));
      return argv.length > 0 && wanted(argv) ? readProcess(proc, Number(pid), argv) : null;
    }),
  );
  return found.filter((process) => process !== null);
}

async function readProcess(proc: string, pid: number, argv: readonly string[]): Promise<ProcessFacts> {
  const folder = join(proc, String(pid));
  const link = (name: string) => readlink(join(folder, name)).catch(() => null);
  const [comm, status, cgroup, stat, uptime, exe, cwd, pidNamespace, netNamespace, env] = await Promise.all([
    textOf(join(folder, 'comm')),
    textOf(join(folder, 'status')),
    textOf(join(folder, 'cgroup')),
    textOf(join(folder, 'stat')),
    textOf(join(proc, 'uptime')),
    link('exe'),
    link('cwd'),
    link('ns/pid'),
    link('ns/net'),
    readEnviron(join(folder, 'environ')),
  ]);
  const uid = /^Uid:\s+(\d+)/m.exec(status)?.[1];
  const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1];
  return {
    pid,
    parent: parent ? Number(parent) : null,
    comm: comm.trim(),
    argv,
    exe,
    cwd,
    uid: uid ? Number(uid) : null,
    cgroup,
    pidNamespace,
    netNamespace,
    env,
    ...startOf(stat, uptime),
  };
}

/** Field 22 of `stat` counts from the machine's start; a program's name, in brackets, can hold anything. */
function startOf(stat: string, uptime: string): Pick<ProcessFacts, 'startedAt'> {
  const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  const up = Number.parseFloat(uptime);
  return Number.isFinite(ticks) && Number.isFinite(up)
    ? { startedAt: Math.round(Date.now() - (up - ticks / TICKS_PER_SECOND) * 1_000) }
    : {};
}

/** The variables that a process was started with; null where they may not be read. */
export async function readEnviron(path: string): Promise<Readonly<Record<string, string>> | null> {
  try {
    const text = (await readFile(path)).subarray(0, ENVIRON_BYTES).toString('utf8');
    return Object.fromEntries(
      splitZeros(text).flatMap((entry) => {
        const split = entry.indexOf('=');
        return split > 0 ? [[entry.slice(0, split), entry.slice(split + 1)]] : [];
      }),
    );
  } catch {
    return null;
  }
}

/** Names that engines give to the control groups of containers: their own, or the 64 digits of an id. */
const CONTAINER_GROUP = /docker|libpod|containerd|kubepods|lxc|[0-9a-f]{64}/;

/** Processes that run on this machine itself, in the network of this process: those of containers are told apart. */
export function onThisMachine(
  processes: readonly ProcessFacts[],
  own: Pick<ProcessFacts, 'pidNamespace' | 'netNamespace'>,
): readonly ProcessFacts[] {
  const same = (mine: string | null, other: string | null) => mine === null || other === null || mine === other;
  return processes.filter(
    (process) =>
      same(own.pidNamespace, process.pidNamespace) &&
      same(own.netNamespace, process.netNamespace) &&
      // Another user's namespaces cannot be read, its control group can.
      (process.pidNamespace !== null || !CONTAINER_GROUP.test(process.cgroup)),
  );
}

/**
 * Of a process and what it has forked, one: the workers of a server, and a child that has not yet become another
 * program, have their parent's words. The one that listens stands for them, else the first of the family.
 * @param listens whether a process has a listening socket, by its id
 */
export function withoutForks(
  processes: readonly ProcessFacts[],
  listens: (pid: number) => boolean,
): readonly ProcessFacts[] {
  const byId = new Map(processes.map((process) => [process.pid, process]));
  const headOf = (process: ProcessFacts): ProcessFacts => {
    const parent = process.parent === null ? undefined : byId.get(process.parent);
    return parent && sameWords(parent, process) ? headOf(parent) : process;
  };
  const families = new Map<number, ProcessFacts[]>();
  for (const process of processes) {
    const head = headOf(process).pid;
    families.set(head, [...(families.get(head) ?? []), process]);
  }
  return [...families].flatMap(([pid, family]) => {
    const head = family.find((one) => one.pid === pid);
    // A socket from before the fork is everybody's: it is the first one's then.
    return (head && listens(pid) ? head : family.find((one) => listens(one.pid))) ?? head ?? [];
  });
}

function sameWords(one: ProcessFacts, other: ProcessFacts): boolean {
  return one.argv.join('\0') === other.argv.join('\0');
}

/** Ids of processes that have a listening socket, as far as their files can be read. */
export async function listenersAmong(proc: string, pids: readonly number[]): Promise<ReadonlySet<number>> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => textOf(join(proc, 'net', name))));
  const listening = new Set(
    tables.flatMap((table) =>
      table.split('\n').flatMap((line) => {
        const fields = line.trim().split(/\s+/);
        return fields[3] === '0A' ? [`socket:[${fields[9]}]`] : [];
      }),
    ),
  );
  const found = await Promise.all(
    pids.map(async (pid) => {
      const folder = join(proc, String(pid), 'fd');
      const names = await readdir(folder).catch(() => []);
      const links = await Promise.all(names.map((name) => readlink(join(folder, name)).catch(() => '')));
      return links.some((link) => listening.has(link)) ? [pid] : [];
    }),
  );
  return new Set(found.flat());
}

/** Namespaces of this process. */
export async function ownNamespaces(proc: string): Promise<Pick<ProcessFacts, 'pidNamespace' | 'netNamespace'>> {
  const link = (name: string) => readlink(join(proc, 'self', 'ns', name)).catch(() => null);
  const [pidNamespace, netNamespace] = await Promise.all([link('pid'), link('net')]);
  return { pidNamespace, netNamespace };
}

function splitZeros(text: string): readonly string[] {
  return text.split('\0').filter((part) => part !== '');
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
