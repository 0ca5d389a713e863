import type { Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterRequest, bytes, drip } from '../../lab/faults/servers.js';

export type ServeOne = (socket: Socket) => void;
export type Case = readonly [name: string, serveOne: ServeOne];

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
const MODELS = '{"models":[]}';

const whole = (head: string, body: string | Buffer = MODELS): ServeOne =>
  bytes(
    Buffer.concat([
      Buffer.from(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`, 'latin1'),
      Buffer.from(body),
    ]),
  );
const coded = (coding: string, body: Buffer): ServeOne => whole(`${OK}Content-Encoding: ${coding}\r\n`, body);
const latin = (text: string): ServeOne => bytes(Buffer.from(text, 'latin1'));
/** Says something once, then a little for ever. */
const slowly = (head: string, text: string): ServeOne =>
  afterRequest((socket) => {
    socket.write(head);
    drip(socket, text);
  });
/** Says something once, then as much as the other side takes. */
const flood = (head: string, text: string): ServeOne =>
  afterRequest((socket) => {
    const block = text.repeat(Math.ceil(16_384 / text.length));
    const write = () => {
      while (!socket.destroyed && socket.write(block));
    };
    socket.on('drain', write);
    socket.write(head);
    write();
  });
const redirect = (to: string, status = '302 Found'): ServeOne =>
  latin(`HTTP/1.1 ${status}\r\nLocation: ${to}\r\nContent-Length: 0\r\n\r\n`);
const zeros = Buffer.alloc(100_000_000);
const nested = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times);

const ODD_CHARACTERS = [0, 1, 8, 11, 12, 13, 27, 31, 127, 128, 155, 255];

/** Web servers that keep to nothing. */
export function httpServers(): readonly Case[] {
  return [
    ['is silent', () => {}],
    ['closes at once', (socket) => socket.end()],
    ['resets at once', (socket) => socket.resetAndDestroy()],
    ['talks first, then HTTP', (socket) => socket.write(`220 hello\r\n${OK}\r\n`)],
    ['a status line, slowly', slowly('', 'H')],
    ['headers, slowly', slowly(OK, 'X: x\r\n')],
    ['one header, slowly', slowly(`${OK}X: `, 'x')],
    ['headers without an end', flood(OK, 'X: x\r\n')],
    ['one header without an end', flood(`${OK}X: `, 'x')],
    ['a header name without an end', flood(OK, 'x')],
    ['500 kB of headers', whole(`${OK}X: ${'y'.repeat(500_000)}\r\n`)],
    ['4,000 headers', whole(OK + 'X: y\r\n'.repeat(4_000))],
    ['a body, slowly', slowly(`${OK}Content-Length: 1000000\r\n\r\n`, 'x')],
    ['a body without an end', flood(`${OK}\r\n`, 'x')],
    ['a list without an end', flood(`${OK}\r\n{"models":[`, '{"name":"a"},')],
    ['a body of 10^14 bytes', flood(`${OK}Content-Length: 100000000000000\r\n\r\n`, 'x')],
    ['a length of 10^20', latin(`${OK}Content-Length: 100000000000000000000\r\n\r\n`)],
    ['a length below zero', latin(`${OK}Content-Length: -1\r\n\r\n`)],
    ['a length in words', latin(`${OK}Content-Length: ten\r\n\r\n`)],
    ['too short a body', latin(`${OK}Content-Length: 100\r\n\r\nshort`)],
    ['chunks, slowly', slowly(CHUNKED, '1\r\nx\r\n')],
    ['tiny chunks without an end', flood(CHUNKED, '1\r\nx\r\n')],
    ['chunks without an end', flood(CHUNKED, `400\r\n${'x'.repeat(1_024)}\r\n`)],
    ['an extension without an end', flood(`${CHUNKED}1;`, 'x')],
    ['a chunk size without an end', flood(CHUNKED, '0')],
    ['a chunk of 2^64', latin(`${CHUNKED}ffffffffffffffff\r\nx`)],
    ['a chunk below zero', latin(`${CHUNKED}-1\r\nx`)],
    ['a chunk without its end', latin(`${CHUNKED}2\r\nxxyy\r\n0\r\n\r\n`)],
    ['empty lines for chunks', flood(CHUNKED, '\r\n')],
    ['trailers, slowly', slowly(`${CHUNKED}0\r\n`, 'X: x\r\n')],
    ['trailers without an end', flood(`${CHUNKED}0\r\n`, 'X: x\r\n')],
    ['status 100 without an end', flood('', 'HTTP/1.1 100 Continue\r\n\r\n')],
    ['status 102 without an end', flood('', 'HTTP/1.1 102 Processing\r\n\r\n')],
    ['status 103 without an end', flood('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n')],
    ['status 100, slowly', slowly('', 'HTTP/1.1 100 Continue\r\n\r\n')],
    ['status 101', latin('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n')],
    ['status 000', latin('HTTP/1.1 000 No\r\n\r\n')],
    ['status 99', latin('HTTP/1.1 99 No\r\n\r\n')],
    ['status 1000', latin('HTTP/1.1 1000 No\r\n\r\n')],
    ['status 999', whole('HTTP/1.1 999 No\r\n')],
    ['status 204 with a body', latin('HTTP/1.1 204 No\r\n\r\nbody')],
    ['status 304', latin('HTTP/1.1 304 No\r\n\r\n')],
    ['HTTP/0.9', latin('<html>hello</html>')],
    ['HTTP/2', latin('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
    ['frames of HTTP/2', bytes(Buffer.from([0, 0, 18, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 128]))],
    ['HTTP/3.0', latin('HTTP/3.0 200 OK\r\n\r\n')],
    ['RTSP', latin('RTSP/1.0 200 OK\r\n\r\n')],
    ['random bytes', bytes(Buffer.from(Array.from({ length: 4_096 }, (_, at) => (at * 167 + 13) % 256)))],
    ['gzip, it says', coded('gzip', Buffer.from('hello'))],
    ['deflate, it says', coded('deflate', Buffer.from('hello'))],
    ['br, unasked', coded('br', brotliCompressSync(MODELS))],
    ['another coding', coded('magic', Buffer.from(MODELS))],
    ['gzip cut short', coded('gzip', gzipSync(MODELS).subarray(0, 15))],
    ['100 MB by gzip', coded('gzip', gzipSync(zeros))],
    ['100 MB by deflate', coded('deflate', deflateSync(zeros))],
    ['100 MB by raw deflate', coded('deflate', deflateRawSync(zeros))],
    ['gzip within gzip', coded('gzip', gzipSync(gzipSync(MODELS)))],
    ['200,000 lists, one in another', whole(OK, nested('[', ']', 200_000))],
    ['200,000 objects, one in another', whole(OK, `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)],
    ['JSON cut short', whole(OK, '{"models":[')],
    ['bytes that are no UTF-8', whole(OK, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]))],
    ['NaN in JSON', whole(OK, '{"models":[NaN]}')],
    ['a number of 10^999', whole(OK, '{"models":[1e999]}')],
    ['one number of 300,000 digits', whole(OK, `{"models":[${'9'.repeat(300_000)}]}`)],
    ['half a surrogate', whole(OK, '{"models":["\\ud800"]}')],
    ['names that objects have already', whole(OK, '{"__proto__":{"models":[]},"constructor":1}')],
    ['a byte order mark', whole(OK, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(MODELS)]))],
    ['a redirect to itself', redirect('/')],
    [
      'redirects without an end',
      afterRequest((socket, head) =>
        socket.end(`HTTP/1.1 302 F\r\nLocation: ${/^\w+ (\S+)/.exec(head)?.[1]}x\r\nContent-Length: 0\r\n\r\n`),
      ),
    ],
    ['a redirect to a file', redirect('file:///etc/passwd')],
    ['a redirect to data', redirect('data:application/json,{"models":[]}')],
    ['a redirect to a script', redirect('javascript:alert(1)')],
    ['a redirect to port 0', redirect('http://127.0.0.1:0/')],
    ['a redirect to port 99999', redirect('http://127.0.0.1:99999/')],
    ['a redirect to nothing', redirect('')],
    ['a redirect to a closed port', redirect('http://127.0.0.1:1/')],
    ['a redirect with a password', redirect('http://me:word@127.0.0.1:1/')],
    ['a redirect of 10 kB', redirect(`/${'x'.repeat(10_000)}`)],
    ...ODD_CHARACTERS.map(
      (code): Case => [`character ${code} in a header`, whole(`${OK}X: a${String.fromCharCode(code)}b\r\n`)],
    ),
  ];
}
