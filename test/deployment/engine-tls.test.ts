import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findEngine } from '../../src/deployment/engine.js';

let folder = '';
let server: https.Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'owui-doctor-test-'));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=engine', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...curve, '-days', '2', ...subject, '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  });
  copyFileSync(cert, join(folder, 'ca.pem'));
  const material = { cert: readFileSync(cert), key: readFileSync(key), ca: readFileSync(cert) };
  server = https.createServer({ ...material, requestCert: true, rejectUnauthorized: true }, (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(request.url?.startsWith('/version') ? '{"Version":"1"}' : '{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ['with its certificate', () => ({ DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder }), 'reachable'],
  ['with a word in place of 1', () => ({ DOCKER_TLS_VERIFY: 'true', DOCKER_CERT_PATH: folder }), 'reachable'],
  ['without a certificate', () => ({ DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/nowhere' }), 'unreachable'],
  ['in plain text', () => ({}), 'unreachable'],
])('an engine that speaks TLS, asked %s', async (_, env, state) => {
  const { port } = server.address() as AddressInfo;
  const search = { platform: 'linux', home: folder, uid: 1, ownAddresses: new Set<string>(), expected: false } as const;
  const asked = { ...search, env: { DOCKER_HOST: `tcp://127.0.0.1:${port}`, ...env() } };
  const { engine } = await findEngine(asked, async () => false, new AbortController().signal);
  expect(engine).toMatchObject({ state });
  if (engine.state === 'unreachable')
    expect(engine.tried).toMatchObject([{ outcome: 'failed', code: expect.any(String) }]);
});
