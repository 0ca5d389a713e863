import type { TlsOptions } from 'node:tls';
import type { Outcome } from '../../../src/types/probe.js';
import type { Certificates, Pair } from './certificates.js';
import type { Fault } from './fault.js';
import { answer, serve, serveTls, standing } from './servers.js';

/** A server with a certificate, asked with the tests' authority trusted. */
function withCertificate(
  name: string,
  pick: (all: Certificates) => Pair,
  outcome: Outcome,
  code: RegExp | null,
): Fault {
  return {
    name,
    start: async (place) => ({
      ...(await standing(place, serveTls(place, pick(place.certificates)), { scheme: 'https' })),
      env: { SSL_CERT_FILE: place.certificates.caFile },
    }),
    outcome,
    phase: outcome === 'ok' ? 'body' : 'tls',
    ...(code && { code }),
    described: true,
    evidence: { trusted: outcome === 'ok' },
  };
}
/** A server that speaks TLS in a way of its own. */
function withOptions(
  name: string,
  options: TlsOptions,
  outcome: Outcome,
  code: RegExp,
  evidence: Fault['evidence'] = {},
): Fault {
  return {
    name,
    start: async (place) => ({
      ...(await standing(place, serveTls(place, place.certificates.good, answer('{}'), options), { scheme: 'https' })),
      env: { SSL_CERT_FILE: place.certificates.caFile },
    }),
    outcome,
    phase: 'tls',
    code,
    evidence,
  };
}

/** A server that is none, or none that keeps to the protocol. */
function raw(
  name: string,
  serveOne: Parameters<typeof serve>[1],
  outcome: Outcome,
  code: RegExp,
  evidence: Fault['evidence'] = {},
): Fault {
  return {
    name,
    start: (place) => standing(place, serve(place, serveOne), { scheme: 'https' }),
    outcome,
    phase: 'tls',
    code,
    evidence,
  };
}

const WEAK = '@SECLEVEL=0';
const CLIENT = { requestCert: true, rejectUnauthorized: true } as const;

/** TLS in every way that it goes wrong. */
export const TLS_FAULTS: readonly Fault[] = [
  withCertificate('a certificate that is in order', (all) => all.good, 'ok', null),
  withCertificate('a certificate with its intermediate', (all) => all.intermediate, 'ok', null),
  withCertificate('expired', (all) => all.expired, 'tls-expired', /^CERT_HAS_EXPIRED$/),
  withCertificate('not yet valid', (all) => all.notYet, 'tls-not-yet-valid', /^CERT_NOT_YET_VALID$/),
  withCertificate('wrong host', (all) => all.wrongHost, 'tls-wrong-host', /^ERR_TLS_CERT_ALTNAME_INVALID$/),
  withCertificate('self-signed', (all) => all.selfSigned, 'tls-untrusted', /^DEPTH_ZERO_SELF_SIGNED_CERT$/),
  withCertificate('self-signed and expired', (all) => all.selfSignedExpired, 'tls-expired', /CERT/),
  withCertificate(
    'unknown authority, sent along',
    (all) => all.unknownRootSent,
    'tls-untrusted',
    /^SELF_SIGNED_CERT_IN_CHAIN$/,
  ),
  withCertificate(
    'unknown authority',
    (all) => all.unknownRoot,
    'tls-untrusted',
    /^UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT_LOCALLY)$/,
  ),
  withCertificate(
    'intermediate missing',
    (all) => all.leafOnly,
    'tls-untrusted',
    /^UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT_LOCALLY)$/,
  ),
  { ...withCertificate('a weak key', (all) => all.weak, 'tls-untrusted', /^[^L]/), described: false },
  withOptions(
    'TLS 1.0 only',
    { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: `ALL:${WEAK}` },
    'tls-protocol',
    /^ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION$/,
    { alert: 'protocol_version' },
  ),
  withOptions(
    'TLS 1.1 only',
    { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: `ALL:${WEAK}` },
    'tls-protocol',
    /^ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION$/,
    { alert: 'protocol_version' },
  ),
  withOptions(
    'no shared cipher',
    { maxVersion: 'TLSv1.2', ciphers: `ADH-AES256-SHA256:${WEAK}` },
    'tls-protocol',
    /^ERR_SSL_.*HANDSHAKE_FAILURE$/,
    { alert: 'handshake_failure' },
  ),
  withOptions(
    'client certificate asked, TLS 1.2',
    { ...CLIENT, maxVersion: 'TLSv1.2' },
    'tls-protocol',
    /^ERR_SSL_.*HANDSHAKE_FAILURE$/,
    { alert: 'handshake_failure' },
  ),
  withOptions(
    'client certificate asked, TLS 1.3',
    { ...CLIENT, minVersion: 'TLSv1.3' },
    'tls-protocol',
    /^ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED$/,
    { alert: 'certificate_required' },
  ),
  {
    name: 'client certificate asked, TLS 1.3, handshake only',
    start: async (place) => {
      const { port, close } = await serveTls(place, place.certificates.good, answer('{}'), {
        ...CLIENT,
        minVersion: 'TLSv1.3',
      });
      const request = { kind: 'tls', host: place.host, port, client: 'aiohttp' } as const;
      return { request, env: { SSL_CERT_FILE: place.certificates.caFile }, close };
    },
    outcome: 'tls-protocol',
    phase: 'tls',
    code: /^ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED$/,
  },
  {
    name: 'a name without alternative names',
    start: async (place) => {
      const { port, close } = await serveTls(place, place.certificates.nameOnly);
      const request = { kind: 'tls', host: place.host, port, client: 'aiohttp', servername: 'localhost' } as const;
      return { request, env: { SSL_CERT_FILE: place.certificates.caFile }, close };
    },
    outcome: 'ok',
    phase: 'tls',
    evidence: { trusted: true },
  },
  {
    name: 'handshake only, in order',
    start: async (place) => {
      const { port, close } = await serveTls(place, place.certificates.good);
      const request = { kind: 'tls', host: place.host, port, client: 'aiohttp' } as const;
      return { request, env: { SSL_CERT_FILE: place.certificates.caFile }, close };
    },
    outcome: 'ok',
    phase: 'tls',
    evidence: { trusted: true },
  },
  raw(
    'HTTP server asked by HTTPS',
    (socket) => void socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    'tls-protocol',
    /^ERR_SSL_WRONG_VERSION_NUMBER$/,
    { alert: 'WRONG_VERSION_NUMBER' },
  ),
  raw(
    'SSH server asked by HTTPS',
    (socket) => void socket.end('SSH-2.0-OpenSSH_9.2p1\r\n'),
    'tls-protocol',
    /^ERR_SSL_WRONG_VERSION_NUMBER$/,
  ),
  raw(
    'SNI refused by an alert',
    (socket) => void socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 112]))),
    'tls-protocol',
    /UNRECOGNIZED_NAME$/,
  ),
  raw(
    'RST after ClientHello',
    (socket) => void socket.once('data', () => socket.resetAndDestroy()),
    'reset',
    /^ECONNRESET$/,
  ),
  raw('FIN after ClientHello', (socket) => void socket.once('data', () => socket.end()), 'tls-closed', /^ECONNRESET$/),
  raw('handshake without an end', (socket) => void socket.resume(), 'timeout', /^LIMIT$/),
  {
    name: 'HTTPS server asked by HTTP',
    start: (place) => standing(place, serveTls(place, place.certificates.good)),
    outcome: 'closed',
    phase: 'http',
    code: /^ECONNRESET$/,
  },
];
