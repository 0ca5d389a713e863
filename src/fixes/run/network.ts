import type { ContainerChange } from '../../types/fix.js';
import { UnquotableError } from '../quote.js';
import { at, entriesAt, isTrue, itemsAt, textAt, textsAt } from '../read.js';
import { csv, type Flag, type Word } from '../words.js';
import { type Copies, entryTemplate } from './copies.js';

/** What the container will be on: the change's network, else the old one. */
export function networkMode(inspect: unknown, change: ContainerChange): string {
  if (change.network === 'host') return 'host';
  if (change.network !== undefined) return change.network.name;
  const mode = textAt(inspect, 'HostConfig', 'NetworkMode');
  return mode === '' || mode === 'default' ? 'bridge' : mode;
}

const isUserNetwork = (mode: string): boolean =>
  !/^(bridge|host|none|default|container:.*|slirp4netns.*|pasta.*|ns:.*)$/.test(mode);

/** Name under which the engine keeps the settings of the container's first network. */
const firstOf = (inspect: unknown): string => {
  const mode = textAt(inspect, 'HostConfig', 'NetworkMode');
  return mode === '' || mode === 'default' ? 'bridge' : mode;
};

/** Names and addresses that a container has in one network, less those that the engine makes up itself. */
function endpoint(
  inspect: unknown,
  network: string,
  addresses: boolean,
  alias: string,
  copies: Copies,
): readonly Flag[] {
  const settings = at(inspect, 'NetworkSettings', 'Networks', network);
  const id = textAt(inspect, 'Id').slice(0, 12);
  const own = new Set([id, textAt(inspect, 'Name').replace(/^\//, ''), textAt(inspect, 'Config', 'Hostname')]);
  const keys = entriesAt(inspect, 'NetworkSettings', 'Networks').map(([key]) => key);
  const flags: Flag[] = textsAt(settings, 'Aliases').flatMap((name, index): readonly Flag[] => {
    if (own.has(name)) return [];
    const prints = `{{index $v.Aliases ${index}}}`;
    return [[alias, copies.word(name, () => entryTemplate('.NetworkSettings.Networks', network, keys, prints))]];
  });
  if (!addresses) return flags;
  const fixed = (field: string): string => textAt(settings, 'IPAMConfig', field);
  if (fixed('IPv4Address') !== '') flags.push(['--ip', fixed('IPv4Address')]);
  if (fixed('IPv6Address') !== '') flags.push(['--ip6', fixed('IPv6Address')]);
  for (const local of textsAt(settings, 'IPAMConfig', 'LinkLocalIPs')) flags.push(['--link-local-ip', local]);
  for (const link of textsAt(settings, 'Links')) flags.push(['--link', link]);
  return flags;
}

function publish(inspect: unknown, change: ContainerChange): readonly Flag[] {
  if (change.publish !== undefined) {
    return change.publish.map(
      (port): Flag => [
        '-p',
        `${port.hostIp === '' ? '' : `${bracket(port.hostIp)}:`}${port.hostPort}:${port.containerPort}`,
      ],
    );
  }
  const flags: Flag[] = isTrue(inspect, 'HostConfig', 'PublishAllPorts') ? [['-P']] : [];
  for (const [port, bindings] of entriesAt(inspect, 'HostConfig', 'PortBindings')) {
    const inside = port.replace(/\/tcp$/, '');
    for (const binding of itemsAt(bindings)) {
      const ip = textAt(binding, 'HostIp');
      const outside = textAt(binding, 'HostPort');
      const front = ip === '' ? '' : `${bracket(ip)}:`;
      flags.push(['-p', front === '' && outside === '' ? inside : `${front}${outside}:${inside}`]);
    }
  }
  return flags;
}

const bracket = (ip: string): string => (ip.includes(':') ? `[${ip}]` : ip);

/** `docker run` writes a link as `name:alias`, the engine tells it as `/name:/container/alias`. */
const linkWord = (link: string): string => {
  const [from = '', to = ''] = link.split(':');
  return `${from.replace(/^\//, '')}:${to.split('/').at(-1) ?? to}`;
};

/** Networks, names, addresses, published ports and name look-ups, with the change made. */
export function network(inspect: unknown, image: unknown, change: ContainerChange, copies: Copies): readonly Flag[] {
  const mode = networkMode(inspect, change);
  const shared = mode.startsWith('container:') || mode.startsWith('ns:');
  const moved = change.network !== undefined && mode !== firstOf(inspect);
  const flags: Flag[] = [];
  if (mode !== 'bridge') {
    const options = moved ? [] : entriesAt(inspect, 'NetworkSettings', 'Networks', mode, 'DriverOpts');
    const extended = options.map(([key, value]) => `driver-opt=${key}=${value}`);
    const old = moved ? mode : copies.word(mode, '{{.HostConfig.NetworkMode}}');
    flags.push(['--network', extended.length > 0 ? csv([`name=${mode}`, ...extended]) : old]);
  }
  if (isUserNetwork(mode)) {
    const from = moved ? firstOf(inspect) : mode;
    if (isUserNetwork(from)) flags.push(...endpoint(inspect, from, !moved, '--network-alias', copies));
  }
  if (shared) return flags;
  const name = textAt(inspect, 'Config', 'Hostname');
  const made = name === '' || textAt(inspect, 'Id').startsWith(name) || firstOf(inspect) === 'host';
  if (!made) flags.push(['--hostname', copies.word(name, '{{.Config.Hostname}}')]);
  flags.push(...hosts(inspect, change, copies), ...resolver(inspect, copies));
  if (mode === 'host' || mode === 'none') return flags;
  const mac = textAt(inspect, 'Config', 'MacAddress');
  if (mac !== '' && !moved) flags.push(['--mac-address', mac]);
  if (mode === 'bridge')
    flags.push(...textsAt(inspect, 'HostConfig', 'Links').map((link): Flag => ['--link', linkWord(link)]));
  flags.push(...publish(inspect, change), ...exposed(inspect, image, change));
  return flags;
}

/** Entries of /etc/hosts; one of the change takes the place of an old one of the same name. */
function hosts(inspect: unknown, change: ContainerChange, copies: Copies): readonly Flag[] {
  const added = change.addHosts ?? [];
  const name = (entry: string): string => entry.split(/[:=]/, 1)[0] ?? entry;
  const taken = new Set(added.map(name));
  const kept = textsAt(inspect, 'HostConfig', 'ExtraHosts').flatMap((entry, index): readonly Flag[] =>
    taken.has(name(entry)) ? [] : [[copies.word(entry, `{{index .HostConfig.ExtraHosts ${index}}}`, '--add-host=')]],
  );
  return [...kept, ...added.map((entry): Flag => [`--add-host=${entry}`])];
}

function resolver(inspect: unknown, copies: Copies): readonly Flag[] {
  // The client takes blanks off both ends of a domain, and a dot off its end.
  const isCut = (domain: string): boolean => domain !== '.' && /^ |[.\s]$/.test(domain);
  if (textsAt(inspect, 'HostConfig', 'DnsSearch').some(isCut)) throw new UnquotableError();
  const list = (flag: string, field: string): readonly Flag[] =>
    copies.list(flag, textsAt(inspect, 'HostConfig', field), `.HostConfig.${field}`);
  return [...list('--dns', 'Dns'), ...list('--dns-search', 'DnsSearch'), ...list('--dns-option', 'DnsOptions')];
}

/** Ports that were named as open, beyond the image's own and the published ones. */
function exposed(inspect: unknown, image: unknown, change: ContainerChange): readonly Flag[] {
  const published = new Set(entriesAt(inspect, 'HostConfig', 'PortBindings').map(([port]) => port));
  const own = new Set(entriesAt(image, 'Config', 'ExposedPorts').map(([port]) => port));
  return entriesAt(inspect, 'Config', 'ExposedPorts')
    .map(([port]) => port)
    .filter((port) => !own.has(port) && !published.has(port) && change.publish === undefined)
    .map((port): Flag => ['--expose', port.replace(/\/tcp$/, '')]);
}

/** Networks after the first: joined before the start, so that the program finds all of them. */
export function furtherNetworks(
  inspect: unknown,
  change: ContainerChange,
  copies: Copies,
): readonly { name: Word; flags: readonly Flag[] }[] {
  const mode = networkMode(inspect, change);
  if (!isUserNetwork(mode) && mode !== 'bridge') return [];
  const first = firstOf(inspect);
  if (!isUserNetwork(first) && first !== 'bridge') return [];
  const all = entriesAt(inspect, 'NetworkSettings', 'Networks').map(([name]) => name);
  return all
    .filter((name) => name !== first && name !== mode && name !== 'host' && name !== 'none')
    .map((name) => ({
      name: networkWord(inspect, name, all, copies),
      flags: endpoint(inspect, name, true, '--alias', copies),
    }));
}

/**
 * A network as an argument: its name, else its id, since a name may read as an option or as a path of the engine's API.
 * @throws UnquotableError where it has neither
 */
function networkWord(inspect: unknown, name: string, all: readonly string[], copies: Copies): Word {
  if (!name.startsWith('-') && !name.includes('/'))
    return copies.word(name, () => entryTemplate('.NetworkSettings.Networks', name, all, '{{$k}}'));
  const id = textAt(inspect, 'NetworkSettings', 'Networks', name, 'NetworkID');
  if (!/^[0-9a-f]{64}$/.test(id)) throw new UnquotableError();
  return id;
}
