import type Docker from 'dockerode';
import type { Listener } from './probe.js';
import type { Said } from './text.js';

export type Source = 'image-default' | 'env' | 'env-file' | 'compose' | 'database' | 'redis' | 'option' | 'derived';

/** A value and where it comes from; `detail` is short, shown to people, and free of secrets: `OLLAMA_BASE_URL=/ollama`. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: Source;
  readonly detail: string;
}
/** Something that was read, or the reason why it could not be (`deployment.*` messages). */
export type Known<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly reason: Said };

/** One entry of the list of Ollama URLs that is in force, exactly as Open WebUI has it (possibly malformed). */
export interface OllamaUrl {
  readonly index: number;
  readonly url: string;
  readonly source: Source;
  readonly detail: string;
  /** False where `ollama.api_configs` switches the connection off. */
  readonly enabled: boolean;
  /** True where something is stored that goes with its requests: a key, headers, a way to sign in. It is never read here. */
  readonly hasKey: boolean;
}

/** Where Open WebUI keeps its settings. */
export type Database =
  | { readonly kind: 'sqlite'; readonly path: string; readonly schema: 'rows' | 'blob' | 'none' }
  | { readonly kind: 'postgresql' }
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'unread'; readonly reason: Said };

/** What is in force in one Open WebUI, each with its source. */
export interface Settings {
  readonly ollamaUrls: Known<readonly OllamaUrl[]>;
  /** What the environment alone would give (before the database): differs from `ollamaUrls` where the database wins. */
  readonly environmentUrls: readonly OllamaUrl[];
  readonly ollamaEnabled: Sourced<boolean>;
  readonly persistentConfig: boolean;
  readonly database: Database;
  /** Raw text of HF_ENDPOINT; null: unset (https://huggingface.co). An empty text breaks the client. */
  readonly hubEndpoint: Sourced<string> | null;
  readonly hubOffline: Sourced<boolean>;
  readonly offlineMode: Sourced<boolean>;
  readonly embeddingEngine: Sourced<string>;
  readonly embeddingModel: Sourced<string>;
  /** Whether the embedding model is in the cache on disk. */
  readonly embeddingCached: Known<boolean>;
  /** Proxy variables with their values free of credentials. */
  readonly proxies: readonly { readonly name: string; readonly value: string }[];
  /** Variables that the checks use (allow-listed), as set for the process. */
  readonly variables: Readonly<Record<string, string>>;
}

export type InstanceState =
  | 'running'
  | 'exited'
  | 'created'
  | 'paused'
  | 'restarting'
  | 'removing'
  | 'dead'
  | 'unknown';

export interface PublishedPort {
  readonly containerPort: number;
  readonly hostIp: string;
  readonly hostPort: number;
}
export interface NetworkJoined {
  readonly name: string;
  readonly gateway: string | null;
  readonly address: string | null;
  readonly aliases: readonly string[];
}
export interface ComposeOrigin {
  readonly project: string;
  readonly service: string;
  readonly workingDir: string | null;
  readonly configFiles: readonly string[];
}
/** A container as the engine tells it. `inspect` holds secrets (environment): it never reaches a report. */
export interface Container {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: InstanceState;
  readonly exitCode: number;
  readonly oomKilled: boolean;
  readonly restartCount: number;
  readonly health: 'healthy' | 'unhealthy' | 'starting' | 'none';
  /** `bridge`, `host`, `none`, a network's name, or `container:<id>`; `default` is told as `bridge`. */
  readonly networkMode: string;
  readonly networks: readonly NetworkJoined[];
  readonly published: readonly PublishedPort[];
  /** Ports that were asked for with -p, also where host networking discards them or the container is stopped. */
  readonly askedPorts: readonly PublishedPort[];
  readonly extraHosts: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly compose: ComposeOrigin | null;
  readonly inspect: Docker.ContainerInspectInfo;
  readonly imageInspect: Docker.ImageInspectInfo | null;
}

export type Runtime = 'docker' | 'podman' | 'pip' | 'unknown';

/** What an Open WebUI without a container runs with. `env` holds secrets: it never reaches a report. */
export interface LocalProgram {
  readonly python: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Folder with its package.json, where it runs from its sources. */
  readonly app: string | null;
  readonly uid: number | null;
}

/** How the Python that an Open WebUI runs with is started on this machine. `env` holds secrets: it never reaches a report. */
export interface Interpreter {
  /** The interpreter, after what leads to it: `chroot <root> python3`. */
  readonly command: readonly string[];
  /** Open WebUI's own variables. */
  readonly env: Readonly<Record<string, string>>;
  /** Folder with its package.json; null: asked of the Python package. */
  readonly app: string | null;
  readonly uid: number | null;
}

