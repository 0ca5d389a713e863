import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { Evidence } from '../types/probe.js';
import { describeCertificate } from './certificate.js';
import { distrustOf } from './classify.js';
import { type Ending, within } from './ending.js';
import { Fault } from './fault.js';
import type { Trust } from './trust.js';

/** How long a TLS 1.3 server is given to refuse a client without a certificate, which it does after the handshake. */
const LATE_ALERT_MS = 100;

export interface Secured {
  readonly socket: tls.TLSSocket;
  readonly evidence: Evidence;
}

/**
 * Makes the TLS handshake, whatever the certificate is, and then judges it: an untrusted one is described too.
 * @param name sent as SNI, and checked against the certificate
 * @throws Fault in phase tls; with the certificate where there is one
 */
export async function handshake(socket: Duplex, name: string, trust: Trust, ending: Ending): Promise<Secured> {
  const source = trust.source === undefined ? {} : { trustSource: trust.source };
  if (trust.kind === 'broken') throw new Fault('tls', 'tls-untrusted', { ...trust.error, ...source });
  const host = name.replace(/^\[(.*)\]$/, '$1');
  const secured = await within<tls.TLSSocket>(ending, 'tls', (done, fail) => {
    const made = tls.connect({
      socket,
      host,
      ...(isIP(host) === 0 && { servername: host }),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: false,
      ...(trust.kind === 'set' ? { secureContext: trust.context } : { minVersion: 'TLSv1.2' as const }),
    });
    // Stays: what comes after the handshake is heard by the next phase as well.
    made.on('error', fail);
    made.once('secureConnect', () => done(made));
    return () => made.destroy();
  });
  const evidence = { ...evidenceOf(secured), ...source };
  if (trust.kind === 'unchecked') return { socket: secured, evidence };
  const code = secured.authorized ? undefined : String(secured.authorizationError);
  if (code === undefined) return { socket: secured, evidence: { ...evidence, trusted: true } };
  secured.destroy();
  const dated = outsideItsDates(evidence);
  throw new Fault('tls', dated ?? distrustOf(code), { code, ...evidence, trusted: false });
}

/**
 * Waits until a TLS 1.3 server has either accepted the client (its first session ticket) or refused it.
 * Needed only where nothing else is read from the connection.
 */
export async function settled(socket: tls.TLSSocket, ending: Ending): Promise<void> {
  if (socket.getProtocol() !== 'TLSv1.3') return;
  await within<void>(ending, 'tls', (done, fail) => {
    const timer = setTimeout(done, LATE_ALERT_MS);
    socket.once('session', () => done());
    socket.once('error', fail);
    socket.resume();
    return () => clearTimeout(timer);
  });
}

function evidenceOf(socket: tls.TLSSocket): Evidence {
  const certificate = describeCertificate(socket.getPeerCertificate(true));
  return {
    tls: { protocol: socket.getProtocol() ?? '', cipher: socket.getCipher().name },
    ...(certificate && { certificate }),
  };
}

/**
 * A certificate that is both untrusted and out of its dates is told as the latter from everywhere: OpenSSL names the
 * first fault or the last one, depending on who asks.
 */
function outsideItsDates({ certificate }: Evidence): 'tls-expired' | 'tls-not-yet-valid' | null {
  const now = Date.now();
  if (certificate?.validTo && Date.parse(certificate.validTo) < now) return 'tls-expired';
  if (certificate?.validFrom && Date.parse(certificate.validFrom) > now) return 'tls-not-yet-valid';
  return null;
}
