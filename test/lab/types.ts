import type { Dns } from './dns.js';
import type { Engine } from './engine.js';
import type { Hub } from './hub.js';
import type { ImageName, WebUiVersion } from './images.js';
import type { Place } from './namespace.js';
import type { Podman } from './podman.js';
import type { Finished } from './process.js';

export interface LabOptions {
  /** Images that the engine has from the start. Default: the tools and the newest Open WebUI. Others come when they are asked for. */
  readonly images?: readonly ImageName[];
  /** A lab that outlives the process that started it, to be ended by name. Default false. */
  readonly detached?: boolean;
}

export interface HostOptions {
  readonly input?: string;
  /** Added to the host's clean environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds until the command is killed. Default two minutes. */
  readonly timeoutMs?: number;
  readonly cwd?: string;
  /** Which machine: the user's host, or the far side of its LAN, which has the neighbour's and the internet's addresses. */
  readonly place?: Place;
}

/** A server on one of the lab's machines. Ended by `stop`, by the lab's `reset`, or with the lab. */
export interface LabProcess {
  /** Everything it wrote, standard output and error together. */
  log(): string;
  /** Its container's name, where it runs in one. */
  readonly container: string | null;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}

export interface OllamaOptions {
  /** The value of OLLAMA_HOST. Default: none, so 127.0.0.1:11434; in a container, its image's 0.0.0.0:11434. */
  readonly listen?: string;
  /** Names of models that it has. Default `llama3.2:latest`; an empty list for a server with nothing pulled. */
  readonly models?: readonly string[];
  readonly version?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A process on the host (default), a process on the neighbour's machine, or a container. */
  readonly as?: 'process' | 'neighbour' | 'container';
  /** For a container: its name (default `ollama`) and the arguments of docker run before the image. */
  readonly name?: string;
  readonly run?: readonly string[];
}

/** Old data: `used` has been started once with the default settings and has an account; `fresh` has never been started. */
export type Seed = 'used' | 'fresh';

export interface WebUiOptions {
  readonly version?: WebUiVersion;
  /** Container's name. Default `open-webui`. */
  readonly name?: string;
  /** Volume's name. Default: the container's. */
  readonly volume?: string;
  /** Arguments of `docker run` before the image. Default: `-p 3000:8080`. */
  readonly run?: readonly string[];
  readonly seed?: Seed;
  /** Settings written into the seed's database, by the names of 0.10 and later, e.g. `ollama.base_urls`. */
  readonly rows?: Readonly<Record<string, unknown>>;
  /** Whether to wait until it answers. Default true. */
  readonly wait?: boolean;
}

/** The real Open WebUI in a container. Everything is asked by name, so it works on after the container was made anew. */
export interface WebUi {
  readonly name: string;
  readonly volume: string;
  readonly version: WebUiVersion;
  readonly image: string;
  /** Waits until it answers /health on its own loopback. Throws with its log when it ends, crashes or the time is over (default 150 s). */
  waitHealthy(ms?: number): Promise<void>;
  /** The administrator's token; signs in, or makes the first account of a fresh volume. */
  token(): Promise<string>;
  /**
   * The judge: names of the models that Open WebUI itself lists through its connection to Ollama.
   * @param waitMs how long an empty list is asked again (it is kept for a second or more). Default 6000.
   */
  listedModels(waitMs?: number): Promise<string[]>;
  ollamaConfig(): Promise<{ readonly OLLAMA_BASE_URLS: string[]; readonly ENABLE_OLLAMA_API: boolean }>;
  /** Asks any route of Open WebUI from inside its container, signed in. */
  ask(
    path: string,
    options?: { readonly method?: string; readonly body?: unknown },
  ): Promise<{ status: number; body: string }>;
  /**
   * A download by the container's own huggingface_hub: a small file and one that a CDN host sends.
   * @param ms its time; a good one needs two seconds, and the client tries a bad one again for 23. Default 12 000.
   */
  hubDownload(ms?: number): Promise<{ readonly ok: boolean; readonly error?: string }>;
  /** Values of settings as the database has them now (JSON), by their 0.10 names; undefined where there is none. */
  settings(...keys: string[]): Promise<Record<string, unknown>>;
  logs(): Promise<string>;
}

/** Extra firewall rules of a machine of the lab, iptables' words without `iptables`. Undone by `reset`. */
export type Firewall = (...rule: string[]) => Promise<void>;

export interface Lab {
  readonly name: string;
  /** unix://…, usable here and on the lab's host. The host also has the engine at /var/run/docker.sock. */
  readonly dockerHost: string;
  readonly dir: string;
  /** docker0's address on the host. */
  readonly gateway: string;
  /** The host's own address on its LAN. */
  readonly address: string;
  /** The authority that host and images trust. */
  readonly caFile: string;
  readonly hub: Hub;
  readonly dns: Dns;
  readonly engine: Engine;
  readonly podman: Podman;
  /** Runs a command on the host, with DOCKER_HOST and an otherwise clean environment. */
  host(command: readonly string[], options?: HostOptions): Promise<Finished>;
  /** Starts a server on the host. It is ended by `reset` and `stop`. */
  hostSpawn(command: readonly string[], options?: HostOptions): Promise<LabProcess>;
  /** The docker program on the lab's engine. Throws with what it said when it fails. */
  docker(...args: string[]): Promise<string>;
  /** Debian's docker-compose in a project folder. Throws when it fails. */
  compose(dir: string, ...args: string[]): Promise<string>;
  /** Runs a text as a user would who pastes it into bash on the host. */
  paste(commands: string, options?: HostOptions): Promise<Finished>;
  ollama(options?: OllamaOptions): Promise<LabProcess>;
  webui(options?: WebUiOptions): Promise<WebUi>;
  /** Judges a container that something else started (compose, a pasted command). */
  judge(options: { readonly name: string; readonly version?: WebUiVersion; readonly volume?: string }): WebUi;
  /** Makes a volume with a seed in it, for containers that something else starts. */
  seedVolume(volume: string, options?: Pick<WebUiOptions, 'version' | 'seed' | 'rows'>): Promise<void>;
  /** Makes sure the engine has an image; may restart the engine. */
  image(name: ImageName): Promise<string>;
  firewall: Firewall;
  /** Removes containers, volumes, networks, rules and processes of a scenario and heals the servers. */
  reset(): Promise<void>;
  /** Ends the lab and removes everything it made. */
  stop(): Promise<void>;
}
