import { shownAddress } from '../secrets/address.js';
import type { ProbeRequest } from '../types/probe.js';

/** What a probe asked, as it is shown: a URL, `host:port`, a name, `port 11434`, `all ports`, `clock`. */
export function targetOf(request: ProbeRequest): string {
  switch (request.kind) {
    case 'http':
      return shownAddress(request.url);
    case 'tcp':
    case 'tls':
      return `${request.host.includes(':') && !request.host.startsWith('[') ? `[${request.host}]` : request.host}:${request.port}`;
    case 'dns':
      return request.host;
    case 'listener':
      return request.port === null ? 'all ports' : `port ${request.port}`;
    case 'clock':
      return 'clock';
  }
}
