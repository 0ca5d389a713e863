import type Docker from 'dockerode';
import type { ComposeOrigin, Container, InstanceState, NetworkJoined, PublishedPort } from '../types/deployment.js';

const STATES: Readonly<Record<string, InstanceState>> = {
  running: 'running',
  exited: 'exited',
  created: 'created',
  paused: 'paused',
  restarting: 'restarting',
  removing: 'removing',
  dead: 'dead',
  // Podman's own words.
  configured: 'created',
  initialized: 'created',
  stopping: 'running',
  stopped: 'exited',
};

/**
 * Maps what the engine says of a container. Pure.
 * @param inspect answer of `GET /containers/<id>/json`, of Docker or Podman
 * @param imageInspect answer for its image, where it was asked
 */
export function readContainer(
  inspect: Docker.ContainerInspectInfo,
  imageInspect: Docker.ImageInspectInfo | null,
): Container {
  const { Config: config, HostConfig: host, State: state } = inspect;
  const labels = config.Labels ?? {};
  return {
    id: inspect.Id,
    name: inspect.Name.replace(/^\//, ''),
    image: config.Image,
    state: Object.hasOwn(STATES, state.Status) ? (STATES[state.Status] ?? 'unknown') : 'unknown',
    exitCode: state.ExitCode ?? 0,
    oomKilled: state.OOMKilled ?? false,
    restartCount: inspect.RestartCount ?? 0,
    health: readHealth(state.Health?.Status),
    networkMode: networkMode(host.NetworkMode),
    networks: readNetworks(inspect.NetworkSettings?.Networks),
    published: readPorts(inspect.NetworkSettings?.Ports),
    askedPorts: readPorts(host.PortBindings),
    extraHosts: Array.isArray(host.ExtraHosts) ? host.ExtraHosts : [],
    env: readEnv(config.Env ?? []),
    compose: readCompose(labels),
    inspect,
    imageInspect,
  };
}

/** Variables of a `NAME=value` list; an entry without `=` takes the variable away, and the last one of a name counts. */
export function readEnv(entries: readonly string[]): Readonly<Record<string, string>> {
  const env = new Map<string, string>();
  for (const entry of entries) {
    const split = entry.indexOf('=');
    if (split < 0) env.delete(entry);
    else env.set(entry.slice(0, split), entry.slice(split + 1));
  }
  return Object.fromEntries(env);
}

function readHealth(status: string | undefined): Container['health'] {
  return status === 'healthy' || status === 'unhealthy' || status === 'starting' ? status : 'none';
}

/** `default` and no word at all mean the default bridge; Podman says `bridge` for its own. */
function networkMode(mode: string | undefined): string {
  return !mode || mode === 'default' ? 'bridge' : mode;
}

interface EngineNetwork {
  readonly Gateway?: string;
  readonly IPAddress?: string;
  readonly Aliases?: readonly string[] | null;
}
function readNetworks(networks: { readonly [name: string]: EngineNetwork } | undefined): readonly NetworkJoined[] {
  return Object.entries(networks ?? {}).map(([name, network]) => ({
    name,
    gateway: network.Gateway || null,
    address: network.IPAddress || null,
    aliases: network.Aliases ?? [],
  }));
}

/** Reads port bindings, `"8080/tcp": [{ HostIp, HostPort }]`; UDP is none of Open WebUI's. */
function readPorts(ports: unknown): readonly PublishedPort[] {
  if (typeof ports !== 'object' || ports === null) return [];
  return Object.entries(ports).flatMap(([key, bindings]: [string, unknown]) => {
    const match = /^(\d+)(?:\/tcp)?$/.exec(key);
    if (!match || !Array.isArray(bindings)) return [];
    return bindings.flatMap((binding: unknown) => {
      if (typeof binding !== 'object' || binding === null) return [];
      const hostPort = 'HostPort' in binding ? Number(binding.HostPort) : 0;
      if (!Number.isInteger(hostPort) || hostPort < 0 || hostPort > 65_535) return [];
      return [{ containerPort: Number(match[1]), hostIp: 'HostIp' in binding ? String(binding.HostIp) : '', hostPort }];
    });
  });
}

/** Compose (the plug-in, docker-compose, podman-compose) labels what it makes. */
function readCompose(labels: { readonly [label: string]: string }): ComposeOrigin | null {
  const label = (name: string): string | null =>
    labels[`com.docker.compose.${name}`] ?? labels[`io.podman.compose.${name}`] ?? null;
  const project = label('project');
  const service = label('service');
  if (project === null || service === null) return null;
  return {
    project,
    service,
    workingDir: label('project.working_dir'),
    configFiles: (label('project.config_files') ?? '').split(',').filter((file) => file !== ''),
  };
}
