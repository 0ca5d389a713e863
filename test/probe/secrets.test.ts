import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client, HttpProbe } from '../../src/types/probe.js';
import { type Certificates, makeCertificates } from '../lab/faults/certificates.js';
import { afterRequest, answer, get, type Listening, serve, serveTls } from '../lab/faults/servers.js';
import { here, pythonBinaries, pythonProber } from './probers.js';

const TOKEN = 'Bearer sk-0123456789';
let certificates: Certificates;
const open: Listening[] = [];
beforeAll(() => {
  certificates = makeCertificates(['127.0.0.1']);
});
afterAll(async () => {
  for (const one of open) await one.close();
  certificates.remove();
});

const place = () => ({ listen: '127.0.0.1', host: '127.0.0.1', certificates });
/** A server that remembers what it was sent. */
function listener() {
  const heads: string[] = [];
  const remember = afterRequest((socket, head) => {
    heads.push(head);
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
  });
  return { heads, remember };
}
async function kept<T extends Listening>(server: Promise<T>): Promise<T> {
  const one = await server;
  open.push(one);
  return one;
}
const secret = (port: number, more: Partial<HttpProbe> & { scheme?: string } = {}) =>
  get(place(), port, { headers: { Authorization: TOKEN }, ...more });

const [python = ''] = pythonBinaries();
describe.each([here, pythonProber(python)])('the token of $name', (prober) => {
  test('goes to its own server', async () => {
    const { heads, remember } = listener();
    const { port } = await kept(serve(place(), remember));
    await prober.ask(secret(port), {}, 2_000);
    expect(heads.join()).toContain(TOKEN);
  });

  test('goes over a trusted connection', async () => {
    const { heads, remember } = listener();
    const { port } = await kept(serveTls(place(), certificates.good, remember));
    await prober.ask(secret(port, { scheme: 'https' }), { SSL_CERT_FILE: certificates.caFile }, 2_000);
    expect(heads.join()).toContain(TOKEN);
  });

  test.each(['selfSigned', 'expired', 'wrongHost', 'unknownRoot'] as const)(
    'is not sent to a server that is %s',
    async (which) => {
      const { heads, remember } = listener();
      const { port } = await kept(serveTls(place(), certificates[which], remember));
      const seen = await prober.ask(secret(port, { scheme: 'https' }), { SSL_CERT_FILE: certificates.caFile }, 2_000);
      expect(seen[0].outcome).toMatch(/^tls-/);
      expect(heads).toEqual([]);
    },
  );

  test('is not sent where the certificate is not checked', async () => {
    const { heads, remember } = listener();
    const { port } = await kept(serveTls(place(), certificates.selfSigned, remember));
    const seen = await prober.ask(secret(port, { scheme: 'https' }), { AIOHTTP_CLIENT_SESSION_SSL: 'false' }, 2_000);
    expect(seen[0]).toMatchObject({ outcome: 'ok', evidence: { trustSource: 'AIOHTTP_CLIENT_SESSION_SSL=false' } });
    expect(heads).toHaveLength(1);
    expect(heads.join()).not.toContain(TOKEN);
  });

  test('is not carried to another server', async () => {
    const { heads, remember } = listener();
    const other = await kept(serve(place(), remember));
    const first = await kept(serve(place(), answer('', '302 Found', [`Location: http://127.0.0.1:${other.port}/`])));
    const seen = await prober.ask(secret(first.port), {}, 2_000);
    expect(seen[0].outcome).toBe('ok');
    expect(heads).toHaveLength(1);
    expect(heads.join()).not.toContain(TOKEN);
  });

  test('is not shown to a proxy that passes requests on', async () => {
    const { heads, remember } = listener();
    const { port } = await kept(serve(place(), remember));
    await prober.ask(secret(9), { http_proxy: `http://127.0.0.1:${port}` }, 2_000);
    expect(heads).toHaveLength(1);
    expect(heads.join()).not.toContain(TOKEN);
  });

  test('appears in no answer', async () => {
    const { port } = await kept(serve(place(), answer('{}', '401 Unauthorized')));
    expect(JSON.stringify(await prober.ask(secret(port), {}, 2_000))).not.toContain('sk-');
  });
});

/** Variable, client, and whether it makes a client trust the tests' authority. */
const TRUST: readonly (readonly [string, Client, boolean])[] = [
  ['SSL_CERT_FILE', 'aiohttp', true],
  ['SSL_CERT_FILE', 'httpx', true],
  ['SSL_CERT_FILE', 'curl', true],
  ['SSL_CERT_FILE', 'requests', false],
  ['SSL_CERT_FILE', 'direct', false],
  ['REQUESTS_CA_BUNDLE', 'requests', true],
  ['REQUESTS_CA_BUNDLE', 'httpx', false],
  ['CURL_CA_BUNDLE', 'requests', true],
  ['CURL_CA_BUNDLE', 'curl', true],
  ['CURL_CA_BUNDLE', 'httpx', false],
  ['AIOHTTP_CLIENT_SSL_CERT_FILE', 'aiohttp', true],
  ['AIOHTTP_CLIENT_SESSION_SSL', 'aiohttp', true],
  ['AIOHTTP_CLIENT_SSL_CERT_FILE', 'httpx', false],
];
describe.each([here, pythonProber(python)])('$name', (prober) => {
  test.each(TRUST)('%s for %s: %s', async (variable, client, trusted) => {
    const { port } = await kept(serveTls(place(), certificates.good));
    const asked = get(place(), port, { scheme: 'https', client });
    const [seen] = await prober.ask(asked, { [variable]: certificates.caFile }, 3_000);
    expect(seen.outcome).toBe(trusted ? 'ok' : 'tls-untrusted');
    if (trusted) expect(seen.evidence.trustSource).toBe(`${variable}=${certificates.caFile}`);
  });

  test.each(['httpx', 'requests'] as const)('a bundle that is not there breaks %s', async (client) => {
    const { port } = await kept(serveTls(place(), certificates.good));
    const variable = client === 'httpx' ? 'SSL_CERT_FILE' : 'REQUESTS_CA_BUNDLE';
    const asked = get(place(), port, { scheme: 'https', client });
    const [seen] = await prober.ask(asked, { [variable]: '/nowhere.pem' }, 3_000);
    expect(seen).toMatchObject({
      outcome: 'tls-untrusted',
      evidence: { code: 'ENOENT', trustSource: `${variable}=/nowhere.pem` },
    });
  });
});
