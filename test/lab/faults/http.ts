import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { HttpProbe, Outcome, Phase } from '../../../src/types/probe.js';
import type { Fault } from './fault.js';
import { afterRequest, answer, bytes, drip, serve, standing } from './servers.js';

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

interface Expected {
  readonly code?: RegExp;
  readonly evidence?: Fault['evidence'];
  readonly ask?: Partial<HttpProbe>;
}
function http(
  name: string,
  serveOne: Parameters<typeof serve>[1],
  outcome: Outcome,
  phase: Phase,
  more: Expected = {},
): Fault {
  const { ask = {}, ...rest } = more;
  return { name, start: (place) => standing(place, serve(place, serveOne), ask), outcome, phase, ...rest };
}
const invalid = (name: string, text: string, code: RegExp) => http(name, bytes(text), 'http-invalid', 'http', { code });
/** What is no header, by the grammar of HTTP: control characters, and a line that goes on in the next one. */
const ODD_HEADERS: readonly (readonly [name: string, lines: string, code: RegExp])[] = [
  ['an escape in a header', 'X: a\x1b[31mb', /^HPE_INVALID_HEADER_TOKEN$/],
  ['NUL in a header', 'X: a\0b', /^HPE_INVALID_HEADER_TOKEN$/],
  ['DEL in a header', 'X: a\x7fb', /^HPE_INVALID_HEADER_TOKEN$/],
  ['a bare CR in a header', 'X: a\rb', /^HPE_/],
  ['a folded line', 'X: a\r\n b', /^HPE_/],
  ['a folded line before any header', ' X: a', /^HPE_/],
  ['NUL in the name of a header', 'X\0: a', /^HPE_INVALID_HEADER_TOKEN$/],
  ['a blank before the colon', 'X : a', /^HPE_INVALID_HEADER_TOKEN$/],
];
const TAGS = { expect: 'ollama-tags' } as const;

