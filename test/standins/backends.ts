import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOllama } from '../../src/demo/ollama.js';

/** A backend that Open WebUI can be pointed at. */
export interface Backend {
  readonly port: number;
  close(): Promise<unknown> | unknown;
}

const JSON_TYPE = 'application/json';

/** What the recorded backends answered, by the name of the recording. */
const ANSWERS: Readonly<Record<string, readonly [status: number, type: string | null, body: string]>> = {
  'HTML page, 200': [200, 'text/html', '<html></html>'],
  '403, empty body': [403, null, ''],
  '502 from nginx': [502, 'text/html', '<html><h1>502 Bad Gateway</h1></html>'],
  '500 JSON error': [500, JSON_TYPE, '{"error":"boom"}'],
  '401 JSON': [401, JSON_TYPE, '{"message":"unauthorized"}'],
  '404 text': [404, 'text/plain', '404 page not found'],
  '200, JSON of an OpenAI server': [200, JSON_TYPE, '{"object":"list","data":[]}'],
  '200, empty body': [200, JSON_TYPE, ''],
  '403 HTML': [403, 'text/html', '<html></html>'],
  '200, null': [200, JSON_TYPE, 'null'],
  '503 JSON': [503, JSON_TYPE, '{"error":"server busy, please try again.  maximum pending requests exceeded"}'],
};

/** Starts the backend of a recording; every other name is a question of the URL, and gets an Ollama without models. */
export async function startBackend(name: string): Promise<Backend> {
  const answer = ANSWERS[name];
  if (answer !== undefined) {
    const [status, type, body] = answer;
    return http((_, response) => response.writeHead(status, type === null ? {} : { 'Content-Type': type }).end(body));
  }
  switch (name) {
    case '302 to a login page':
      return http((request, response) => {
        if (request.url === '/login') response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html></html>');
        else response.writeHead(302, { Location: '/login' }).end();
      });
    case 'accepts, never answers':
      return bound(createTcpServer((socket) => socket.on('error', () => {}).resume()));
    case 'closes after the request':
      return bound(createTcpServer((socket) => socket.once('data', () => socket.end())));
    case 'resets after the request':
      return bound(createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())));
    case 'TLS, self-signed':
      return bound(createTlsServer(selfSigned()));
    case 'port 11435 (refused)':
    case '[::1] (nothing there)':
      return nothing();
    default:
      return startOllama();
  }
}

/** A port of loopback on which nothing listens. */
async function nothing(): Promise<Backend> {
  const server = await bound(createTcpServer());
  await server.close();
  return server;
}

function http(listener: RequestListener): Promise<Backend> {
  return bound(createServer(listener));
}

function bound(server: Server): Promise<Backend> {
  const open = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => open.add(socket));
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const close = () =>
        new Promise((closed) => {
          server.close(closed);
          for (const socket of open) socket.destroy();
        });
      resolve({ port, close });
    });
  });
}

function selfSigned(): { readonly key: Buffer; readonly cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const options = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=x',
  ];
  try {
    execFileSync('openssl', ['req', '-x509', ...options, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
