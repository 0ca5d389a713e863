import type { IncomingMessage } from 'node:http';
import { shownLocation } from '../secrets/address.js';
import type { Evidence, HttpProbe, Outcome, Phase } from '../types/probe.js';
import { shownHeaders } from './answer-headers.js';
import { type Body, readBody } from './body.js';
import { exchange } from './exchange.js';
import { faultOf } from './fault.js';
import { isShowable, parseJson } from './json.js';
import { isFrom } from './service.js';
import { type Eyes, leave, type Notes, proxyFault, resolve, timed, type Way, wayTo } from './way.js';

/** As Open WebUI's client follows them. */
const MOST_REDIRECTS = 5;
const MOST_SHOWN = 512;

export interface Ended {
  readonly outcome: Outcome;
  readonly phase: Phase;
}
/**
 * Asks a web server, follows its redirects, and judges the answer.
 * @param notes filled on the way
 * @throws Fault of the hop that failed
 */
export async function askHttp(request: HttpProbe, eyes: Eyes, notes: Notes): Promise<Ended> {
  const most = request.redirects ?? MOST_REDIRECTS;
  const followed: { readonly status: number; readonly location: string }[] = [];
  const visited = new Set<string>();
  let hop = await read(request.url, eyes, notes);
  for (;;) {
    visited.add(hop.href);
    const answer = await askOne(hop, request, eyes, notes);
    const status = answer.statusCode ?? 0;
    note(answer, status, notes);
    const location = status >= 301 && status <= 308 && status !== 304 ? answer.headers.location : undefined;
    if (location === undefined) return judge(request, answer, eyes, notes);
    if (most === 0) return { outcome: 'ok', phase: 'http' };
    followed.push({ status, location: shownLocation(location).slice(0, MOST_SHOWN) });
    notes.evidence = { ...notes.evidence, redirects: followed };
    const next = nextHop(hop, location);
    if (!next || followed.length > most || visited.has(next.href)) return { outcome: 'http-status', phase: 'http' };
    leave(notes);
    const commit = notes.evidence.headers?.['x-repo-commit'];
    notes.evidence = { redirects: followed, ...(commit !== undefined && { headers: { 'x-repo-commit': commit } }) };
    hop = next;
  }
}

/**
 * A URL as Node reads it. Other clients hand a host with a blank in it to the resolver, where it fails: so does this one.
 * @throws Fault in phase dns; a TypeError with ERR_INVALID_URL for what is no URL at all
 */
async function read(url: string, eyes: Eyes, notes: Notes): Promise<URL> {
  const host = URL.canParse(url)
    ? undefined
    : /^https?:\/\/(?:[^/?#]*@)?([^/?#]*?)(?::\d*)?(?:[/?#]|$)/i.exec(url)?.[1];
  if (host) await resolve(host, eyes.ending, notes);
  return new URL(url);
}

/** One hop: a connection, TLS where the URL says so, a request, the head of its answer. */
async function askOne(hop: URL, request: HttpProbe, eyes: Eyes, notes: Notes): Promise<IncomingMessage> {
  const way = await wayTo(hop, eyes, notes);
  let { socket } = way;
  if (hop.protocol === 'https:') {
    const { secure } = await import('./secure.js');
    socket = await secure(socket, hop.hostname, eyes, notes);
  }
  notes.socket = socket;
  const asked = {
    method: request.method,
    path: way.absolute ? hop.href : `${hop.pathname}${hop.search}`,
    headers: await headersFor(hop, request, way, notes.evidence),
  };
  try {
    return await timed('http', notes, () => exchange(socket, asked, eyes.ending));
  } catch (error) {
    // An ordinary request through a proxy: whoever hangs up is the proxy; who is silent cannot be told.
    const fault = faultOf('http', error);
    throw way.absolute && way.proxy && fault.outcome !== 'timeout' ? proxyFault(fault, way.proxy) : fault;
  }
}

/** What the caller gave is secret: it goes to the URL's own origin, never where the peer could be someone else. */
async function headersFor(
  hop: URL,
  request: HttpProbe,
  way: Way,
  seen: Evidence,
): Promise<Readonly<Record<string, string>>> {
  const headers: Record<string, string> = {
    host: hop.host,
    'user-agent': 'owui-doctor',
    accept: '*/*',
    'accept-encoding': 'gzip, deflate',
  };
  const safe = hop.protocol === 'https:' ? seen.trusted === true : !way.absolute;
  if (safe && hop.origin === new URL(request.url).origin)
    for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value;
  if (!way.absolute || !way.proxy) return headers;
  const { proxyHeaders } = await import('./tunnel.js');
  return { ...headers, ...proxyHeaders(way.proxy) };
}

function note(answer: IncomingMessage, status: number, notes: Notes): void {
  const type = answer.headers['content-type']?.slice(0, MOST_SHOWN);
  notes.evidence = {
    ...notes.evidence,
    status,
    ...(type !== undefined && { contentType: type }),
    headers: { ...notes.evidence.headers, ...shownHeaders(answer.headers) },
  };
}

/** Where a redirect leads; null where it leads nowhere that HTTP reaches. */
function nextHop(from: URL, location: string): URL | null {
  if (!URL.canParse(location, from.href)) return null;
  const url = new URL(location, from);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

async function judge(request: HttpProbe, answer: IncomingMessage, eyes: Eyes, notes: Notes): Promise<Ended> {
  const status = answer.statusCode ?? 0;
  const { proxy } = notes.evidence;
  if (status === 407 && proxy) throw faultOf('proxy', {}, { proxy: { ...proxy, status } });
  const failed = status >= 300;
  let body: Body = { text: '', bytes: 0, truncated: false };
  try {
    if (request.method !== 'HEAD') body = await timed('body', notes, () => readBody(answer, eyes.ending));
  } catch (error) {
    // A status that says enough needs no body.
    if (!failed) throw error;
  }
  notes.evidence = { ...notes.evidence, ...bodyEvidence(body) };
  if (failed) return { outcome: 'http-status', phase: 'http' };
  const same = isFrom(request.expect, { ...body, headers: notes.evidence.headers ?? {} });
  return { outcome: same ? 'ok' : 'wrong-service', phase: 'body' };
}

function bodyEvidence({ text, bytes, truncated }: Body): Evidence {
  const size = { bytes, ...(truncated && { truncated }) };
  const json = truncated ? undefined : parseJson(text);
  if (json !== undefined) return isShowable(text) ? { ...size, json } : size;
  return text === '' ? size : { ...size, bodyStart: text.slice(0, MOST_SHOWN) };
}
