/** Answers of a healthy engine with one Open WebUI, as Docker 28 gives them. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Fields = { readonly [name: string]: Json };

export const WEBUI_ID = 'a'.repeat(64);
export const IMAGE_ID = `sha256:${'b'.repeat(64)}`;
const WEBUI_IMAGE = 'ghcr.io/open-webui/open-webui:main';

/** What an engine has; a test changes what it is about. */
export interface World {
  readonly version: Json;
  readonly info: Json;
  /** Answers of `GET /containers/<id>/json`; what a list says is made of them. */
  readonly containers: readonly Fields[];
  /** Answer of `GET /containers/json`; absent: made of the containers. */
  readonly list?: Json;
  readonly image: Json;
  readonly log: string;
}

/** @param page port of this machine where its page is published */
export function healthyWorld(state: 'running' | 'exited', page: number): World {
  return {
    version: { Version: '28.3.0', ApiVersion: '1.51', Components: [{ Name: 'Engine', Version: '28.3.0' }] },
    info: { OperatingSystem: 'Debian GNU/Linux 12', Name: 'box', ServerVersion: '28.3.0' },
    containers: [containerOf({ id: WEBUI_ID, name: 'open-webui', image: WEBUI_IMAGE, state, page })],
    image: {
      Id: IMAGE_ID,
      RepoTags: [WEBUI_IMAGE],
      Config: {
        Env: WEBUI_ENV,
        Labels: { 'org.opencontainers.image.title': 'open-webui' },
        Cmd: ['bash', 'start.sh'],
        Entrypoint: null,
      },
    },
    log: 'INFO:     Uvicorn running on http://0.0.0.0:8080 (Press CTRL+C to quit)\n',
  };
}

export interface Described {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: 'running' | 'exited';
  readonly page?: number;
  /** Variables; without them, those of Open WebUI. */
  readonly env?: readonly string[];
}
const WEBUI_ENV = ['OLLAMA_BASE_URL=/ollama', 'WEBUI_BUILD_VERSION=main', 'ENV=prod', 'PORT=8080'];

/** One container, in the engine's words. */
export function containerOf({ id, name, image, state, page, env = WEBUI_ENV }: Described): Fields {
  const ports: Json = page ? { '8080/tcp': [{ HostIp: '0.0.0.0', HostPort: String(page) }] } : {};
  return {
    Id: id,
    Created: '2026-11-22T10:00:00Z',
    Path: 'bash',
    Args: ['start.sh'],
    State: {
      Status: state,
      Running: state === 'running',
      Paused: false,
      Restarting: false,
      OOMKilled: false,
      Dead: false,
      Pid: 0,
      ExitCode: 0,
      Error: '',
      StartedAt: '2026-11-22T10:00:01Z',
      FinishedAt: '0001-01-01T00:00:00Z',
    },
    Image: IMAGE_ID,
    Name: `/${name}`,
    RestartCount: 0,
    HostConfig: { NetworkMode: 'bridge', PortBindings: ports, RestartPolicy: { Name: 'always' }, ExtraHosts: null },
    Mounts: [
      {
        Type: 'volume',
        Name: 'open-webui',
        Source: '/var/lib/docker/volumes/open-webui/_data',
        Destination: '/app/backend/data',
        Mode: 'z',
        RW: true,
      },
    ],
    Config: {
      Hostname: id.slice(0, 12),
      User: '0:0',
      Tty: false,
      Env: env,
      Cmd: ['bash', 'start.sh'],
      Entrypoint: null,
      Image: image,
      WorkingDir: '/app/backend',
      Labels: {},
    },
    NetworkSettings: {
      Ports: state === 'running' ? ports : {},
      Networks: { bridge: { Gateway: '172.17.0.1', IPAddress: '172.17.0.2', Aliases: null } },
    },
  };
}

/** What `GET /containers/json` says of a container. */
export function listed(container: Fields): Json {
  const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
  const field = (value: Json | undefined, name: string): Json | undefined =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).find(([key]) => key === name)?.[1]
      : undefined;
  return {
    Id: text(container.Id),
    Names: [text(container.Name)],
    Image: text(field(container.Config, 'Image')),
    ImageID: text(container.Image),
    Labels: field(container.Config, 'Labels') ?? {},
    State: text(field(container.State, 'Status')),
    Status: 'Up 2 hours',
    Created: Math.floor(Date.parse(text(container.Created)) / 1_000),
    Ports: [],
  };
}
