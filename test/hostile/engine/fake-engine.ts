import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Behaviour, misbehave } from './behaviours.js';
import { type Ended, type Inside, recorded } from './inside.js';
import { type Fields, type Json, listed, type World } from './world.js';

/** The questions that the doctor puts to an engine. */
export const ENDPOINTS = {
  version: /^GET \/version/,
  info: /^GET \/info/,
  list: /^GET \/containers\/json/,
  inspect: /^GET \/containers\/[^/]+\/json/,
  image: /^GET \/images\/.+\/json/,
  logs: /^GET \/containers\/[^/]+\/logs/,
  exec: /^POST \/containers\/[^/]+\/exec/,
  'exec start': /^POST \/exec\/[^/]+\/start/,
  'exec inspect': /^GET \/exec\/[^/]+\/json/,
  create: /^POST \/containers\/create/,
  attach: /^POST \/containers\/[^/]+\/attach/,
  start: /^POST \/containers\/[^/]+\/start/,
  wait: /^POST \/containers\/[^/]+\/wait/,
  remove: /^DELETE \/containers\/[^/]+/,
} as const;
export type Endpoint = keyof typeof ENDPOINTS;

export interface Fault {
  readonly endpoint: Endpoint;
  readonly behaviour: Behaviour;
  /** A creation that fails the client may have happened all the same; so may a removal. */
  readonly done?: boolean;
}
interface Made {
  readonly id: string;
  readonly name: string;
  readonly created: number;
  readonly spec: Fields;
}

/** A container engine on a Unix socket, which does as it is told. Connections are its own; nothing is run but by `inside`. */
export class FakeEngine {
  /** Questions by endpoint, in the order in which they came. */
  readonly asked: Endpoint[] = [];
  /** When the first question came; null: none has. */
  firstAsked: number | null = null;
  /** Containers that were made and have not been removed. */
  readonly made = new Map<string, Made>();
  /** Told of every question before it is answered; may end the doctor, say. */
  onAsked: (endpoint: Endpoint) => void = () => undefined;
  readonly #execs = new Map<string, { readonly spec: Fields; ended: Ended | null }>();
  readonly #sockets = new Set<Socket>();
  readonly #server: http.Server;

