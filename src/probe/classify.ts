import type { Outcome, Phase } from '../types/probe.js';

/** What an error says about itself. Texts of messages are left out on purpose: they differ by version and language. */
export interface RawError {
  readonly code?: string;
  readonly errno?: number;
  /** Absent where Node itself made the error: its ECONNRESET without a syscall means that the peer sent FIN. */
  readonly syscall?: string;
}

/** Code of this program's own timers and of its caller's signal, beside those of the system. */
export const LIMIT = 'LIMIT';
export const ABORTED = 'ABORTED';

/** One code, one outcome; what differs by phase is below. src/python/probe/outcomes.py holds the same table. */
const BY_CODE: Readonly<Record<string, Outcome>> = {
  [ABORTED]: 'aborted',
  [LIMIT]: 'timeout',
  ETIMEDOUT: 'timeout',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ENOPROTOOPT: 'unreachable',
  EPROTONOSUPPORT: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EINVAL: 'unreachable', //  a link-local IPv6 address without its interface
  EPERM: 'unreachable', //   a firewall of this machine
  EACCES: 'unreachable',
  ECONNABORTED: 'reset',
  EPIPE: 'closed', //        written after the peer's FIN
  ENOTFOUND: 'dns-not-found', // both NXDOMAIN and a name without addresses
  ERR_INVALID_URL: 'aborted', // the question itself cannot be asked
  ERR_INVALID_CHAR: 'aborted',
  ERR_INVALID_HTTP_TOKEN: 'aborted',
  ERR_UNESCAPED_CHARACTERS: 'aborted',
  ERR_SOCKET_BAD_PORT: 'aborted',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-host',
  HOSTNAME_MISMATCH: 'tls-wrong-host',
  IP_ADDRESS_MISMATCH: 'tls-wrong-host',
  ERR_SSL_UNEXPECTED_EOF_WHILE_READING: 'tls-closed',
};

/** What an unknown code means, by the phase that it came in. */
const BY_PHASE: Readonly<Record<Phase, Outcome>> = {
  dns: 'dns-failed',
  tcp: 'unreachable',
  proxy: 'proxy-failed',
  tls: 'tls-protocol',
  http: 'http-invalid',
  body: 'http-invalid',
};

/**
 * Judges an error by its code, syscall and phase.
 * @param phase what was being done
 * @param raw the error's own fields
 * @returns the outcome of the probe
 */
export function outcomeOf(phase: Phase, raw: RawError): Outcome {
  const code = raw.code ?? '';
  if (code === ABORTED) return 'aborted';
  if (phase === 'proxy') return 'proxy-failed';
  if (phase === 'dns') return code === 'ENOTFOUND' ? 'dns-not-found' : 'dns-failed';
  if (code === 'ECONNRESET' && raw.syscall !== undefined) return 'reset';
  if (code === 'ECONNRESET' || code === 'EPIPE') return phase === 'tls' ? 'tls-closed' : 'closed';
  if (code.startsWith('HPE_') || code.startsWith('Z_')) return 'http-invalid';
  return BY_CODE[code] ?? (code.startsWith('ERR_SSL_') ? 'tls-protocol' : BY_PHASE[phase]);
}

/** What a certificate that was not accepted means. @param code OpenSSL's or Node's name of the reason */
export function distrustOf(code: string): Outcome {
  const outcome = BY_CODE[code];
  return outcome?.startsWith('tls-') ? outcome : 'tls-untrusted';
}

/** The alert or reason within an OpenSSL code, the same name in every version of OpenSSL: `handshake_failure`, `WRONG_VERSION_NUMBER`. */
export function alertOf(code: string): string | undefined {
  if (!code.startsWith('ERR_SSL_')) return undefined;
  const reason = code.slice('ERR_SSL_'.length);
  const alert = /^(?:SSLV3|TLSV1|TLSV13|SSL\/TLS)_ALERT_(.+)$/.exec(reason)?.[1];
  return alert === undefined ? reason : alert.toLowerCase();
}

/** Reads the fields of an error that Node made, whichever realm it comes from. */
export function rawOf(error: unknown): RawError {
  if (typeof error !== 'object' || error === null) return {};
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const errno = 'errno' in error && typeof error.errno === 'number' ? error.errno : undefined;
  const syscall = 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : undefined;
  return { ...(code && { code }), ...(errno !== undefined && { errno }), ...(syscall && { syscall }) };
}
