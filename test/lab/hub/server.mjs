// The internet of the lab: Hugging Face with its CDN, its mirror, GitHub, and one plain page, over real TLS.
// Usage: server.mjs <control socket> <certificate folder> <host=address>…
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp } from 'node:net';
import { join } from 'node:path';
import { github } from './github.mjs';
import { huggingFace } from './hugging-face.mjs';

const [controlPath, certificates, ...pairs] = process.argv.slice(2);
const hosts = Object.fromEntries(pairs.map((pair) => pair.split('=')));

/** host → how it behaves; what is not here behaves well. */
let modes = {};
/** Names of releases that GitHub tells, by repository. */
let releases = {};
let requests = [];

const answerOf = {
  'github.com': github,
  'api.github.com': github,
  'example.com': (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>example</html>'),
};

function answer(host, request, response) {
  const mode = modes[host] ?? 'normal';
  requests.push({ host, method: request.method, path: request.url, userAgent: request.headers['user-agent'] ?? '' });
  if (requests.length > 1000) requests = requests.slice(-500);
  if (mode === '503')
    return response.writeHead(503, { 'content-type': 'text/html' }).end('<html>Service Unavailable</html>');
  if (mode === '502') return response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>');
  if (mode === '429')
    return response.writeHead(429, { 'retry-after': '60', 'content-type': 'text/plain' }).end('Too Many Requests');
  if (mode === 'portal')
    return response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please sign in to this network</html>');
  if (mode === 'forbidden')
    return response.writeHead(403, { 'content-type': 'text/html' }).end('<html>Blocked by policy</html>');
  if (mode === 'redirect-308')
    return response.writeHead(308, { location: `https://huggingface.co${request.url}` }).end();
  if (mode === 'no-double-slash' && request.url.startsWith('//')) return response.writeHead(404).end();
  (answerOf[host] ?? huggingFace)(request, response, { host, mode, releases });
}

const read = (name) => readFileSync(join(certificates, name));
const certificateOf = {
  intercepted: 'intercepted',
  expired: 'expired',
  'not-yet': 'not-yet',
  'wrong-host': 'wrong-host',
};
const secure = {};
for (const name of ['normal', ...Object.values(certificateOf)]) {
  secure[name] = (host) =>
    createHttps({ key: read(`${name}.key`), cert: read(`${name}.pem`) }, (request, response) =>
      answer(host, request, response),
    );
}

for (const [host, address] of Object.entries(hosts)) {
  const servers = Object.fromEntries(Object.entries(secure).map(([name, make]) => [name, make(host)]));
  const front = createTcp({ pauseOnConnect: true }, (socket) => {
    const mode = modes[host] ?? 'normal';
    socket.on('error', () => {});
    if (mode === 'reset') socket.once('data', () => socket.resetAndDestroy()).resume();
    else if (mode === 'reset-at-once') socket.resetAndDestroy();
    else if (mode === 'close') socket.once('data', () => socket.end()).resume();
    else if (mode === 'stall') socket.resume();
    else if (mode === 'plain') plainFor(host).emit('connection', socket.resume());
    else servers[certificateOf[mode] ?? 'normal'].emit('connection', socket);
  });
  front.listen(443, address);
  createHttp((request, response) => {
    const mode = modes[host] ?? 'normal';
    if (mode.startsWith('reset')) return request.socket.resetAndDestroy();
    if (mode === 'close') return request.socket.end();
    response.writeHead(301, { location: `https://${host}${request.url}` }).end();
  }).listen(80, address);
}

function plainFor(host) {
  return createHttp((request, response) => answer(host, request, response));
}

// The control socket: GET gives the state, PUT changes what it names.
if (existsSync(controlPath)) rmSync(controlPath);
createHttp(async (request, response) => {
  if (request.method === 'PUT') {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const change = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (change.modes) modes = change.modes;
    if (change.releases) releases = change.releases;
    if (change.forget) requests = [];
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ modes, releases, requests }));
}).listen(controlPath);
