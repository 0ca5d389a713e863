import { once } from 'node:events';
import http from 'node:http';

/** What an Open WebUI is set to, for the answers of an engine. */
export interface Setting {
  readonly env: Readonly<Record<string, string>>;
  /** URLs in the settings row; null: none is stored. */
  readonly stored: readonly string[] | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly log: string;
}

const ID = 'a'.repeat(64);
const IMAGE = 'ghcr.io/open-webui/open-webui:main';

/** A container engine with one Open WebUI in it, whose Python tells its settings and answers no probe. */
export async function startEngine(path: string, setting: Setting): Promise<http.Server> {
  const server = http.createServer((request, response) => {
    request.resume();
    const route = (request.url ?? '').replace(/^\/v\d[\d.]*\//, '/');
    const said = answerTo(request.method ?? '', route, setting);
    response.writeHead(said === null ? 404 : 200, { 'Content-Type': 'application/json', Connection: 'close' });
    response.end(Buffer.isBuffer(said) ? said : JSON.stringify(said ?? { message: 'page not found' }));
  });
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => undefined);
    socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
    socket.end(frame(`${JSON.stringify(told(setting))}\n`));
  });
  server.listen(path);
  await once(server, 'listening');
  return server;
}

function told({ stored }: Setting): unknown {
  const values = stored === null ? {} : { 'ollama.base_urls': stored };
  return {
    version: '0.12.4',
    database: { kind: 'sqlite', schema: 'rows', values, path: '/app/backend/data/webui.db' },
    cached: [],
    ports: {},
    redis: null,
  };
}

function answerTo(method: string, route: string, setting: Setting): unknown {
  if (route.startsWith('/version')) return { Version: '28.3.0', ApiVersion: '1.51', Components: [] };
  if (route.startsWith('/info')) return { OperatingSystem: 'Debian', Name: 'box', ServerVersion: '28.3.0' };
  if (/^\/containers\/json/.test(route))
    return [
      {
        Id: ID,
        Names: ['/open-webui'],
        Image: IMAGE,
        ImageID: 'sha256:b',
        Labels: setting.labels,
        State: 'running',
        Created: 1,
      },
    ];
  if (/^\/containers\/[^/]+\/json/.test(route)) return inspect(setting);
  if (/^\/containers\/[^/]+\/logs/.test(route)) return frame(setting.log);
  if (/^\/images\//.test(route))
    return { Id: 'sha256:b', Config: { Env: ['PORT=8080'], Labels: {}, Cmd: ['bash', 'start.sh'] } };
  if (/^\/exec\/[^/]+\/json/.test(route)) return { ID: 'e', Running: false, ExitCode: 0 };
  if (method === 'POST' && route.endsWith('/exec')) return { Id: 'e' };
  return null;
}

function inspect({ env, labels }: Setting): unknown {
  const ports = { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '9' }] };
  return {
    Id: ID,
    Name: '/open-webui',
    Image: 'sha256:b',
    Created: '2026-01-01T00:00:00Z',
    State: {
      Status: 'running',
      Running: true,
      StartedAt: '2026-01-01T00:00:00Z',
      ExitCode: 0,
      Health: { Status: 'healthy' },
    },
    RestartCount: 0,
    HostConfig: { NetworkMode: 'bridge', PortBindings: ports, RestartPolicy: { Name: 'always' } },
    Mounts: [],
    Config: {
      Env: ['PORT=8080', ...Object.entries(env).map(([name, value]) => `${name}=${value}`)],
      Cmd: ['bash', 'start.sh'],
      Image: IMAGE,
      Labels: labels,
    },
    NetworkSettings: { Ports: ports, Networks: { bridge: { Gateway: '172.17.0.1', IPAddress: '172.17.0.2' } } },
  };
}

/** Output as the engine sends it: eight bytes in front, the last four its length. */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(body.length, 4);
  return Buffer.concat([head, body]);
}
