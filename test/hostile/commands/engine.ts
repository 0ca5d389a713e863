import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';

type Tree = Readonly<Record<string, unknown>>;

/** A container engine on a Unix socket that the real client talks to: it has one container, and notes what is created. */
export class RecordingEngine {
  /** Bodies of `POST /containers/create`. */
  readonly created: Tree[] = [];
  /** Networks that the new container was joined to, with what was asked. */
  readonly joined: unknown[] = [];
  /** Words of `exec` in the container. */
  readonly executed: unknown[] = [];
  /** Everything else that changes something, as `METHOD path`. */
  readonly changes: string[] = [];
  readonly #names = new Map<string, string>();
  readonly #server: Server;

  /** @param inspect the old container */
  constructor(
    readonly path: string,
    readonly inspect: { readonly Id: string; readonly Name: string },
  ) {
    this.#names.set(inspect.Id, inspect.Name.replace(/^\//, ''));
    this.#server = createServer({ maxHeaderSize: 1_048_576, keepAliveTimeout: 120_000 }, (request, response) => {
      void bodyOf(request).then((body) => {
        const [status, answer] = this.#answer(request, body);
        response.writeHead(status, { 'Api-Version': '1.50', OSType: 'linux', 'Content-Type': 'application/json' });
        response.end(answer === undefined ? '' : JSON.stringify(answer));
      });
    });
  }
  async start(): Promise<this> {
    this.#server.listen(this.path);
    await once(this.#server, 'listening');
    return this;
  }
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #answer(request: IncomingMessage, body: Tree): readonly [number, unknown?] {
    const url = new URL(request.url ?? '', 'http://engine');
    const [kind, of = '', what = ''] = url.pathname
      .replace(/^\/v\d[\d.]*\//, '/')
      .slice(1)
      .split('/')
      .map(decodeURIComponent);
    const { method = '' } = request;
    if (kind === '_ping') return [200, 'OK'];
    if (method !== 'GET' && method !== 'HEAD') this.changes.push(`${method} ${[kind, of, what].join(' ')}`);
    if (kind === 'networks') {
      if (what === 'connect') this.joined.push({ network: of, ...body });
      return [200, { Name: of, Id: of }];
    }
    if (kind === 'exec') return what === 'json' ? [200, { ID: of, Running: false, ExitCode: 0 }] : [200];
    if (kind !== 'containers') return [404, { message: 'page not found' }];
    if (of === 'create') {
      this.created.push(body);
      this.#names.set('new', url.searchParams.get('name') ?? '');
      return [201, { Id: 'new', Warnings: [] }];
    }
    const id = [...this.#names].find(([key, name]) => key === of || name === of)?.[0];
    if (id === undefined) return [404, { message: 'No such container' }];
    return this.#about(id, what, method, url, body);
  }

  #about(id: string, what: string, method: string, url: URL, body: Tree): readonly [number, unknown?] {
    if (what === 'json') {
      const name = `/${this.#names.get(id) ?? ''}`;
      return [200, id === this.inspect.Id ? { ...this.inspect, Name: name } : { Id: id, Name: name }];
    }
    if (what === 'exec') {
      this.executed.push(body.Cmd);
      return [201, { Id: 'e0' }];
    }
    if (what === 'archive') return [404, { message: 'no such file' }];
    if (what === 'rename') this.#names.set(id, url.searchParams.get('name') ?? '');
    if (what === 'update') return [200, { Warnings: [] }];
    if (method === 'DELETE') this.#names.delete(id);
    return [204];
  }
}

async function bodyOf(request: IncomingMessage): Promise<Tree> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  if (!text.startsWith('{')) return {};
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null ? Object.fromEntries(Object.entries(parsed)) : {};
}
