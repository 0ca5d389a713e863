import type { ConnectionRef, DnsProbe, HttpProbe, ListenerProbe, TcpProbe } from './probe.js';

/** The probes that several checks and causes share: made here, so that equal questions are asked once. */

/**
 * `GET <base>/api/tags`, as Open WebUI's own client asks.
 * @param base URL without a trailing slash of its own
 * @param keyOf the connection whose key goes with it; null: none
 */
export function ollamaTags(base: string, keyOf: ConnectionRef | null = null): HttpProbe {
  return asked(`${base}/api/tags`, 'ollama-tags', keyOf);
}
/** `GET <base>/api/version`, as Open WebUI's own client asks. */
export function ollamaVersion(base: string, keyOf: ConnectionRef | null = null): HttpProbe {
  return asked(`${base}/api/version`, 'ollama-version', keyOf);
}
/** `GET <base>/api/ps`, as Open WebUI's own client asks. */
export function ollamaProcesses(base: string, keyOf: ConnectionRef | null = null): HttpProbe {
  return asked(`${base}/api/ps`, 'json', keyOf);
}
function asked(url: string, expect: HttpProbe['expect'], keyOf: ConnectionRef | null): HttpProbe {
  return { kind: 'http', method: 'GET', url, client: 'aiohttp', expect, ...(keyOf && { keyOf }) };
}
/** The same two from the host, as a person with curl asks. */
export function ollamaTagsByCurl(base: string): HttpProbe {
  return { ...ollamaTags(base), client: 'curl' };
}
export function ollamaVersionByCurl(base: string): HttpProbe {
  return { ...ollamaVersion(base), client: 'curl' };
}
/** A bare connection; no proxy. */
export function connection(host: string, port: number): TcpProbe {
  return { kind: 'tcp', host, port };
}
export function lookup(host: string): DnsProbe {
  return { kind: 'dns', host };
}
/** Who listens on a port of this machine; null: on any. */
export function listeners(port: number | null): ListenerProbe {
  return { kind: 'listener', port };
}
/** A page or a JSON route of Open WebUI. */
export function webui(
  base: string,
  path: string,
  expect: HttpProbe['expect'],
  client: HttpProbe['client'] = 'direct',
): HttpProbe {
  return { kind: 'http', method: 'GET', url: `${base.replace(/\/+$/, '')}${path}`, client, expect };
}
