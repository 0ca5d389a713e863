import { homedir } from 'node:os';
import type { Instance } from '../types/deployment.js';
import { ConfigurationError } from './configuration-error.js';
import {
  type EnvFile,
  findInstalled,
  localInstance,
  readEnvFile,
  readLocalInstalled,
  readLocalProcess,
  servesWebui,
  unread,
} from './local.js';
import type { DiscoverOptions } from './options.js';
import { listenersAmong, onThisMachine, ownNamespaces, readProcesses, withoutForks } from './processes.js';
import { askWebui } from './web-config.js';

/** Where Open WebUI's page usually is on a machine. */
const USUAL_PORTS = [8080, 3000];

/**
 * Finds Open WebUIs without a container: processes, the usual ports, and, where there is none at all, an installation
 * that does not run.
 * @param known the ones in containers
 */
export async function discoverLocal(
  options: DiscoverOptions,
  known: readonly Instance[],
  envFile: EnvFile | null,
  signal: AbortSignal,
): Promise<readonly Instance[]> {
  const [processes, own] = await Promise.all([readProcesses('/proc', servesWebui), ownNamespaces('/proc')]);
  const here = onThisMachine(processes, own);
  const listening = await listenersAmong(
    '/proc',
    here.map(({ pid }) => pid),
  );
  const servers = withoutForks(here, (pid) => listening.has(pid));
  const said = {
    ollamaUrls: options.ollamaUrls ?? [],
    webuiUrl: servers.length === 1 ? (options.webuiUrl ?? null) : null,
  };
  const env = Object.fromEntries(
    Object.entries(options.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const place = { env, envFile, uid: process.getuid?.() ?? null, given: said, signal };
  const running = await Promise.all(servers.map((server) => readLocalProcess(server, place)));
  const taken = new Set([...known, ...running].flatMap(portsOf));
  const pages = await discoverPages(options, taken, envFile, [...known, ...running], signal);
  if (known.length + running.length + pages.length > 0) return [...named(running), ...pages];
  const program = await findInstalled(options.env, options.env.HOME || homedir());
  return program
    ? [await readLocalInstalled(program, { ...place, given: { ...said, webuiUrl: options.webuiUrl ?? null } })]
    : [];
}

/** Pages that answer as Open WebUI and belong to none that is known: behind a forwarded port, or another user's. */
async function discoverPages(
  options: DiscoverOptions,
  taken: ReadonlySet<number>,
  envFile: EnvFile | null,
  known: readonly Instance[],
  signal: AbortSignal,
): Promise<readonly Instance[]> {
  const usual = USUAL_PORTS.filter((port) => !taken.has(port)).map((port) => `http://127.0.0.1:${port}`);
  const named = options.webuiUrl && known.length === 0 ? [options.webuiUrl] : [];
  const answers = await Promise.all([...new Set([...named, ...usual])].map((base) => askWebui(base, signal)));
  return answers
    .filter((answer) => answer !== null)
    .map(({ url, version }) => {
      const { host, port } = new URL(url);
      const given = { ollamaUrls: options.ollamaUrls ?? [], webuiUrl: url === options.webuiUrl ? url : null };
      const reason = unread('deployment.page-only', { url });
      const instance = localInstance(host, 'running', {}, reason, Number(port) || 80, { given, envFile });
      return {
        ...instance,
        runtime: 'unknown' as const,
        version,
        settings: { ...instance.settings, environmentUrls: [] },
      };
    });
}

function portsOf(instance: Instance): readonly number[] {
  const published = instance.container?.published.map((port) => port.hostPort) ?? [];
  return instance.container && instance.networkMode !== 'host' ? published : [...published, instance.listenPort];
}

/** One alone needs no number in its name. */
function named(running: readonly Instance[]): readonly Instance[] {
  return running.length === 1 ? running.map((instance) => ({ ...instance, name: 'open-webui' })) : running;
}

/** Reads the file that --dotenv names, or ./.env. @throws ConfigurationError where a file was named that cannot be read */
export async function envFileOf({ envFile, cwd }: DiscoverOptions, signal: AbortSignal): Promise<EnvFile | null> {
  try {
    return await readEnvFile(envFile, cwd, signal);
  } catch {
    throw new ConfigurationError({ code: 'deployment.no-env-file', args: { path: envFile ?? '' } });
  }
}
