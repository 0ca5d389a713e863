import { BlockList, isIP } from 'node:net';
import type { Client } from '../types/probe.js';
import { type Environment, getproxies, named } from './proxy-environment.js';

/**
 * Whether NO_PROXY takes a URL away from the proxy, by the rules of each client.
 * @param client not `direct`, which has no proxy
 */
export function bypassed(client: Client, url: URL, env: Environment): boolean {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  if (client === 'curl') return curlBypass(host, named(env, ['no_proxy', 'NO_PROXY'])?.value ?? '');
  const list = getproxies(env).get('no')?.value ?? '';
  if (client === 'httpx') return httpxBypass(host, url.port, list);
  if (client === 'requests') return requestsBypass(host, port, named(env, ['no_proxy', 'NO_PROXY'])?.value ?? '');
  return urllibBypass(host, list);
}

/** urllib.request.proxy_bypass_environment: suffix match on whole labels; no CIDR, no wildcard but a lone `*`. */
function urllibBypass(host: string, list: string): boolean {
  if (list.trim() === '*') return true;
  return entries(list).some((entry) => {
    const name = entry.replace(/^\.+/, '').toLowerCase();
    return name !== '' && (host === name || host.endsWith(`.${name}`));
  });
}

/** requests.utils.should_bypass_proxies, as in the versions that Open WebUI up to 0.7 brings: CIDR for IPv4, a bare text suffix (with or without the port) for names. */
function requestsBypass(host: string, port: string, list: string): boolean {
  const hosts = list.replaceAll(' ', '').split(',').filter(Boolean);
  if (isIP(host) === 4) return hosts.some((one) => one === host || inNetwork(host, one)) || urllibBypass(host, list);
  return hosts.some((one) => host.endsWith(one) || `${host}:${port}`.endsWith(one)) || urllibBypass(host, list);
}

/** httpx._utils.get_environment_proxies: names cover their subdomains, `.name` only these; addresses match exactly. */
function httpxBypass(host: string, port: string, list: string): boolean {
  return entries(list).some((entry) => {
    if (entry === '*') return true;
    const [name, wanted] = splitPort(entry.replace(/^[a-z]+:\/\//i, '').toLowerCase());
    if (wanted !== '' && wanted !== port) return false;
    if (name === '' || isIP(name) || name === 'localhost') return name !== '' && host === name;
    return name.startsWith('.') ? host.endsWith(name) : host === name || host.endsWith(`.${name}`);
  });
}

/** curl 7.86 and later: commas or blanks, a leading dot is dropped, suffix match on whole labels, CIDR for addresses. */
function curlBypass(host: string, list: string): boolean {
  if (list.trim() === '*') return true;
  return list.split(/[\s,]+/).some((entry) => {
    const name = entry.replace(/^\./, '').replace(/\.$/, '').toLowerCase();
    if (name === '') return false;
    if (isIP(host)) return host === name.replace(/^\[(.*)\]$/, '$1') || inNetwork(host, name);
    return host === name || host.endsWith(`.${name}`);
  });
}

function inNetwork(address: string, network: string): boolean {
  const [base = '', bits = ''] = network.split('/');
  const family = isIP(base);
  if (family === 0 || family !== isIP(address) || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(base, Number(bits), kind);
  return list.check(address, kind);
}

function entries(list: string): readonly string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
}

function splitPort(entry: string): readonly [string, string] {
  if (isIP(entry)) return [entry, ''];
  const match = /^\[?(.*?)\]?(?::(\d+))?$/.exec(entry);
  return [match?.[1] ?? entry, match?.[2] ?? ''];
}
