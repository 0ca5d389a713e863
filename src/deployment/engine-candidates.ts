import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { shownAddress } from '../secrets/address.js';
import { ConfigurationError } from './configuration-error.js';
import { type EngineAddress, type EngineTls, readEngineAddress } from './engine-address.js';
import { errorCode } from './error-code.js';
import { readSmallFile } from './read-file.js';

export interface EngineSettings {
  /** --docker-host */
  readonly dockerHost?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly uid: number;
}
/** A place to look for an engine. `invalid`: it is named, but what names it cannot be read. */
export interface EngineCandidate {
  readonly shown: string;
  readonly from: string;
  /** `only`: named by the user for this run, nothing else is tried; `first`: tried before the usual places. */
  readonly weight: 'only' | 'first' | 'usual';
  readonly address: EngineAddress | null;
  readonly code: string | null;
}

/**
 * Where engines could be, in the order in which they count: --docker-host, DOCKER_HOST, DOCKER_CONTEXT (each alone),
 * the current context, the usual sockets.
 * @param signal ends the reading of the files that name them
 * @throws ConfigurationError where --docker-host, DOCKER_HOST or DOCKER_CONTEXT cannot be used as written
 */
export async function engineCandidates(
  settings: EngineSettings,
  signal: AbortSignal,
): Promise<readonly EngineCandidate[]> {
  const { env } = settings;
  for (const [from, text] of [
    ['--docker-host', settings.dockerHost],
    ['DOCKER_HOST', env.DOCKER_HOST],
  ] as const) {
    if (!text) continue;
    const certificates = await certificatesOf(env.DOCKER_CERT_PATH ?? null, env.DOCKER_TLS_VERIFY !== '', signal);
    const address = readEngineAddress(text, from, (port) =>
      env.DOCKER_TLS_VERIFY || port === 2376 ? certificates : null,
    );
    return [{ shown: shownAddress(text.trim()), from, weight: 'only', address, code: null }];
  }
  const config = env.DOCKER_CONFIG || join(settings.home, '.docker');
  const named = env.DOCKER_CONTEXT;
  const usual = usualSockets(settings);
  if (named === 'default') return usual;
  if (named) {
    const candidate = await contextCandidate(config, named, 'only', signal);
    if (candidate.address === null)
      throw new ConfigurationError({ code: 'engine.no-context', args: { context: named, code: candidate.code } });
    return [candidate];
  }
  const current = await currentContext(config, signal);
  if (current === null || current === 'default') return usual;
  const first = await contextCandidate(config, current, 'first', signal);
  return [first, ...usual.filter((candidate) => candidate.shown !== first.shown)];
}

async function currentContext(config: string, signal: AbortSignal): Promise<string | null> {
  try {
    const parsed = await readJson(join(config, 'config.json'), signal);
    if (typeof parsed !== 'object' || parsed === null || !('currentContext' in parsed)) return null;
    return typeof parsed.currentContext === 'string' && parsed.currentContext !== '' ? parsed.currentContext : null;
  } catch {
    return null;
  }
}

/** A context of the docker program: its folder is named by the SHA-256 of its name. */
async function contextCandidate(
  config: string,
  name: string,
  weight: 'only' | 'first',
  signal: AbortSignal,
): Promise<EngineCandidate> {
  const from = `context ${name}`;
  const folder = createHash('sha256').update(name).digest('hex');
  try {
    const meta = await readJson(join(config, 'contexts', 'meta', folder, 'meta.json'), signal);
    const endpoint = field(field(meta, 'Endpoints'), 'docker');
    const host = field(endpoint, 'Host');
    if (typeof host !== 'string') return { shown: from, from, weight, address: null, code: 'EINVAL' };
    const verify = field(endpoint, 'SkipTLSVerify') !== true;
    const certificates = await certificatesOf(join(config, 'contexts', 'tls', folder, 'docker'), verify, signal);
    const hasTls = certificates !== null && (certificates.ca !== null || certificates.cert !== null || !verify);
    const address = readEngineAddress(host, from, (port) => (hasTls || port === 2376 ? certificates : null));
    return { shown: shownAddress(host.trim()), from, weight, address, code: null };
  } catch (error) {
    return { shown: from, from, weight, address: null, code: errorCode(error) ?? 'EINVAL' };
  }
}

async function readJson(path: string, signal: AbortSignal): Promise<unknown> {
  return JSON.parse((await readSmallFile(path, { signal })).toString('utf8'));
}

/** One field of something parsed; undefined where there is none. */
function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}

/** ca.pem, cert.pem and key.pem of a folder, each of which may be absent. */
async function certificatesOf(folder: string | null, verify: boolean, signal: AbortSignal): Promise<EngineTls> {
  const read = (name: string) =>
    folder === null ? null : readSmallFile(join(folder, name), { signal }).catch(() => null);
  const [ca, cert, key] = await Promise.all([read('ca.pem'), read('cert.pem'), read('key.pem')]);
  return { ca: ca ?? null, cert: cert ?? null, key: key ?? null, verify };
}

/** Sockets where engines are usually found: Docker, rootless, Desktop, Colima, OrbStack, Rancher, Lima, Podman. */
function usualSockets({ platform, home, uid, env }: EngineSettings): readonly EngineCandidate[] {
  const runtime = env.XDG_RUNTIME_DIR || `/run/user/${uid}`;
  const paths =
    platform === 'win32'
      ? ['//./pipe/docker_engine', '//./pipe/podman-machine-default']
      : [
          '/var/run/docker.sock',
          ...(platform === 'darwin' ? [] : [`${runtime}/docker.sock`]),
          `${home}/.docker/run/docker.sock`,
          `${home}/.docker/desktop/docker.sock`,
          `${home}/.colima/default/docker.sock`,
          `${home}/.orbstack/run/docker.sock`,
          `${home}/.rd/docker.sock`,
          `${home}/.lima/docker/sock/docker.sock`,
          '/run/podman/podman.sock',
          `${runtime}/podman/podman.sock`,
          `${home}/.local/share/containers/podman/machine/podman.sock`,
        ];
  return paths.map((path) => ({
    shown: platform === 'win32' ? `npipe://${path}` : `unix://${path}`,
    from: 'usual socket',
    weight: 'usual',
    address: { kind: 'socket', path },
    code: null,
  }));
}