/** One Open WebUI. */
export interface Instance {
  readonly name: string;
  readonly runtime: Runtime;
  readonly state: InstanceState;
  readonly image: string | null;
  readonly networkMode: string | null;
  /** Where a browser on this machine opens it; null where nothing is published. */
  readonly webuiUrl: Sourced<string> | null;
  /** Port that the program listens on inside its own network namespace. */
  readonly listenPort: number;
  readonly version: string | null;
  readonly settings: Settings;
  readonly container: Container | null;
  /** Set where it runs without a container and may be looked into. */
  readonly program?: LocalProgram;
  /** Set beside or inside a container, where its Python may be run from here. */
  readonly interpreter?: Interpreter;
  /** When its process was started, in milliseconds since the epoch; absent where that is not seen, or the engine tells it. */
  readonly startedAt?: number;
  /** Last lines of its log (at most 200), control characters removed; empty where it cannot be read. */
  readonly log: readonly string[];
}

/** How an Ollama is run: it decides the command that changes it. */
export type OllamaRun =
  | { readonly kind: 'systemd'; readonly unit: string }
  | { readonly kind: 'process'; readonly pid: number; readonly user: string | null; readonly command: string }
  | { readonly kind: 'container'; readonly container: Container }
  | { readonly kind: 'snap' }
  | { readonly kind: 'desktop-app' }
  | { readonly kind: 'installed' }; // a program on the disk, not running

/** An Ollama found on this machine. */
export interface OllamaServer {
  readonly run: OllamaRun;
  readonly state: 'running' | 'stopped';
  /** Sockets it listens on, on this machine (empty for a container without published ports). */
  readonly listens: readonly { readonly address: string; readonly port: number }[];
  /** Value of OLLAMA_HOST that it was started with, where it can be read. */
  readonly ollamaHost: string | null;
}

/** One attempt to reach an engine. */
export interface EngineTried {
  readonly address: string;
  readonly from: string; // 'DOCKER_HOST', 'context colima', 'usual socket' …
  readonly outcome: 'ok' | 'absent' | 'refused' | 'forbidden' | 'timeout' | 'invalid' | 'failed';
  readonly code: string | null;
}
export type Engine =
  | {
      readonly state: 'reachable';
      readonly kind: 'docker' | 'podman';
      readonly address: string;
      readonly version: string;
      /** True where the engine runs on another machine: this machine is then not the containers' host. */
      readonly remote: boolean;
      /** Docker Desktop, Colima, OrbStack …: containers run in a virtual machine; host.docker.internal is built in. */
      readonly virtualMachine: boolean;
      readonly tried: readonly EngineTried[];
    }
  /** `expected`: something says that there should be one (DOCKER_HOST, a context, a socket, a compose file with Open WebUI). */
  | {
      readonly state: 'unreachable' | 'forbidden';
      readonly expected: boolean;
      readonly tried: readonly EngineTried[];
      readonly socket: SocketOwner | null;
    }
  | { readonly state: 'not-asked' }; // --in-container

/** What an engine did not tell, or told in a way that cannot be read. */
export interface Unread {
  /** The list of containers; one container that looks like Open WebUI or was named; those beyond the limit. */
  readonly what: 'list' | 'container' | 'rest';
  readonly name: string | null;
  /** An error's code, an HTTP status, the odd field, or how many. */
  readonly reason: string;
}

/** Who may open the socket, for `docker-permission-denied`. */
export interface SocketOwner {
  readonly path: string;
  readonly owner: string;
  readonly group: string;
  readonly mode: string;
  /** True where the account is in the group but this session is not yet. */
  readonly memberElsewhere: boolean;
}

/** This machine. */
export interface Host {
  readonly platform: NodeJS.Platform;
  readonly root: boolean;
  readonly user: string;
  readonly systemd: boolean;
  readonly addresses: readonly {
    readonly name: string;
    readonly address: string;
    readonly family: 4 | 6;
    readonly internal: boolean;
  }[];
  /** docker0's address, or what host-gateway stands for on this engine; null where unknown. */
  readonly bridgeGateway: string | null;
  /** Listening sockets, null where the kernel's tables cannot be read (not Linux). */
  readonly listeners: readonly Listener[] | null;
}

/** Everything that is configured: plain data, read once, changed by nothing. */
export interface Deployment {
  readonly mode: 'host' | 'in-container';
  /** Where a sidecar sees the container's files (`/proc/1/root`); absent or empty: here. */
  readonly root?: string;
  readonly host: Host;
  readonly engine: Engine;
  readonly instances: readonly Instance[];
  readonly ollamas: readonly OllamaServer[];
  /** Containers on the engine other than the instances (names and networks are used for suggestions). */
  readonly neighbours: readonly Container[];
  /** What the engine has and could not be read: it may hide an Open WebUI. Absent: nothing. */
  readonly unread?: readonly Unread[];
  /** Where was looked, for `nothing-found`. */
  readonly lookedAt: readonly Said[];
}
