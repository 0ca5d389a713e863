import type { Client } from '../types/probe.js';
import { bypassed } from './no-proxy.js';
import { type Environment, getproxies, named } from './proxy-environment.js';

/** The proxy that a client would use. `url` has its credentials; it never leaves this room with them. */
export interface ForwardProxy {
  readonly url: URL | null; // null: the variable holds no URL
  readonly variable: string;
  /** The URL without user and password, cut; for evidence. */
  readonly shown: string;
}

/**
 * Which proxy a client takes for a URL.
 *
 * - aiohttp, httpx, requests read the variables as Python's urllib does: any case, the lower-case one wins, and an empty
 *   lower-case one switches the proxy off. aiohttp knows no ALL_PROXY and leaves `https://` proxies out.
 * - curl reads `http_proxy` in lower case only, the others in both, the lower-case one first.
 * @param client whose rules
 * @param url what is asked
 * @param env variables of the vantage point
 * @returns null where the client connects directly
 */
export function proxyFor(client: Client, url: URL, env: Environment): ForwardProxy | null {
  if (client === 'direct') return null;
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  const found = client === 'curl' ? curlProxy(scheme, env) : pythonProxy(client, scheme, env);
  if (!found || bypassed(client, url, env)) return null;
  const parsed = parse(found.value, client);
  // aiohttp: "HTTPS proxies ... are not supported, ignoring".
  if (client === 'aiohttp' && parsed?.protocol === 'https:') return null;
  return { url: parsed, variable: found.variable, shown: shownUrl(parsed) };
}

type Found = { readonly value: string; readonly variable: string };

function pythonProxy(client: Client, scheme: 'http' | 'https', env: Environment): Found | undefined {
  const all = getproxies(env);
  return all.get(scheme) ?? (client === 'aiohttp' ? undefined : all.get('all'));
}

function curlProxy(scheme: 'http' | 'https', env: Environment): Found | undefined {
  const names = scheme === 'http' ? ['http_proxy'] : ['https_proxy', 'HTTPS_PROXY'];
  return named(env, [...names, 'all_proxy', 'ALL_PROXY']);
}

function parse(value: string, client: Client): URL | null {
  // aiohttp takes the value as it is; the others put http:// before a bare host:port.
  const text = value.includes('://') || client === 'aiohttp' ? value : `http://${value}`;
  try {
    const url = new URL(text);
    return url.hostname === '' ? null : url;
  } catch {
    return null;
  }
}

function shownUrl(url: URL | null): string {
  return url === null ? '' : `${url.protocol}//${url.host}`.slice(0, 200);
}
