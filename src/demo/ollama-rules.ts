import { BlockList, isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { splitHostPort } from './ollama-host.js';

const ORIGIN_SCHEMES = [
  'http://',
  'https://',
  'chrome-extension://',
  'safari-extension://',
  'moz-extension://',
  'ms-browser-extension://',
];

const LOCAL_ORIGINS = ['localhost', '127.0.0.1', '0.0.0.0'].flatMap((host) =>
  ['http', 'https'].flatMap((scheme) => ['', ':*'].map((port) => `${scheme}://${host}${port}`)),
);

const APP_ORIGINS = ['app://*', 'file://*', 'tauri://*', 'vscode-webview://*', 'vscode-file://*'];

/** Loopback, private and unspecified addresses: the ones that a Host header may name on a server bound to loopback. */
const OWN_NETWORKS = new BlockList();
OWN_NETWORKS.addSubnet('127.0.0.0', 8);
OWN_NETWORKS.addSubnet('10.0.0.0', 8);
OWN_NETWORKS.addSubnet('172.16.0.0', 12);
OWN_NETWORKS.addSubnet('192.168.0.0', 16);
OWN_NETWORKS.addAddress('0.0.0.0');
OWN_NETWORKS.addAddress('::', 'ipv6');
OWN_NETWORKS.addAddress('::1', 'ipv6');
OWN_NETWORKS.addSubnet('fc00::', 7, 'ipv6');

/**
 * The origins that are let in: those of `OLLAMA_ORIGINS` (a comma list), then the program's own.
 * @throws RangeError for a value at which the real program panics: no scheme and no `*`, or more than one `*`.
 */
export function allowedOrigins(setting: string): readonly string[] {
  const given = setting.split(',').filter((entry) => entry !== '');
  for (const entry of given) {
    if (entry.split('*').length > 2) throw new RangeError('only one * is allowed');
    if (!entry.includes('*') && !ORIGIN_SCHEMES.some((scheme) => entry.startsWith(scheme)))
      throw new RangeError(`bad origin: origins must contain '*' or include ${ORIGIN_SCHEMES.join(',')}`);
  }
  return [...given, ...LOCAL_ORIGINS, ...APP_ORIGINS];
}

/** Whether a browser page of this origin may ask. */
export function originAllowed(origin: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) => {
    const star = entry.indexOf('*');
    if (star < 0) return origin === entry;
    const [head, tail] = [entry.slice(0, star), entry.slice(star + 1)];
    return origin.length >= head.length + tail.length && origin.startsWith(head) && origin.endsWith(tail);
  });
}

/**
 * By what a server bound to loopback lets in a request with this Host header; undefined where it answers 403.
 * The difference shows at OPTIONS, which a name is answered at once.
 */
export function hostHeaderAllowed(header: string): 'address' | 'name' | undefined {
  const host = splitHostPort(header)?.host ?? header;
  const family = isIP(host);
  if (family > 0 && (OWN_NETWORKS.check(host, family === 6 ? 'ipv6' : 'ipv4') || isOwnAddress(host))) return 'address';
  const name = host.toLowerCase();
  const known = ['', 'localhost', hostname().toLowerCase()].includes(name);
  return known || ['.localhost', '.local', '.internal'].some((end) => name.endsWith(end)) ? 'name' : undefined;
}

function isOwnAddress(address: string): boolean {
  return Object.values(networkInterfaces()).some((entries) => entries?.some((entry) => entry.address === address));
}
