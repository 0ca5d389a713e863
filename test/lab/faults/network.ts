import type { Outcome, Phase, ProbeRequest } from '../../../src/types/probe.js';
import type { Expected } from './fault.js';

/** A fault of the namespace's own: it stands already, and only has to be asked. */
export interface NetworkFault extends Expected {
  readonly request: ProbeRequest;
  /** In the namespace without IPv6 and without a name server. */
  readonly bare?: boolean;
  /** What is told of the other addresses. */
  readonly others?: Readonly<Record<string, Outcome>>;
  /** Address that speaks for the probe. */
  readonly address?: string;
}
interface More extends Pick<NetworkFault, 'bare' | 'others' | 'address' | 'evidence'> {
  readonly code?: RegExp;
}

function asked(name: string, request: ProbeRequest, outcome: Outcome, phase: Phase, more: More = {}): NetworkFault {
  return { name, request, outcome, phase, ...more };
}
const tcp = (port: number, host = '127.0.0.1', limitMs = 4_000) => ({ kind: 'tcp', host, port, limitMs }) as const;
const dns = (host: string, limitMs = 4_000) => ({ kind: 'dns', host, limitMs }) as const;
const tags = (host: string, port: number) =>
  ({
    kind: 'http',
    method: 'GET',
    url: `http://${host}:${port}/api/tags`,
    client: 'aiohttp',
    expect: 'ollama-tags',
    limitMs: 4_000,
  }) as const;

/** What firewalls, routes and neighbours do to a connection. */
const ROUTES: readonly NetworkFault[] = [
  asked('DROP', tcp(31010, '127.0.0.1', 700), 'timeout', 'tcp', { code: /^LIMIT$/ }),
  asked('REJECT', tcp(31011), 'refused', 'tcp', { code: /^ECONNREFUSED$/ }),
  asked('REJECT with a reset', tcp(31012), 'refused', 'tcp', { code: /^ECONNREFUSED$/ }),
  asked('REJECT, host prohibited', tcp(31013), 'unreachable', 'tcp', { code: /^EHOSTUNREACH$/ }),
  asked('REJECT, admin prohibited', tcp(31014), 'unreachable', 'tcp', { code: /^EHOSTUNREACH$/ }),
  asked('REJECT, host unreachable', tcp(31015), 'unreachable', 'tcp', { code: /^EHOSTUNREACH$/ }),
  asked('REJECT, network unreachable', tcp(31016), 'unreachable', 'tcp', { code: /^ENETUNREACH$/ }),
  asked('REJECT, network prohibited', tcp(31017), 'unreachable', 'tcp', { code: /^ENETUNREACH$/ }),
  asked('REJECT, protocol unreachable', tcp(31018), 'unreachable', 'tcp', { code: /^ENOPROTOOPT$/ }),
  asked('OUTPUT DROP', tcp(31019, '127.0.0.1', 700), 'timeout', 'tcp', { code: /^LIMIT$/ }),
  asked('OUTPUT REJECT', tcp(31020), 'refused', 'tcp', { code: /^ECONNREFUSED$/ }),
  asked('a dead neighbour', tcp(80, '10.77.0.99', 4_500), 'unreachable', 'tcp', { code: /^EHOSTUNREACH$/ }),
  asked('no route', tcp(80, '203.0.113.1'), 'unreachable', 'tcp', { code: /^ENETUNREACH$/ }),
  asked('IPv6 switched off', tcp(80, '::1'), 'unreachable', 'tcp', { code: /^EADDRNOTAVAIL$/, bare: true }),
];

/** Several addresses: each is told, and the one that a client would use speaks for the probe. */
const ADDRESSES: readonly NetworkFault[] = [
  asked('both families refused', tcp(31099, 'both.test'), 'refused', 'tcp', {
    code: /^ECONNREFUSED$/,
    others: { '127.0.0.1': 'refused' },
    address: '::1',
  }),
  asked('both families listen', tags('both.test', 31001), 'ok', 'body', { address: '::1' }),
  asked('only IPv4 listens', tags('both.test', 31002), 'ok', 'body', {
    others: { '::1': 'refused' },
    address: '127.0.0.1',
  }),
  asked('only IPv6 listens', tags('both.test', 31003), 'ok', 'body', {
    others: { '127.0.0.1': 'refused' },
    address: '::1',
  }),
  asked('IPv6 dropped, IPv4 answers', tags('both.test', 31004), 'ok', 'body', {
    others: { '::1': 'timeout' },
    address: '127.0.0.1',
  }),
  asked('both families dropped', tcp(31005, 'both.test', 700), 'timeout', 'tcp', {
    others: { '127.0.0.1': 'timeout' },
    address: '::1',
  }),
  asked('both families open', tcp(31001, 'both.test'), 'ok', 'tcp', { others: { '127.0.0.1': 'ok' }, address: '::1' }),
  asked('a dead address before a living one', tags('two.test', 31002), 'ok', 'body', {
    others: { '10.77.0.99': 'timeout' },
    address: '127.0.0.1',
  }),
];

/** Name servers. */
const NAMES: readonly NetworkFault[] = [
  asked('a name in order', dns('ok.test'), 'ok', 'dns', {
    address: '127.0.0.1',
    evidence: { addresses: ['127.0.0.1'] },
  }),
  asked('a name that does not exist', dns('nxdomain.test'), 'dns-not-found', 'dns', {
    code: /^ENOTFOUND$/,
    evidence: { errno: -3008 },
  }),
  asked('a name without addresses', dns('nodata.test'), 'dns-not-found', 'dns', {
    code: /^ENOTFOUND$/,
    evidence: { errno: -3007 },
  }),
  asked('server failure', dns('servfail.test'), 'dns-failed', 'dns', { code: /^EAI_AGAIN$/ }),
  asked('refused by the name server', dns('refused.test'), 'dns-failed', 'dns', { code: /^EAI_AGAIN$/ }),
  asked('no name server', dns('ok.test'), 'dns-failed', 'dns', { code: /^EAI_AGAIN$/, bare: true }),
  asked('a silent name server', dns('silent.test', 700), 'dns-failed', 'dns', { code: /^LIMIT$/ }),
  asked('a silent name server, asked by HTTP', { ...tags('silent.test', 80), limitMs: 700 }, 'dns-failed', 'dns', {
    code: /^LIMIT$/,
  }),
  asked('a label that is too long', dns(`${'x'.repeat(64)}.test`), 'dns-not-found', 'dns', { code: /^ENOTFOUND$/ }),
];

export const NETWORK_FAULTS: readonly NetworkFault[] = [...ROUTES, ...ADDRESSES, ...NAMES];
