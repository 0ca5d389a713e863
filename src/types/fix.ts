import type { Container, Deployment, Instance, OllamaServer } from './deployment.js';
import type { ProbeRequest } from './probe.js';
import type { Said } from './text.js';

/** A command to paste as it stands; it comes back by itself. */
export interface Command {
  readonly run: string;
  readonly where: 'host' | 'ollama-host' | 'container';
  readonly needsRoot: boolean;
}

/** How to try a fix where it is harmless: the instance's image in a throw-away container, this probe as its command. */
export interface RehearsalPlan {
  readonly image: string;
  readonly networkMode: string;
  readonly extraHosts: readonly string[];
  readonly probe: ProbeRequest;
}

/**
 * What is known of a fix's effect: `verified` if what it leads to was probed from where Open WebUI runs, with nothing
 * started; `worked` or `failed` if a throw-away container with its settings was started; else it was not tried.
 */
export type Rehearsal = 'verified' | 'worked' | 'failed' | 'not-possible' | 'skipped';

/** A fix before it is rehearsed. */
export interface FixPlan {
  readonly id: string;
  readonly title: Said;
  /** Empty where the fix is steps on a page. */
  readonly commands: readonly Command[];
  /** The way back. */
  readonly undo: readonly Command[];
  /** What a person does that is no command (admin page …). */
  readonly steps: readonly Said[];
  readonly sideEffects: readonly Said[];
  /** Commands that go well with the fix and are no part of it, such as a firewall rule, each with what it is for. */
  readonly also?: readonly { readonly says: Said; readonly command: Command }[];
  /** Either a plan, or the answer already known: a probe from where Open WebUI runs has shown it, or it cannot be tried. */
  readonly rehearsal: RehearsalPlan | { readonly result: 'verified' | 'not-possible'; readonly detail: Said };
}

/** A change of a container's settings; everything else stays as it is. */
export interface ContainerChange {
  readonly network?: 'host' | { readonly name: string };
  readonly addHosts?: readonly string[];
  /** Variables that the fix sets; never secrets. */
  readonly setEnv?: Readonly<Record<string, string>>;
  readonly unsetEnv?: readonly string[];
  /** New published ports, in place of the old ones. */
  readonly publish?: readonly { readonly hostIp: string; readonly hostPort: number; readonly containerPort: number }[];
  /** Bind mounts to add, `source:target[:ro]`. */
  readonly addBinds?: readonly string[];
  /** The whole list of Ollama URLs that has to be in force along with the change, by the same paste (see `setUrls`). */
  readonly urls?: readonly string[];
}

/** The building blocks that causes make their fixes from. Pure: they return plans, they change nothing. */
export interface FixKit {
  readonly deployment: Deployment;
  /**
   * Puts a list of URLs in force where this version of this instance reads it: one settings row (0.10 and later, SQLite),
   * the environment (where it counts), or the admin page's steps. Several plans: least change first.
   * @param urls the whole new list, in the old order
   * @param verified true where the container itself has reached each of them
   */
  setUrls(instance: Instance, urls: readonly string[], verified: boolean): readonly FixPlan[];
  /** Re-creates the container with a change (docker run …, or the compose file): keeps the old one under another name. */
  recreate(
    instance: Instance,
    change: ContainerChange,
    about: {
      readonly id: string;
      readonly title: Said;
      readonly sideEffects?: readonly Said[];
      readonly rehearsal: FixPlan['rehearsal'];
    },
  ): FixPlan;
  /** Lets Ollama listen elsewhere: the command depends on how it is run. `address` e.g. 0.0.0.0 or 172.17.0.1. */
  listen(server: OllamaServer, address: string, port: number): FixPlan;
  /** Starts a stopped Ollama the way it is run; null: none was found on this machine. */
  start(server: OllamaServer | null, listen: string | null): FixPlan;
  /** Joins two containers in a network of their own; `alias` is the name that the URL in force uses. */
  connect(instance: Instance, ollama: Container, alias: string | null): FixPlan;
  /** Pulls a first model. */
  pull(server: OllamaServer | null, url: string): FixPlan;
  /** Brings Ollama itself up to date. */
  update(server: OllamaServer | null): FixPlan;
  /** A plain command or page step of a cause's own. */
  plain(plan: {
    readonly id: string;
    readonly title: Said;
    readonly commands?: readonly Command[];
    readonly steps?: readonly Said[];
    readonly sideEffects?: readonly Said[];
    readonly undo?: readonly Command[];
    readonly rehearsal?: FixPlan['rehearsal'];
  }): FixPlan;
  /** One command of the engine's client (docker or podman), each word quoted. */
  engine(words: readonly string[]): string;
  /** Quotes one word for a POSIX shell; refuses control characters. */
  quote(word: string): string;
  /** `sudo ` where this user is not root and the command needs it. */
  sudo(command: string): string;
}
