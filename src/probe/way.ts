import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client, Evidence, Phase } from '../types/probe.js';
import type { Address } from './address.js';
import { type Dialling, dial } from './dial.js';
import type { Ending } from './ending.js';
import { Fault, faultOf } from './fault.js';
import { addressEvidence, addressesOf } from './lookup.js';
import { type ForwardProxy, proxyFor } from './proxy.js';
import type { Environment } from './proxy-environment.js';

/** Facts gathered on the way; what is known stays known when a later phase fails. */
export interface Notes {
  readonly times: Partial<Record<Phase, number>>;
  evidence: Evidence;
  address: string | null;
  port: number | null;
  /** Connections of the last hop: the one in use, and those to other addresses. */
  socket: Duplex | null;
  dialling: Dialling | null;
}
export function newNotes(): Notes {
  return { times: {}, evidence: {}, address: null, port: null, socket: null, dialling: null };
}
/** Leaves a hop; nothing of it stays open. */
export function leave(notes: Notes): void {
  notes.socket?.destroy();
  notes.dialling?.drop();
}

/** Whose eyes a probe has, and its clock. */
export interface Eyes {
  readonly client: Client;
  readonly env: Environment;
  /** Where the vantage point's files are found: `` or `/proc/1/root`. */
  readonly prefix: string;
  readonly ending: Ending;
}

/** A connection to a server, in clear; TLS comes on top. `proxy` is the one that it goes through. */
export interface Way {
  readonly socket: Duplex;
  readonly proxy: ForwardProxy | null;
  /** True where the proxy passes requests on itself, and is to be asked with the whole URL. */
  readonly absolute: boolean;
}

/**
 * Opens a connection to a URL's server as a client would: looks the name up, connects, tunnels.
 * @throws Fault; the notes hold what was seen until then
 */
export async function wayTo(url: URL, eyes: Eyes, notes: Notes): Promise<Way> {
  const proxy = proxyFor(eyes.client, url, eyes.env);
  const port = portOf(url);
  if (!proxy) return { socket: await connect(url.hostname, port, eyes, notes), proxy, absolute: false };
  notes.evidence = { ...notes.evidence, proxy: { url: proxy.shown, variable: proxy.variable } };
  try {
    if (!proxy.url) throw new Fault('proxy', 'proxy-failed', { code: 'ERR_INVALID_URL' });
    if (proxy.url.protocol !== 'http:') throw new Fault('proxy', 'proxy-failed', { code: 'UNSUPPORTED_PROXY' });
    const socket = await connect(proxy.url.hostname, portOf(proxy.url), eyes, notes);
    if (url.protocol === 'http:') return { socket, proxy, absolute: true };
    const { tunnel } = await import('./tunnel.js');
    const open = await timed('proxy', notes, () => tunnel(socket, proxy, `${url.hostname}:${port}`, eyes.ending));
    return { socket: open, proxy, absolute: false };
  } catch (error) {
    throw proxyFault(error, proxy);
  }
}

/** The port of a URL, also where it is the scheme's own. */
export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}

/** Whatever goes wrong between here and the proxy is the proxy's. @param error thrown by a phase */
export function proxyFault(error: unknown, proxy: ForwardProxy): Fault {
  const fault = faultOf('proxy', error);
  if (fault.outcome === 'aborted') return fault;
  const { code } = fault.evidence;
  const known = { url: proxy.shown, variable: proxy.variable, ...(code !== undefined && { code }) };
  return new Fault('proxy', 'proxy-failed', { ...fault.evidence, proxy: { ...known, ...fault.evidence.proxy } });
}

async function connect(hostname: string, port: number, eyes: Eyes, notes: Notes): Promise<Socket> {
  const addresses = await resolve(hostname, eyes.ending, notes);
  notes.port = port;
  const dialling = await timed('tcp', notes, () => dial(addresses, port, eyes.ending));
  notes.dialling = dialling;
  if (dialling.used) {
    notes.address = dialling.used.to.address;
    notes.socket = dialling.used.socket;
    return dialling.used.socket;
  }
  throw await firstFault(dialling, notes);
}

/** None connected: the first address speaks for the probe, the others are told beside it. */
async function firstFault(dialling: Dialling, notes: Notes): Promise<Fault> {
  const [first] = await dialling.others();
  notes.address = first?.to.address ?? null;
  if (first) notes.times.tcp = first.ms;
  return first?.fault ?? new Fault('tcp', 'unreachable', {});
}

/** Looks a name up and notes the addresses. */
export async function resolve(hostname: string, ending: Ending, notes: Notes): Promise<readonly Address[]> {
  const addresses = await timed('dns', notes, () => addressesOf(hostname, ending));
  notes.evidence = { ...notes.evidence, ...addressEvidence(addresses) };
  return addresses;
}

/** Adds the time of a phase to those of earlier hops. */
export async function timed<T>(phase: Phase, notes: Notes, run: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await run();
  } finally {
    notes.times[phase] = (notes.times[phase] ?? 0) + (performance.now() - start);
  }
}
