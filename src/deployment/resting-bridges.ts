import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An IPv4 address of this machine on an interface. */
export interface InterfaceAddress {
  readonly name: string;
  readonly address: string;
}

/**
 * IPv4 addresses of interfaces with a network of their own, from the kernel's tables. Node leaves out a bridge that no
 * container is on at the moment; its address is there all the same, and a server can listen on it.
 * @param proc the folder, usually /proc
 * @returns an empty list where there are no such tables (not Linux)
 */
export async function kernelAddresses(proc: string): Promise<readonly InterfaceAddress[]> {
  const [routes, trie] = await Promise.all(
    ['net/route', 'net/fib_trie'].map((name) => readFile(join(proc, name), 'utf8').catch(() => '')),
  );
  return onNetworks(routes ?? '', trie ?? '');
}

/** Joins the table of routes with the local addresses: which lies in whose network. Pure. */
export function onNetworks(routes: string, trie: string): readonly InterfaceAddress[] {
  const local = new Set(
    [...trie.matchAll(/\|-- (\d+(?:\.\d+){3})\n\s+\/32 host LOCAL/g)].map((match) => match[1] ?? ''),
  );
  return routes.split('\n').flatMap((line) => {
    const [name = '', destination = '', gateway, , , , , mask = ''] = line.trim().split(/\s+/);
    if (gateway !== '00000000' || destination === '00000000' || !/^[0-9A-F]{8}$/.test(mask)) return [];
    const [network, bits] = [littleEndian(destination), littleEndian(mask)];
    const inside = [...local].filter((address) => (numberOf(address) & bits) >>> 0 === network);
    return inside.map((address) => ({ name, address }));
  });
}

function littleEndian(hex: string): number {
  return Buffer.from(hex, 'hex').readUInt32LE();
}

function numberOf(address: string): number {
  return Buffer.from(address.split('.').map(Number)).readUInt32BE();
}