/** Answers that are none, or not the ones that were asked for. */
export const HTTP_FAULTS: readonly Fault[] = [
  http('the models of Ollama', answer('{"models":[]}'), 'ok', 'body', {
    ask: TAGS,
    evidence: { json: { models: [] } },
  }),
  http(
    'the same, compressed',
    bytes(Buffer.concat([Buffer.from(`${OK}Content-Encoding: gzip\r\n\r\n`), gzipSync('{"models":[]}')])),
    'ok',
    'body',
    { ask: TAGS, evidence: { json: { models: [] } } },
  ),
  http('the same, in chunks', bytes(`${CHUNKED}5\r\n{"mod\r\n8\r\nels":[]}\r\n0\r\n\r\n`), 'ok', 'body', { ask: TAGS }),
  invalid('garbage', 'hello there, this is not HTTP\r\n', /^HPE_INVALID_CONSTANT$/),
  invalid('an SSH banner', 'SSH-2.0-OpenSSH_9.2p1\r\n', /^HPE_INVALID_CONSTANT$/),
  invalid('HTTP/0.9', '<html>hello</html>', /^HPE_INVALID_CONSTANT$/),
  http('HTTP/2 alone', bytes(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])), 'http-invalid', 'http', {
    code: /^HPE_INVALID_CONSTANT$/,
  }),
  invalid('a bad status line', 'HTTP/1.1 abc OK\r\n\r\n', /^HPE_INVALID_STATUS$/),
  invalid('a bad version', 'HTTP/7.3 200 OK\r\n\r\n', /^HPE_INVALID_VERSION$/),
  invalid('a bad header', `${OK}bad header: x\r\n\r\n`, /^HPE_INVALID_HEADER_TOKEN$/),
  invalid('two lengths', `${OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\nab`, /^HPE_UNEXPECTED_CONTENT_LENGTH$/),
  invalid(
    'a length and chunks',
    `${OK}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    /^HPE_INVALID_TRANSFER_ENCODING$/,
  ),
  invalid('headers beyond the limit', `${OK}X: ${'x'.repeat(40_000)}\r\n\r\n`, /^HPE_HEADER_OVERFLOW$/),
  ...ODD_HEADERS.map(([name, lines, code]) => invalid(name, `${OK}${lines}\r\nContent-Length: 2\r\n\r\n{}`, code)),
  invalid(
    'status 401 with an escape in a header',
    'HTTP/1.1 401 No\r\nX-Why: \x1b[31m\r\nContent-Length: 2\r\n\r\n{}',
    /^HPE_INVALID_HEADER_TOKEN$/,
  ),
  invalid(
    'a redirect with an escape in it',
    'HTTP/1.1 302 Found\r\nLocation: /\x1b[31m\r\nContent-Length: 0\r\n\r\n',
    /^HPE_INVALID_HEADER_TOKEN$/,
  ),
  http('an escape in the reason', bytes('HTTP/1.1 200 O\x1b[31mK\r\nContent-Length: 2\r\n\r\n{}'), 'ok', 'body'),
  http('bytes beyond ASCII in a header', bytes(`${OK}X: \u00e9\u00ff\r\nContent-Length: 2\r\n\r\n{}`), 'ok', 'body'),
  http('a tab in a header', bytes(`${OK}X: a\tb\r\nContent-Length: 2\r\n\r\n{}`), 'ok', 'body'),
  http(
    'a flood of status 100',
    afterRequest((socket) => endless(socket, '', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(200))),
    'http-invalid',
    'http',
    { code: /^HPE_FLOOD$/ },
  ),
  http(
    'a flood of status 103',
    afterRequest((socket) => endless(socket, '', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(200))),
    'http-invalid',
    'http',
    { code: /^HPE_FLOOD$/ },
  ),
  http(
    'dripped headers',
    afterRequest((socket) => {
      socket.write(OK);
      drip(socket, 'X: x\r\n');
    }),
    'timeout',
    'http',
    { code: /^LIMIT$/ },
  ),
  http('status 404', answer('404 page not found', '404 Not Found'), 'http-status', 'http', {
    evidence: { status: 404, bodyStart: '404 page not found' },
  }),
  http(
    'status 401',
    answer('{"detail":"no"}', '401 Unauthorized', ['WWW-Authenticate: Bearer realm="secret"']),
    'http-status',
    'http',
    { ask: { expect: 'webui-models' }, evidence: { status: 401, headers: { 'www-authenticate': 'Bearer' } } },
  ),
  http('status 503', answer('{}', '503 Service Unavailable'), 'http-status', 'http', { evidence: { status: 503 } }),
  http('status 407 of a server', answer('', '407 Proxy Authentication Required'), 'http-status', 'http', {
    evidence: { status: 407 },
  }),
  http(
    'status 500 with half a body',
    bytes('HTTP/1.1 500 Oh\r\nContent-Length: 100\r\n\r\nhalf'),
    'http-status',
    'http',
    { evidence: { status: 500 } },
  ),
  http('a page in place of JSON', answer('<!doctype html><title>Open WebUI</title>'), 'wrong-service', 'body', {
    ask: TAGS,
    evidence: { status: 200 },
  }),
  http('another JSON', answer('{"data":[]}'), 'wrong-service', 'body', { ask: TAGS, evidence: { json: { data: [] } } }),
  http('no body', answer(''), 'wrong-service', 'body', { ask: TAGS }),
  http('JSON without an end to its depth', answer('['.repeat(30_000) + ']'.repeat(30_000)), 'wrong-service', 'body', {
    ask: { expect: 'json' },
  }),
  http('a number that is too large', answer('{"models":[1e999]}'), 'ok', 'body', { ask: TAGS }),
];

/** Bodies that do not come to their end, or do not end. */
export const BODY_FAULTS: readonly Fault[] = [
  http(
    'a stalled body',
    afterRequest((socket) => socket.write(`${OK}Content-Length: 100\r\n\r\nhalf`)),
    'timeout',
    'body',
    { code: /^LIMIT$/ },
  ),
  http(
    'a dripped body',
    afterRequest((socket) => {
      socket.write(`${OK}Content-Length: 100000\r\n\r\n`);
      drip(socket, 'x');
    }),
    'timeout',
    'body',
    { code: /^LIMIT$/ },
  ),
  http('FIN within the body', bytes(`${OK}Content-Length: 100\r\n\r\nhalf`), 'closed', 'body', {
    code: /^ECONNRESET$/,
  }),
  http(
    'RST within the body',
    afterRequest((socket) => {
      socket.write(`${OK}Content-Length: 100\r\n\r\nhalf`);
      setTimeout(() => socket.resetAndDestroy(), 50);
    }),
    'reset',
    'body',
    { code: /^ECONNRESET$/ },
  ),
  http('FIN within chunks', bytes(`${CHUNKED}5\r\nhello\r\n`), 'closed', 'body', { code: /^ECONNRESET$/ }),
  http('a bad chunk', bytes(`${CHUNKED}zz\r\nhello\r\n`), 'http-invalid', 'body', { code: /^HPE_INVALID_CHUNK_SIZE$/ }),
  http('more than its length', bytes(`${OK}Content-Length: 13\r\n\r\n{"models":[]}and more`), 'ok', 'body', {
    ask: TAGS,
  }),
  http(
    'an endless body',
    afterRequest((socket) => endless(socket, `${OK}\r\n`)),
    'ok',
    'body',
    { evidence: { truncated: true } },
  ),
  http(
    'an endless list of models',
    afterRequest((socket) => endless(socket, `${OK}\r\n{"models":[`)),
    'ok',
    'body',
    { ask: TAGS, evidence: { truncated: true } },
  ),
  http(
    'an endless body of something else',
    afterRequest((socket) => endless(socket, `${OK}\r\n`)),
    'wrong-service',
    'body',
    { ask: TAGS, evidence: { truncated: true } },
  ),
  http(
    'a flood of tiny chunks',
    afterRequest((socket) => endless(socket, CHUNKED, '1\r\nx\r\n'.repeat(2_000))),
    'http-invalid',
    'body',
    { code: /^HPE_FLOOD$/ },
  ),
  http(
    'a flood of empty lines between chunks',
    afterRequest((socket) => endless(socket, CHUNKED, '\r\n'.repeat(2_000))),
    'http-invalid',
    'body',
    { code: /^HPE_/ },
  ),
  http(
    'a small body that grows to 200 MB',
    bytes(Buffer.concat([Buffer.from(`${OK}Content-Encoding: gzip\r\n\r\n`), gzipSync(Buffer.alloc(200_000_000))])),
    'ok',
    'body',
    { evidence: { truncated: true } },
  ),
  http(
    'compressed, it says',
    bytes(`${OK}Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello`),
    'http-invalid',
    'body',
    { code: /^Z_DATA_ERROR$/ },
  ),
];

function endless(socket: Socket, head: string, block = 'x'.repeat(65_536)): void {
  const write = () => {
    while (!socket.destroyed && socket.write(block));
  };
  socket.on('drain', write);
  socket.write(head);
  write();
}

const to = (location: string, status = '302 Found') => answer('', status, [`Location: ${location}`]);
/** Sends every request one step further, `steps` times. */
const chain = (steps: number) =>
  afterRequest((socket, head) => {
    const step = Number(/^\w+ \/(\d*)/.exec(head)?.[1] || 0);
    const status = step < steps ? '302 Found' : '200 OK';
    socket.end(`HTTP/1.1 ${status}\r\nLocation: /${step + 1}\r\nContent-Length: 2\r\n\r\n{}`);
  });

/** Redirects. */
export const REDIRECT_FAULTS: readonly Fault[] = [
  http('five redirects', chain(5), 'ok', 'body', { evidence: { status: 200 } }),
  http('a sixth redirect', chain(6), 'http-status', 'http', { evidence: { status: 302 } }),
  http('a redirect to itself', to('/'), 'http-status', 'http', {
    evidence: { redirects: [{ status: 302, location: '/' }] },
  }),
  http(
    'a redirect that is not to be followed',
    to('https://user:pass@elsewhere.example/x?signature=secret', '307 Temporary Redirect'),
    'ok',
    'http',
    { ask: { redirects: 0 }, evidence: { status: 307, headers: { location: 'https://elsewhere.example/x?…' } } },
  ),
  http('a redirect to nowhere', to('ftp://elsewhere.example/'), 'http-status', 'http', { evidence: { status: 302 } }),
  http('a redirect to a closed port', to('http://127.0.0.1:1/'), 'refused', 'tcp', {
    code: /^ECONNREFUSED$/,
    evidence: { redirects: [{ status: 302, location: 'http://127.0.0.1:1/' }] },
  }),
];
