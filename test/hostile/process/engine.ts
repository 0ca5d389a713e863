import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const container = {
  Id: 'c'.repeat(64),
  Names: ['/open-webui'],
  Name: '/open-webui',
  Image: 'ghcr.io/open-webui/open-webui:main',
  ImageID: 'sha256:1',
  State: 'running',
  Status: 'Up 2 hours',
  Labels: {},
  Ports: [],
  Mounts: [],
  NetworkSettings: { Networks: {} },
  HostConfig: { NetworkMode: 'bridge' },
};
const inspected = {
  ...container,
  Image: 'sha256:1',
  Created: '2026-01-01T00:00:00Z',
  State: { Status: 'running', Running: true, Pid: 0, ExitCode: 0, StartedAt: '2026-01-01T00:00:00Z' },
  Config: {
    Image: container.Image,
    Env: ['OLLAMA_BASE_URL=http://127.0.0.1:9'],
    Cmd: ['bash', 'start.sh'],
    Labels: {},
  },
  HostConfig: { NetworkMode: 'bridge', PortBindings: {} },
};

/** What the engine answers, by what is asked. */
const ANSWERS: readonly (readonly [RegExp, unknown])[] = [
  [/_ping/, 'OK'],
  [/\/version/, { Version: '27.5.1', ApiVersion: '1.47', MinAPIVersion: '1.24', Os: 'linux', Arch: 'amd64' }],
  [/\/info/, { OperatingSystem: 'Debian', ServerVersion: '27.5.1', SecurityOptions: [] }],
  [/containers\/json/, [container]],
  [/containers\/[^/]+\/json/, inspected],
  [/images\/.*json/, { Id: 'sha256:1', Config: { Env: [], Cmd: [] } }],
  [/logs/, ''],
];

export interface Engine {
  readonly address: string;
  /** Resolves as soon as the endpoint that hangs was asked. */
  readonly reached: Promise<void>;
  close(): void;
}

/** A small engine with one Open WebUI, which never answers where `hangs` matches. */
export async function hangingEngine(hangs: RegExp): Promise<Engine> {
  let told = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    told = resolve;
  });
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '';
    if (hangs.test(path)) {
      told();
      return;
    }
    const found = ANSWERS.find(([pattern]) => pattern.test(path));
    if (found === undefined) response.writeHead(404).end('{"message":"no such thing"}');
    else response.end(typeof found[1] === 'string' ? found[1] : JSON.stringify(found[1]));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port }: AddressInfo = addressOf(server);
  return {
    address: `tcp://127.0.0.1:${port}`,
    reached,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return address;
}
