import type { DnsProbe, HttpProbe, ListenerProbe, TcpProbe } from './probe.js';

/** The probes that several checks and causes share: made here, so that equal questions are asked once. */

/** `GET <base>/api/tags`, as Open WebUI's own client asks. @param base URL without a trailing slash of its own */
export function ollamaTags(base: string): HttpProbe {
  return { kind: 'http', method: 'GET', url: `${base}/api/tags`, client: 'aiohttp', expect: 'ollama-tags' };
}
/** `GET <base>/api/version`, as Open WebUI's own client asks. */
export function ollamaVersion(base: string): HttpProbe {
  return { kind: 'http', method: 'GET', url: `${base}/api/version`, client: 'aiohttp', expect: 'ollama-version' };
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
