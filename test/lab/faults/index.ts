import type { Fault } from './fault.js';
import { BODY_FAULTS, HTTP_FAULTS, REDIRECT_FAULTS } from './http.js';
import { PROXY_FAULTS } from './proxies.js';
import { TCP_FAULTS } from './tcp.js';
import { TLS_FAULTS } from './tls.js';

/** Faults that a server alone makes: they stand on loopback, in a container's reach, anywhere. */
export const SERVER_FAULTS: readonly Fault[] = [
  ...TCP_FAULTS,
  ...TLS_FAULTS,
  ...HTTP_FAULTS,
  ...BODY_FAULTS,
  ...REDIRECT_FAULTS,
  ...PROXY_FAULTS,
];
export { type Expected, type Fault, limitOf, type Place, type Standing } from './fault.js';
export { NETWORK_FAULTS, type NetworkFault } from './network.js';
