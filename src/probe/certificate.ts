import type { DetailedPeerCertificate, PeerCertificate } from 'node:tls';
import type { Certificate } from '../types/probe.js';

const MOST_NAMES = 20;
const MOST_CHARACTERS = 200;
/** A server may send a chain without end. */
const LONGEST_CHAIN = 10;

/** What a server's certificate says, cut to a size that can be shown; null where the server sent none. */
export function describeCertificate(peer: DetailedPeerCertificate): Certificate | null {
  if (peer.raw === undefined) return null;
  return {
    subject: nameOf(peer.subject),
    issuer: nameOf(peer.issuer),
    altNames: altNamesOf(peer.subjectaltname ?? ''),
    validFrom: dateOf(peer.valid_from),
    validTo: dateOf(peer.valid_to),
    fingerprint256: peer.fingerprint256.replaceAll(':', ''),
    chainEnd: chainEndOf(peer),
  };
}

function chainEndOf(peer: DetailedPeerCertificate): string | null {
  let end = peer;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const next = end.issuerCertificate;
    if (!next?.raw || next.fingerprint256 === end.fingerprint256) break;
    end = next;
  }
  return nameOf(end.subject);
}

/** `CN=…, O=…`, as OpenSSL prints a name. */
function nameOf(name: PeerCertificate['subject'] | undefined): string {
  return Object.entries(name ?? {})
    .flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((one) => `${key}=${one}`))
    .join(', ')
    .slice(0, MOST_CHARACTERS);
}

function altNamesOf(text: string): readonly string[] {
  return text
    .split(', ')
    .filter(Boolean)
    .slice(0, MOST_NAMES)
    .map((name) => name.replace(/^(DNS|IP Address):/, '').slice(0, MOST_CHARACTERS));
}

function dateOf(text: string): string | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
