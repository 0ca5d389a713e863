import { lookup } from 'node:dns';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Evidence } from '../types/probe.js';
import type { Address } from './address.js';
import { type Ending, within } from './ending.js';
import { lookupProcess } from './lookup-process.js';

/** More than these are not tried: a hostile name server may name thousands. */
const MOST_ADDRESSES = 8;

/**
 * All addresses of a name, as getaddrinfo orders them: what every client on this machine gets.
 *
 * A hung getaddrinfo cannot be cut off, and delays the end of the whole process by ten seconds and more. Names that may
 * go to a name server are therefore looked up in a child process that can be killed; addresses need no look-up, and
 * names of the hosts file, which is asked first, cannot hang.
 * @param host name or address
 * @throws Fault in phase dns
 */
export async function addressesOf(host: string, ending: Ending): Promise<readonly Address[]> {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(bare.replace(/%.*$/, ''));
  if (family !== 0) return [{ address: bare, family: family === 4 ? 4 : 6 }];
  const found = await within<readonly Address[]>(ending, 'dns', (done, fail) => {
    const child = inHostsFile(bare) ? null : lookupProcess();
    if (child) return child.ask(bare, done, fail);
    lookup(bare, { all: true, verbatim: true }, (error, all) => (error ? fail(error) : done(all.map(asAddress))));
    return () => {};
  });
  return found.slice(0, MOST_ADDRESSES);
}

/** The look-up's own part of the evidence. */
export function addressEvidence(all: readonly Address[]): Evidence {
  return { addresses: all.map((one) => one.address) };
}

function asAddress(one: { address: string; family: number }): Address {
  return { address: one.address, family: one.family === 6 ? 6 : 4 };
}

function inHostsFile(name: string): boolean {
  if (process.platform === 'win32') return false;
  try {
    const wanted = name.toLowerCase();
    return readFileSync('/etc/hosts', 'utf8')
      .split('\n')
      .some((line) => line.replace(/#.*/, '').toLowerCase().split(/\s+/).slice(1).includes(wanted));
  } catch {
    return false;
  }
}
