import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { huggingFaceHosts, type InternetHost, internetHosts } from './addresses.js';
import { plainEnv } from './engine.js';
import { enter, systemMark, trust } from './namespace.js';
import { labSource } from './paths.js';
import { must, run, start, waitFor } from './process.js';
import type { LabState } from './state.js';

/**
 * How a server of the lab's internet behaves. On the wire: `reset` after the first bytes, `reset-at-once`, `close` after the
 * first bytes, `stall` (accepts, never answers), `plain` (HTTP on the TLS port). In the network: `drop`, `refuse`, `unreachable`.
 * Certificates: `intercepted` (an authority nobody knows), `expired`, `not-yet`, `wrong-host`. Answers: the rest.
 */
export type HubMode =
  | 'normal'
  | '502'
  | '503'
  | '429'
  | 'portal'
  | 'forbidden'
  | 'rate-limited'
  | 'redirect-308'
  | 'no-double-slash'
  | 'reset'
  | 'reset-at-once'
  | 'close'
  | 'stall'
  | 'plain'
  | 'drop'
  | 'refuse'
  | 'unreachable'
  | 'intercepted'
  | 'expired'
  | 'not-yet'
  | 'wrong-host';

export interface HubRequest {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly userAgent: string;
}

/** The servers of the internet, one switch each. */
export interface Hub {
  readonly addresses: typeof internetHosts;
  /** Switches servers; a list of hosts, one host, `huggingface` (huggingface.co and its CDN hosts) or `all`. */
  set(hosts: InternetHost | readonly InternetHost[] | 'huggingface' | 'all', mode: HubMode): Promise<void>;
  /** Which tag GitHub calls the latest release of a repository. */
  release(repository: string, tag: string): Promise<void>;
  /** What was asked since the start or the last reset. */
  requests(): Promise<readonly HubRequest[]>;
  /** The authority behind `intercepted`, as a PEM file. */
  readonly interceptingCaFile: string;
  /** Makes the lab's host trust that authority, as a machine managed by a company does. Containers still do not. */
  trustInterceptionOnHost(): void;
  reset(): Promise<void>;
}

const networkRules: Partial<Record<HubMode, readonly string[]>> = {
  drop: ['DROP'],
  refuse: ['REJECT', '--reject-with', 'tcp-reset'],
  unreachable: ['REJECT', '--reject-with', 'icmp-host-unreachable'],
};

function control(socketPath: string, change?: object): Promise<{ requests: HubRequest[] }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { socketPath, method: change ? 'PUT' : 'GET', path: '/', timeout: 5_000 },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as { requests: HubRequest[] }),
        );
      },
    );
    request.on('error', reject);
    request.end(change ? JSON.stringify(change) : undefined);
  });
}

/** Connects to the servers of a lab's internet; `fresh` starts them first. */
export async function labHub(
  dir: string,
  certificates: string,
  world: LabState['world'],
  fresh: boolean,
): Promise<Hub> {
  const socket = join(dir, 'hub.sock');
  const modes = new Map<InternetHost, HubMode>();
  const releases = new Map<string, string>();
  const iptables = (...args: string[]) => run(enter(world, 'internet', ['iptables', '-w', ...args]), { env: plainEnv });

  if (fresh) {
    const pairs = Object.entries(internetHosts).map(([host, address]) => `${host}=${address}`);
    const command = [process.execPath, join(labSource, 'hub', 'server.mjs'), socket, certificates, ...pairs];
    start(enter(world, 'internet', command), join(dir, 'hub.log'), { env: { ...plainEnv, ...systemMark } });
    await waitFor(`the lab's internet servers (see ${dir}/hub.log)`, 10_000, () =>
      control(socket).then(
        () => true,
        () => null,
      ),
    );
  }
  const apply = async (): Promise<void> => {
    await control(socket, { modes: Object.fromEntries(modes), releases: Object.fromEntries(releases) });
    await iptables('-F', 'INPUT');
    for (const [host, mode] of modes) {
      const rule = networkRules[mode];
      if (rule === undefined) continue;
      const added = [
        '-A',
        'INPUT',
        '-d',
        internetHosts[host],
        '-p',
        'tcp',
        '-m',
        'multiport',
        '--dports',
        '80,443',
        '-j',
        ...rule,
      ];
      await must(enter(world, 'internet', ['iptables', '-w', ...added]), { env: plainEnv });
    }
  };
  return {
    addresses: internetHosts,
    interceptingCaFile: join(certificates, 'intercept-ca.pem'),
    async set(hosts, mode) {
      const all = Object.keys(internetHosts) as InternetHost[];
      const named =
        hosts === 'all'
          ? all
          : hosts === 'huggingface'
            ? huggingFaceHosts
            : typeof hosts === 'string'
              ? [hosts]
              : hosts;
      for (const host of named) modes.set(host, mode);
      await apply();
    },
    async release(repository, tag) {
      releases.set(repository, tag);
      await apply();
    },
    requests: async () => (await control(socket)).requests,
    trustInterceptionOnHost: () => trust(dir, join(certificates, 'intercept-ca.pem')),
    async reset() {
      modes.clear();
      releases.clear();
      await apply();
      await control(socket, { forget: true });
    },
  };
}
