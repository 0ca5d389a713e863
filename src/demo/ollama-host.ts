import { isIP } from 'node:net';

/** What `OLLAMA_HOST` says: the scheme and path matter to clients only, the server listens on `host` and `port`. */
export interface OllamaHost {
  readonly scheme: string;
  /** Empty for every address of the machine. */
  readonly host: string;
  readonly port: number;
  /** Without its leading slash; empty where there is none. */
  readonly path: string;
}

/**
 * Reads a value of `OLLAMA_HOST` as Ollama 0.32.15 does: spaces and quotes around it go, a scheme changes the default
 * port, a port that is none gives way to the default. No value is an error here; a wrong name fails at the look-up.
 */
export function parseOllamaHost(value: string): OllamaHost {
  const text = trim(value);
  const cut = text.indexOf('://');
  const scheme = cut >= 0 ? text.slice(0, cut) : text === 'ollama.com' ? 'https' : 'http';
  const rest = cut >= 0 ? text.slice(cut + 3) : text === 'ollama.com' ? 'ollama.com:443' : text;
  const defaultPort = cut < 0 ? 11434 : scheme === 'http' ? 80 : scheme === 'https' ? 443 : 11434;
  const slash = rest.indexOf('/');
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const pair = splitHostPort(authority);
  return {
    scheme,
    host: pair?.host ?? bareHost(authority),
    port: pair === undefined ? defaultPort : portNumber(pair.port, defaultPort),
    path: slash < 0 ? '' : rest.slice(slash + 1),
  };
}

/** The value as a URL, as the program prints it in its own configuration. */
export function ollamaHostUrl(parsed: OllamaHost): string {
  return `${parsed.scheme}://${joinHostPort(parsed.host, parsed.port)}${parsed.path === '' ? '' : `/${parsed.path}`}`;
}

/** Go's `net.JoinHostPort`: an IPv6 address in brackets. */
export function joinHostPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Go's `net.SplitHostPort`; undefined where that reports an error (no port, too many colons). */
export function splitHostPort(text: string): { readonly host: string; readonly port: string } | undefined {
  const match = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(text);
  return match === null ? undefined : { host: match[1] ?? match[2] ?? '', port: match[3] ?? '' };
}

function trim(value: string): string {
  return value
    .trim()
    .replace(/^["']+|["']+$/g, '')
    .trim();
}

function bareHost(authority: string): string {
  const address = authority.replace(/^[[\]]+|[[\]]+$/g, '');
  return isIP(address) > 0 ? address : authority === '' ? '127.0.0.1' : authority;
}

function portNumber(text: string, defaultPort: number): number {
  const port = /^[+-]?\d+$/.test(text) ? Number(text) : -1;
  return port >= 0 && port <= 65_535 ? port : defaultPort;
}