  constructor(
    readonly path: string,
    public world: World,
    public fault: Fault | null = null,
    readonly inside: Inside = recorded,
  ) {
    this.#server = http.createServer(
      { maxHeaderSize: 1_048_576 },
      (request, response) => void this.#answer(request, response),
    );
    this.#server.on('upgrade', (request: IncomingMessage, socket: Socket, first: Buffer) => {
      void this.#upgrade(request, socket, first);
    });
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  async start(): Promise<this> {
    this.#server.listen(this.path);
    await once(this.#server, 'listening');
    return this;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** True where the request is failed; its connection is no longer ours then. */
  #failed(endpoint: Endpoint | null, socket: Socket, response: ServerResponse | null): boolean {
    if (!endpoint || this.fault?.endpoint !== endpoint) return false;
    misbehave(this.fault.behaviour, socket, response);
    return true;
  }

  #note(request: IncomingMessage): Endpoint | null {
    const endpoint = endpointOf(request);
    if (endpoint) {
      this.firstAsked ??= performance.now();
      this.asked.push(endpoint);
      this.onAsked(endpoint);
    }
    return endpoint;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const endpoint = this.#note(request);
    const body = fieldsOf(await bodyOf(request));
    const url = request.url ?? '';
    if (this.fault?.endpoint === endpoint && this.fault?.done) this.#reply(endpoint, url, body);
    if (this.#failed(endpoint, request.socket, response)) return;
    if (endpoint === 'exec start' && request.headers['content-type'] !== 'application/json') {
      // As the real one does: its settings, if only none, come as an object.
      response.writeHead(400, { Connection: 'close' }).end('{"message":"EOF"}');
      return;
    }
    if (endpoint === 'exec start' || endpoint === 'attach') {
      response.writeHead(200, { 'Content-Type': 'application/vnd.docker.raw-stream', Connection: 'close' });
      response.flushHeaders();
      if (endpoint === 'attach') this.#attach(url, response);
      else response.end(await this.#exec(url, () => Promise.resolve('')));
      return;
    }
    const [status, said] = this.#reply(endpoint, url, body);
    const raw = Buffer.isBuffer(said) ? said : said === undefined ? '' : JSON.stringify(said);
    response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' });
    response.end(raw);
    if (endpoint === 'start') await this.#run(url);
  }

  async #upgrade(request: IncomingMessage, socket: Socket, first: Buffer): Promise<void> {
    const endpoint = this.#note(request);
    if (this.#failed(endpoint, socket, null)) return;
    const input = lines(socket, first, Number(request.headers['content-length'] ?? 0));
    socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
    const url = request.url ?? '';
    if (endpoint === 'attach') this.#attach(url, socket, input);
    else socket.end(await this.#exec(url, input));
  }

  #inputs = new Map<string, () => Promise<string>>();

  #attach(url: string, socket: NodeJS.WritableStream, input = () => Promise.resolve('')): void {
    const made = this.#find(idIn(url));
    if (!made) return void socket.end();
    this.#inputs.set(made.id, input);
    this.#outputs.set(made.id, socket);
  }

  #outputs = new Map<string, NodeJS.WritableStream>();

  async #exec(url: string, input: () => Promise<string>): Promise<Buffer> {
    const exec = this.#execs.get(idIn(url));
    if (!exec) return Buffer.alloc(0);
    exec.ended = await this.inside(wordsOf(exec.spec.Cmd), wordsOf(exec.spec.Env), input);
    return frame(exec.ended.stdout);
  }

  /** A throw-away container runs to its end, and goes. */
  async #run(url: string): Promise<void> {
    const made = this.#find(idIn(url));
    if (!made) return;
    const command = [...wordsOf(made.spec.Entrypoint), ...wordsOf(made.spec.Cmd)];
    const input = this.#inputs.get(made.id) ?? (() => Promise.resolve(''));
    const { stdout } = await this.inside(command, wordsOf(made.spec.Env), input);
    this.made.delete(made.id);
    this.#outputs.get(made.id)?.end(frame(stdout));
  }

  #reply(endpoint: Endpoint | null, url: string, body: Fields): readonly [number, (Json | Buffer)?] {
    const { world } = this;
    const id = idIn(url);
    switch (endpoint) {
      case 'version':
        return [200, world.version];
      case 'info':
        return [200, world.info];
      case 'list':
        return [200, this.#list(url)];
      case 'inspect': {
        const found = world.containers.find((one) => one.Id === id || one.Name === `/${id}`);
        if (found) return [200, found];
        const made = this.#find(id);
        return made ? [200, { Id: made.id, Name: `/${made.name}` }] : [404, { message: 'No such container' }];
      }
      case 'image':
        return [200, world.image];
      case 'logs':
        return [200, frame(world.log)];
      case 'exec': {
        const made = `e${this.#execs.size}`;
        this.#execs.set(made, { spec: body, ended: null });
        return [201, { Id: made }];
      }
      case 'exec inspect':
        return [200, { ID: id, Running: false, ExitCode: this.#execs.get(id)?.ended?.exitCode ?? 0 }];
      case 'create': {
        const name = new URL(url, 'http://engine').searchParams.get('name') ?? '';
        const made = `${this.made.size}`.padStart(64, 'c');
        this.made.set(made, { id: made, name, created: Date.now() / 1_000, spec: body });
        return [201, { Id: made, Warnings: [] }];
      }
      case 'start':
        return [204];
      case 'wait':
        return [200, { StatusCode: 0 }];
      case 'remove': {
        const made = this.#find(id);
        if (!made) return [404, { message: 'No such container' }];
        this.made.delete(made.id);
        return [204];
      }
      default:
        return [404, { message: 'page not found' }];
    }
  }

  #list(url: string): Json {
    const label = /"label":\s*(?:\["|\{")([^"=]+)/.exec(decodeURIComponent(url))?.[1];
    const own = [...this.made.values()].map(({ id, name, created, spec }) => ({
      Id: id,
      Names: [`/${name}`],
      Image: String(spec.Image),
      ImageID: String(spec.Image),
      Labels: spec.Labels ?? {},
      State: 'created',
      Status: 'Created',
      Created: Math.floor(created),
      Ports: [],
    }));
    if (label) return own.filter(({ Labels }) => Object.hasOwn(fieldsOf(Labels), label));
    return this.world.list ?? [...own, ...this.world.containers.map(listed)];
  }

  #find(id: string): Made | undefined {
    return [...this.made.values()].find((one) => one.id === id || one.name === id);
  }
}

function endpointOf(request: IncomingMessage): Endpoint | null {
  const line = `${request.method} ${(request.url ?? '').replace(/^\/v\d[\d.]*\//, '/')}`;
  const known: readonly Endpoint[] = Object.keys(ENDPOINTS).filter((name): name is Endpoint => name in ENDPOINTS);
  return known.find((name) => ENDPOINTS[name].test(line)) ?? null;
}

function idIn(url: string): string {
  return decodeURIComponent(/\/(?:containers|exec|images)\/([^/?]+)/.exec(url)?.[1] ?? '');
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    return parsed;
  } catch {
    return {};
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function wordsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
}

/** What is written to a hijacked connection: past the request's own body, until a pause. */
function lines(socket: Socket, first: Buffer, skip: number): () => Promise<string> {
  let text = Buffer.from(first);
  let tell = (): void => undefined;
  socket.on('data', (chunk: Buffer) => {
    text = Buffer.concat([text, chunk]);
    tell();
  });
  const whole = (): string | null => {
    const said = text.subarray(skip).toString();
    return said.endsWith('\n') && said.trim() !== '' && /\}\s*$/.test(said) ? said : null;
  };
  return () =>
    new Promise((resolve) => {
      tell = () => {
        const said = whole();
        if (said !== null) resolve(said);
      };
      socket.once('close', () => resolve(text.subarray(skip).toString()));
      tell();
    });
}

/** The engine's frame round what a program wrote to its standard output. */
function frame(text: string): Buffer {
  const content = Buffer.from(text);
  const before = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
  before.writeUInt32BE(content.length, 4);
  return Buffer.concat([before, content]);
}
