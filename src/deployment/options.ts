import type { Said } from '../types/text.js';
import type { Given } from './read-instance.js';

/** What the user says about where to look. */
export interface DiscoverOptions {
  readonly inContainer: boolean;
  readonly container?: string;
  readonly dockerHost?: string;
  readonly webuiUrl?: string;
  /** --ollama-url: in place of the ones in force, source `option`. */
  readonly ollamaUrls?: readonly string[];
  readonly envFile?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** An Open WebUI token; secret. Used only for what the database does not tell. */
  readonly token: string | null;
  /** Where the container's files are seen from a sidecar; found where absent. */
  readonly root?: string;
  /** Told before something is done that leaves a trace for a moment: a throw-away container. */
  readonly announce?: (said: Said) => void;
}
/** --webui-url is meant for one instance; among several it belongs to none for certain. */
export function given(options: DiscoverOptions, single: boolean): Given {
  return { ollamaUrls: options.ollamaUrls ?? [], webuiUrl: single ? (options.webuiUrl ?? null) : null };
}
