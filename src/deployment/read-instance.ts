import type Docker from 'dockerode';
import semver from 'semver';
import type { Container, Instance, Runtime, Source, Sourced } from '../types/deployment.js';
import { type AskInside, askInside } from './ask-inside.js';
import { readEnv } from './container.js';
import { readSettings } from './settings.js';

/** What the user says about all instances. */
export interface Given {
  readonly ollamaUrls: readonly string[];
  readonly webuiUrl: string | null;
}
const LOG_LINES = 200;
const DEFAULT_PORT = 8080;

/**
 * Reads one Open WebUI container: settings in force, log, address of its page.
 * @param others all containers of the engine: one of them may lend its network
 * @param engineHost name or address that a browser reaches published ports at
 */
export async function readInstance(
  container: Container,
  others: readonly Container[],
  runtime: Runtime,
  given: Given,
  engineHost: string,
  ask: AskInside,
): Promise<Instance> {
  const [answer, log] = await Promise.all([askInside(container, ask), readLog(container, ask)]);
  const version = (answer.known ? answer.value.version : null) ?? imageVersion(container);
  const settings = readSettings({
    env: container.env,
    sourceOf: (name) => sourceOf(container, name),
    answer,
    version,
    given: given.ollamaUrls,
  });
  const listenPort = readListenPort(container);
  const url = given.webuiUrl
    ? ({ value: given.webuiUrl, source: 'option', detail: '--webui-url' } as const)
    : pageUrl(container, others, listenPort, engineHost);
  return {
    name: container.name,
    runtime,
    state: container.state,
    image: container.image,
    networkMode: container.networkMode,
    webuiUrl: url,
    listenPort,
    version,
    settings,
    container,
    log,
  };
}

/** Where a variable of a container was set: compose, the image, or the command that made it. */
export function sourceOf(container: Container, name: string): Source {
  const own = container.imageInspect ? readEnv(container.imageInspect.Config?.Env ?? []) : {};
  if (container.env[name] === undefined) return 'derived';
  if (own[name] === container.env[name]) return 'image-default';
  return container.compose ? 'compose' : 'env';
}

/** Port that Open WebUI listens on in its network namespace: an argument of its command, else PORT, else 8080. */
export function readListenPort(container: Container): number {
  const command = [container.inspect.Config.Entrypoint ?? [], container.inspect.Config.Cmd ?? []].flat().join(' ');
  const argument = /--port[= ](\d+)/.exec(command)?.[1];
  const port = Number(argument ?? container.env.PORT ?? DEFAULT_PORT);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : DEFAULT_PORT;
}

/** Where a browser opens it: the published port that leads to it, else the one that was meant to. */
export function pageUrl(
  container: Container,
  others: readonly Container[],
  listenPort: number,
  engineHost: string,
): Sourced<string> | null {
  if (container.networkMode === 'host')
    return {
      value: `http://${engineHost}:${listenPort}`,
      source: 'derived',
      detail: `--network=host, PORT=${listenPort}`,
    };
  const lender = /^container:(.+)$/.exec(container.networkMode)?.[1];
  const holder = lender ? others.find((other) => other.id === lender || other.name === lender) : container;
  const ports = holder?.published.length ? holder.published : (holder?.askedPorts ?? []);
  const port = ports.find((published) => published.containerPort === listenPort) ?? (lender ? undefined : ports[0]);
  if (!port || port.hostPort === 0) return null;
  const anywhere = ['', '0.0.0.0', '::', '127.0.0.1', '::1'].includes(port.hostIp);
  const host = anywhere ? engineHost : port.hostIp.includes(':') ? `[${port.hostIp}]` : port.hostIp;
  const detail = `-p ${port.hostIp && !['0.0.0.0', '::'].includes(port.hostIp) ? `${port.hostIp}:` : ''}${port.hostPort}:${port.containerPort}`;
  return { value: `http://${host}:${port.hostPort}`, source: container.compose ? 'compose' : 'derived', detail };
}

/** The release named on the image; `main` and its like are none. */
function imageVersion(container: Container): string | null {
  const label = container.inspect.Config.Labels?.['org.opencontainers.image.version'];
  return label && semver.valid(label) ? semver.clean(label) : null;
}

/** The last lines of its log, without control characters. */
async function readLog(container: Container, { docker, signal }: AskInside): Promise<readonly string[]> {
  try {
    const handle: Docker.Container = docker.getContainer(container.id);
    const options = { stdout: true, stderr: true, tail: LOG_LINES, abortSignal: signal } as const;
    const raw: Buffer = await handle.logs({ ...options, follow: false });
    return logLines(container.inspect.Config.Tty ? raw : withoutFrames(raw));
  } catch {
    return [];
  }
}

/** Takes away the 8-byte heads with which the engine marks the two outputs. */
function withoutFrames(raw: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  while (at + 8 <= raw.length) {
    const end = at + 8 + raw.readUInt32BE(at + 4);
    parts.push(raw.subarray(at + 8, end));
    at = end;
  }
  return Buffer.concat(parts);
}

/** Splits a log and removes colours and control characters; at most 200 lines of 2000 characters. */
export function logLines(raw: Buffer): readonly string[] {
  return raw
    .toString('utf8')
    .split('\n')
    .map((line) => {
      const plain = line.replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g'), '');
      return plain
        .replace(/\p{Cc}/gu, '')
        .slice(0, 2_000)
        .trimEnd();
    })
    .filter((line) => line !== '')
    .slice(-LOG_LINES);
}
