import { expect, test } from '@jest/globals';
import { alertOf, distrustOf, outcomeOf } from '../../src/probe/classify.js';
import type { Outcome, Phase } from '../../src/types/probe.js';

test.each<readonly [Phase, string | undefined, string | undefined, Outcome]>([
  ['tcp', 'ECONNREFUSED', 'connect', 'refused'],
  ['tcp', 'EPERM', 'connect', 'unreachable'],
  ['tcp', 'EACCES', 'connect', 'unreachable'],
  ['tcp', 'EAFNOSUPPORT', 'connect', 'unreachable'],
  ['tcp', 'ETIMEDOUT', 'connect', 'timeout'],
  ['tcp', 'ECONNRESET', 'connect', 'reset'],
  ['tcp', 'ESOMETHINGNEW', 'connect', 'unreachable'],
  ['dns', 'ENOTFOUND', 'getaddrinfo', 'dns-not-found'],
  ['dns', 'EAI_AGAIN', 'getaddrinfo', 'dns-failed'],
  ['dns', 'LIMIT', undefined, 'dns-failed'],
  ['proxy', 'ECONNREFUSED', 'connect', 'proxy-failed'],
  ['proxy', 'LIMIT', undefined, 'proxy-failed'],
  ['proxy', 'ABORTED', undefined, 'aborted'],
  ['tls', 'ECONNRESET', undefined, 'tls-closed'],
  ['tls', 'ECONNRESET', 'read', 'reset'],
  ['tls', 'EPIPE', 'write', 'tls-closed'],
  ['tls', 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', undefined, 'tls-protocol'],
  ['http', 'ECONNRESET', undefined, 'closed'],
  ['http', 'ECONNRESET', 'read', 'reset'],
  ['http', 'EPIPE', 'write', 'closed'],
  ['http', 'HPE_INVALID_CONSTANT', undefined, 'http-invalid'],
  ['body', 'HPE_INVALID_CHUNK_SIZE', undefined, 'http-invalid'],
  ['body', 'LIMIT', undefined, 'timeout'],
  ['http', undefined, undefined, 'http-invalid'],
])('%s %s %s: %s', (phase, code, syscall, outcome) => {
  expect(outcomeOf(phase, { code, syscall })).toBe(outcome);
});

test.each([
  ['CERT_HAS_EXPIRED', 'tls-expired'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-untrusted'],
  ['X509_V_ERR_99', 'tls-untrusted'],
  ['UNSPECIFIED', 'tls-untrusted'],
])('a certificate with %s is %s', (code, outcome) => {
  expect(distrustOf(code)).toBe(outcome);
});

test.each([
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'handshake_failure'],
  ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'handshake_failure'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'certificate_required'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'WRONG_VERSION_NUMBER'],
  ['ECONNRESET', undefined],
])('%s says %s', (code, alert) => {
  expect(alertOf(code)).toBe(alert);
});
