import type http from 'node:http';
import type Docker from 'dockerode';
import type { EngineAddress } from './engine-address.js';
import { agentFor } from './engine-agent.js';
import { askEngine } from './engine-request.js';

/** A question as the client library hands it to what carries it: the parts of it that are used here. */
interface Dialled {
  readonly path?: string;
  readonly method?: string;
  readonly abortSignal?: AbortSignal;
  readonly isStream?: boolean;
  readonly hijack?: boolean;
  readonly openStdin?: boolean;
  /** The engine wants an object, if only an empty one. */
  readonly allowEmpty?: boolean;
  readonly statusCodes?: { readonly [status: number]: string | boolean };
  readonly options?: object | null;
}
type Callback = (error: Error | null, answer: object | null) => void;

/**
 * Makes a client of the engine at an address. Nothing is sent yet. The library gives the words; every question is
 * carried by `askEngine`, so that it settles, whatever the engine does.
 * @throws never for what the environment says: DOCKER_HOST and its companions are not looked at
 */
export async function engineClient(address: EngineAddress): Promise<Docker> {
  const { default: Dockerode } = await import('dockerode');
  const agent = agentFor(address);
  // The library lets DOCKER_HOST win over a socket path that it is given, and reads certificates named there.
  const before = process.env.DOCKER_HOST;
  delete process.env.DOCKER_HOST;
  try {
    const docker = new Dockerode({ socketPath: 'agent' });
    docker.modem.dial = (dialled: Dialled, callback?: Callback): void => {
      carry(agent, dialled).then(
        (answer) => callback?.(null, answer),
        (error: Error) => callback?.(error, null),
      );
    };
    return docker;
  } finally {
    if (before !== undefined) process.env.DOCKER_HOST = before;
  }
}

async function carry(agent: http.Agent, dialled: Dialled): Promise<object> {
  const {
    path = '',
    method = 'GET',
    isStream = false,
    hijack = false,
    openStdin = false,
    allowEmpty = false,
    statusCodes = {},
  } = dialled;
  // Some calls of the library keep the signal among what is sent.
  const { abortSignal, ...options }: Readonly<Record<string, unknown>> = { ...dialled.options };
  const { query, body } = partsOf(path, options);
  const posted = method === 'POST' && (allowEmpty || Object.keys(body).length > 0) ? JSON.stringify(body) : undefined;
  return askEngine(agent, {
    method,
    path: path.replace(/\?$/, '') + (Object.keys(query).length > 0 ? `?${queryOf(query)}` : ''),
    headers: {
      Host: 'docker',
      ...(posted === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(method === 'POST' ? { 'Content-Length': Buffer.byteLength(posted ?? '') } : {}),
      ...(hijack ? { Connection: 'Upgrade', Upgrade: 'tcp' } : {}),
    },
    ...(posted === undefined ? {} : { body: posted }),
    wanted: isStream ? 'stream' : /\/logs\?/.test(path) ? 'bytes' : 'json',
    input: openStdin,
    accepts: (status) => statusCodes[status] === true,
    signal: dialled.abortSignal ?? (abortSignal instanceof AbortSignal ? abortSignal : undefined),
  });
}

/** Where the options go: a path that ends in `?` takes them as its query, but of a new container only its name. */
function partsOf(path: string, options: Readonly<Record<string, unknown>>) {
  if (!path.endsWith('?')) return { query: {}, body: options };
  if (!path.startsWith('/containers/create')) return { query: options, body: {} };
  const { name, ...body } = options;
  return { query: name === undefined ? {} : { name }, body };
}

function queryOf(options: Readonly<Record<string, unknown>>): string {
  const words = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, string] => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]);
  return new URLSearchParams(words).toString();
}
