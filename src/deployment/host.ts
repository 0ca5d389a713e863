import { stat } from 'node:fs/promises';
import { networkInterfaces, userInfo } from 'node:os';
import { readListeners } from '../probe/listener.js';
import type { Container, Host } from '../types/deployment.js';
import { kernelAddresses } from './resting-bridges.js';

/** Facts about this machine; nothing is asked of any network. */
export async function readHost(): Promise<Host> {
  const up = Object.entries(networkInterfaces()).flatMap(([name, list]) =>
    (list ?? []).map(({ address, family, internal }) => ({
      name,
      address,
      family: family === 'IPv6' ? (6 as const) : (4 as const),
      internal,
    })),
  );
  const resting = (await kernelAddresses('/proc'))
    .filter(({ address }) => !up.some((entry) => entry.address === address))
    .map((entry) => ({ ...entry, family: 4 as const, internal: false }));
  const addresses = [...up, ...resting];
  return {
    platform: process.platform,
    root: process.getuid?.() === 0,
    user: nameOfUser(),
    // What systemd itself recommends to be looked at.
    systemd: await stat('/run/systemd/system').then(
      (found) => found.isDirectory(),
      () => false,
    ),
    addresses,
    bridgeGateway: addresses.find(({ name, family }) => name === 'docker0' && family === 4)?.address ?? null,
    listeners: readListeners(null),
  };
}

/** An account without an entry in the user table, as in many containers, has a number only. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? '');
  }
}

/**
 * The address that `host-gateway` stands for: docker0's, else the default bridge's gateway as a container has it, else
 * (Podman) that of its default network.
 */
export function bridgeGateway(host: Host, containers: readonly Container[]): string | null {
  if (host.bridgeGateway !== null) return host.bridgeGateway;
  const networks = containers.flatMap((container) => container.networks);
  const named = (name: string) => networks.find((network) => network.name === name && network.gateway)?.gateway;
  return named('bridge') ?? named('podman') ?? null;
}
