import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { Instance, Known } from '../types/deployment.js';
import { localInstance, servesWebui, unread } from './local.js';
import { readEnviron, readProcesses } from './processes.js';
import type { Given } from './read-instance.js';
import { runProgram } from './run-program.js';
import { readSettingsAnswer, type SettingsAnswer, settingsCommand } from './settings-script.js';

export interface SidecarPlace {
  /** This process's own variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the container's files are seen; null: found. */
  readonly root: string | null;
  readonly name: string | null;
  readonly given: Given;
  readonly signal: AbortSignal;
}
interface Seen {
  readonly env: Readonly<Record<string, string>>;
  /** Its files: `/` in the container itself, `/proc/<pid>/root` beside it. */
  readonly root: string;
  readonly running: boolean;
  /** When the first process of its program was started, in milliseconds since the epoch. */
  readonly startedAt?: number;
}
const READ_MS = 6_000;
const SCRIPT_S = 5;
const DEFAULT_PORT = 8080;

/**
 * Reads the Open WebUI whose container this process is in, or whose network and processes it shares. What it may not
 * read is unknown, never guessed.
 * @returns the instance, and where its files are seen from here (empty: they are this process's own)
 */
export async function readSidecar(
  place: SidecarPlace,
): Promise<{ readonly instance: Instance; readonly root: string }> {
  const seen = await findSeen(place);
  const answer = seen ? await ask(seen, place) : unread('deployment.not-visible');
  const env = seen?.env ?? {};
  const port = Number(env.PORT ?? DEFAULT_PORT) || DEFAULT_PORT;
  const instance = localInstance(place.name ?? 'open-webui', seen?.running ? 'running' : 'unknown', env, answer, port, {
    given: place.given,
    envFile: null,
  });
  const hidden = place.given.ollamaUrls.length === 0 && seen === null;
  // Without its environment nothing is known of its defaults either.
  const settings = hidden
    ? { ...instance.settings, ollamaUrls: unread('deployment.not-visible'), environmentUrls: [] }
    : instance.settings;
  const networkMode = sharesHostInterfaces() ? 'host' : 'bridge';
  const root = seen === null || seen.root === '/' ? '' : seen.root;
  const command = root === '' ? ['python3'] : ['chroot', root, 'python3'];
  const interpreter = seen && { interpreter: { command, env: seen.env, app: '/app', uid: null } };
  const started = seen?.startedAt === undefined ? {} : { startedAt: seen.startedAt };
  return { instance: { ...instance, runtime: 'unknown', networkMode, settings, ...interpreter, ...started }, root };
}

/** The gateway that the container's traffic leaves through: the host's own address on its bridge. */
export async function defaultGateway(proc = '/proc'): Promise<string | null> {
  const table = await readFile(join(proc, 'net/route'), 'utf8').catch(() => '');
  for (const line of table.split('\n').slice(1)) {
    const [, destination, gateway = ''] = line.trim().split(/\s+/);
    if (destination !== '00000000' || gateway === '00000000' || gateway.length !== 8) continue;
    return (gateway.match(/../g) ?? [])
      .map((byte) => Number.parseInt(byte, 16))
      .reverse()
      .join('.');
  }
  return null;
}

async function findSeen({ env, root }: SidecarPlace): Promise<Seen | null> {
  if (root !== null) {
    const found = await readEnviron(join(root === '/' ? '/proc/self' : root.replace(/\/root\/?$/, ''), 'environ'));
    return found && { env: found, root, running: true };
  }
  const own = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const servers = await readProcesses('/proc', servesWebui);
  const starts = servers.flatMap(({ startedAt }) => startedAt ?? []);
  const started = starts.length > 0 ? { startedAt: Math.min(...starts) } : {};
  if (hasMarks(own)) return { env: own, root: '/', running: servers.length > 0, ...started };
  const first = await readEnviron('/proc/1/environ');
  if (first && hasMarks(first)) return { env: first, root: '/proc/1/root', running: true, ...started };
  const server = servers.find((process) => process.env !== null);
  return server?.env ? { env: server.env, root: `/proc/${server.pid}/root`, running: true, ...started } : null;
}

/** Variables that only Open WebUI's image sets together. */
function hasMarks(env: Readonly<Record<string, string>>): boolean {
  return env.WEBUI_BUILD_VERSION !== undefined || (env.OLLAMA_BASE_URL !== undefined && env.ENV === 'prod');
}

async function ask({ env, root }: Seen, { signal }: SidecarPlace): Promise<Known<SettingsAnswer>> {
  const script = settingsCommand({
    app: '/app',
    data_dir: null,
    database_url: null,
    probe_port: true,
    limit: SCRIPT_S,
  });
  const [program, args] = root === '/' ? ['python3', script] : ['chroot', [root, 'python3', ...script]];
  const { stdout, code, exitCode } = await runProgram(program, args, { env: { ...env }, cwd: '/' }, READ_MS, signal);
  const answer = readSettingsAnswer(stdout);
  if (answer) return { known: true, value: answer };
  // chroot itself answers 125 where the kernel forbids it, 127 where there is no Python inside.
  if (exitCode === 125 || code === 'EACCES') return unread('deployment.sidecar-forbidden');
  if (exitCode === 127 || code === 'ENOENT') return unread('deployment.no-python', { container: 'open-webui' });
  return unread('deployment.settings-failed', { container: 'open-webui', code: code ?? String(exitCode ?? '') });
}

/** In the host's network there are bridges and more; a container has its own end of one or a few. */
function sharesHostInterfaces(): boolean {
  return Object.keys(networkInterfaces()).some((name) => /^(docker\d|br-|podman\d|cni|virbr)/.test(name));
}
