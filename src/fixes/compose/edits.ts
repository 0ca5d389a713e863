import type { ContainerChange } from '../../types/fix.js';
import type { ComposeFile } from './files.js';
import { NotEditable, Service, yamlText } from './service.js';
import type { Edit } from './splice.js';
import { entryOf } from './tree.js';

/** What the host's network leaves no room for; compose refuses some of it beside `network_mode: host`. */
export const NOT_WITH_HOST = ['ports', 'networks', 'links', 'mac_address'];

/**
 * What has to change in one compose file.
 * @param name of the service
 * @param last true for the last file that has the service: what is added goes there; what is taken away goes everywhere
 * @returns empty where the file has nothing of it
 * @throws NotEditable where the file is written in a way that cannot be changed like this
 */
export function composeEdits(file: ComposeFile, name: string, change: ContainerChange, last: boolean): readonly Edit[] {
  const found = entryOf(entryOf(file.tree, 'services')?.value, name);
  if (found === undefined) return [];
  if (typeof change.network === 'object') throw new NotEditable();
  const service = new Service(file, found.value);
  const put = (key: string, value: string, below: readonly string[]): void => {
    if (last) service.set(key, value, below);
    else service.remove(key);
  };
  if (change.network === 'host') {
    for (const key of NOT_WITH_HOST) service.remove(key);
    put('network_mode', ' host', []);
  } else if (change.publish !== undefined) {
    const ports = change.publish.map(
      (port) => `${port.hostIp === '' ? '' : `${port.hostIp}:`}${port.hostPort}:${port.containerPort}`,
    );
    put(
      'ports',
      '',
      ports.map((port) => `- ${yamlText(port)}`),
    );
  }
  for (const variable of change.unsetEnv ?? []) service.drop('environment', variable);
  if (last) add(service, change);
  return service.edits;
}

function add(service: Service, change: ContainerChange): void {
  const variables = Object.entries(change.setEnv ?? {}).map(([name, value]) => ({ name, value }));
  if (variables.length > 0) service.ensure('environment', '=', variables);
  const hosts = (change.addHosts ?? []).map((entry) => {
    const colon = entry.indexOf(':');
    return { name: entry.slice(0, colon), value: entry.slice(colon + 1) };
  });
  if (hosts.length > 0) service.ensure('extra_hosts', ':', hosts);
  const binds = (change.addBinds ?? []).map((bind) => ({ name: bind, value: '' }));
  if (binds.length > 0) service.ensure('volumes', '', binds);
}
