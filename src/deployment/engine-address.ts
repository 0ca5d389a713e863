import { shownAddress } from '../secrets/address.js';
import { ConfigurationError } from './configuration-error.js';

/** TLS material of an engine: file contents. */
export interface EngineTls {
  readonly ca: Buffer | null;
  readonly cert: Buffer | null;
  readonly key: Buffer | null;
  readonly verify: boolean;
}
/** Where an engine could be, in a form that can be connected to. */
export type EngineAddress =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: EngineTls | null }
  | { readonly kind: 'ssh'; readonly user: string | null; readonly host: string; readonly port: number | null };

/** The ways in which tcp:// is read: whether TLS is spoken, and with what. */
export type TlsFor = (port: number) => EngineTls | null;

/**
 * Reads an engine's address: unix://, npipe://, tcp://, http://, https:// or ssh://.
 * @param text as given in DOCKER_HOST, --docker-host or a context
 * @param from what gave it, for the message
 * @param tls tells whether a TCP address speaks TLS
 * @throws ConfigurationError `engine.bad-address` where the scheme is another one or the rest cannot be read
 */
export function readEngineAddress(text: string, from: string, tls: TlsFor): EngineAddress {
  const refuse = (): never => {
    throw new ConfigurationError({ code: 'engine.bad-address', args: { from, address: shownAddress(text.trim()) } });
  };
  const match = /^([a-z]+):\/\/(.*)$/i.exec(text.trim());
  const scheme = match?.[1]?.toLowerCase();
  const rest = match?.[2] ?? '';
  if (scheme === 'unix' || scheme === 'npipe') {
    if (rest === '')
      return { kind: 'socket', path: scheme === 'unix' ? '/var/run/docker.sock' : '//./pipe/docker_engine' };
    return { kind: 'socket', path: rest };
  }
  if (scheme !== 'tcp' && scheme !== 'http' && scheme !== 'https' && scheme !== 'ssh') return refuse();
  // The WHATWG parser knows hosts and ports of special schemes only; the text after the scheme reads alike.
  const parsable = `http://${rest}`;
  if (!URL.canParse(parsable)) return refuse();
  const url = new URL(parsable);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const portGiven = /:(\d+)(?:[/?#]|$)/.exec(rest.replace(/^.*@/, ''))?.[1];
  if (scheme === 'ssh') {
    // A host that begins with a dash would be read as an option by ssh.
    if (host.startsWith('-') || url.username.startsWith('-')) return refuse();
    return { kind: 'ssh', user: url.username || null, host, port: portGiven ? Number(portGiven) : null };
  }
  const port = portGiven ? Number(portGiven) : 2375;
  return { kind: 'tcp', host, port, tls: tls(port) ?? (scheme === 'https' ? plainTrust : null) };
}

/** TLS with the system's trust store and no certificate of our own. */
const plainTrust: EngineTls = { ca: null, cert: null, key: null, verify: true };

/** True where the engine is on another machine. @param own addresses of this machine's interfaces */
export function isRemote(address: EngineAddress, own: ReadonlySet<string>): boolean {
  if (address.kind === 'socket') return false;
  const { host } = address;
  return !(host === 'localhost' || host === '::1' || host.startsWith('127.') || own.has(host));
}
