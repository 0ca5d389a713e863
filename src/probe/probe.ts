import type { Evidence, Outcome, Phase, ProbeRequest, Seen, VantageId } from '../types/probe.js';
import type { Dialled } from './dial.js';
import { dial } from './dial.js';
import { type Ending, endingOf } from './ending.js';
import { faultOf } from './fault.js';
import { readListeners } from './listener.js';
import type { Environment } from './proxy-environment.js';
import { targetOf } from './target.js';
import { type Eyes, leave, type Notes, newNotes, resolve, timed, wayTo } from './way.js';

/** From where and how a probe is made. */
export interface How {
  readonly vantage: VantageId;
  /** Variables of the vantage point: they name proxies and trust stores. */
  readonly env: Environment;
  /** Limit in milliseconds of a probe that names none itself. */
  readonly limitMs: number;
  /** Where the vantage point's files are found, where that is not `/`: `/proc/1/root`. */
  readonly rootPrefix?: string;
}

type Ended = { readonly outcome: Outcome; readonly phase: Phase | null };

/**
 * Makes one probe from this process.
 * @param signal ends it at once, as `aborted`
 * @returns one entry an address, the one that a client would have used first
 * @throws never: what goes wrong is an outcome
 */
export async function makeProbe(
  request: ProbeRequest,
  how: How,
  signal: AbortSignal,
): Promise<readonly [Seen, ...Seen[]]> {
  const start = performance.now();
  const ending = endingOf(signal, request.limitMs ?? how.limitMs);
  const notes = newNotes();
  let ended: Ended;
  try {
    if (signal.aborted) throw ending.fault('tcp');
    ended = await ask(request, how, ending, notes);
  } catch (error) {
    const fault = faultOf('http', error);
    notes.evidence = { ...notes.evidence, ...fault.evidence };
    ended = { outcome: fault.outcome, phase: fault.outcome === 'aborted' ? null : fault.phase };
  }
  const total = performance.now() - start;
  // Behind a proxy, the addresses are the proxy's: they say nothing about the target.
  const others = notes.evidence.proxy ? [] : ((await notes.dialling?.others()) ?? []);
  leave(notes);
  ending.release();
  const common = { vantage: how.vantage, kind: request.kind, target: targetOf(request) };
  const { address, port } = notes;
  // The key is with Open WebUI's settings, which this process does not read.
  if (request.kind === 'http' && request.keyOf) notes.evidence = { ...notes.evidence, key: 'unread' };
  const first: Seen = {
    ...common,
    ...ended,
    address,
    port,
    times: rounded(notes.times, total),
    evidence: notes.evidence,
  };
  const told = others.filter((one) => one.to.address !== address && (one.fault || request.kind === 'tcp'));
  return [first, ...told.map((one) => ({ ...common, ...seenAt(one), port }))];
}

async function ask(request: ProbeRequest, how: How, ending: Ending, notes: Notes): Promise<Ended> {
  switch (request.kind) {
    case 'dns':
      notes.address = (await resolve(request.host, ending, notes))[0]?.address ?? null;
      return { outcome: 'ok', phase: 'dns' };
    case 'tcp':
      return askTcp(request.host, request.port, ending, notes);
    case 'tls': {
      const eyes = eyesOf(request.client, how, ending);
      const way = await wayTo(new URL(`https://${bracketed(request.host)}:${request.port}/`), eyes, notes);
      const { askTls } = await import('./secure.js');
      await askTls(way.socket, request.servername ?? request.host, eyes, notes);
      return { outcome: 'ok', phase: 'tls' };
    }
    case 'http': {
      const { askHttp } = await import('./http.js');
      return askHttp(request, eyesOf(request.client, how, ending), notes);
    }
    case 'listener': {
      const listeners = readListeners(request.port);
      // No tables, no answer: that is neither "nobody listens" nor a fault of the port.
      notes.evidence = listeners ? { listeners } : { code: 'NO_SOCKET_TABLE' };
      return { outcome: listeners ? 'ok' : 'aborted', phase: null };
    }
    case 'clock':
      notes.evidence = { clock: Date.now() / 1000 };
      return { outcome: 'ok', phase: null };
  }
}

async function askTcp(host: string, port: number, ending: Ending, notes: Notes): Promise<Ended> {
  const addresses = await resolve(host, ending, notes);
  notes.port = port;
  const dialling = await timed('tcp', notes, () => dial(addresses, port, ending));
  notes.dialling = dialling;
  if (dialling.used) {
    notes.address = dialling.used.to.address;
    return { outcome: 'ok', phase: 'tcp' };
  }
  const [first] = await dialling.others();
  notes.address = first?.to.address ?? null;
  throw first?.fault ?? ending.fault('tcp');
}

function eyesOf(client: Eyes['client'], how: How, ending: Ending): Eyes {
  return { client, env: how.env, prefix: how.rootPrefix ?? '', ending };
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

function seenAt(one: Dialled): Ended & Pick<Seen, 'address' | 'times' | 'evidence'> {
  const evidence: Evidence = one.fault?.evidence ?? {};
  const times = { tcp: round(one.ms) };
  return { outcome: one.fault?.outcome ?? 'ok', phase: 'tcp', address: one.to.address, times, evidence };
}

function rounded(times: Notes['times'], total: number): Seen['times'] {
  const all = Object.entries({ ...times, total }).map(([phase, ms]) => [phase, round(ms)]);
  return Object.fromEntries(all);
}

/** Tenths of a millisecond: what is faster is noise. */
function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
