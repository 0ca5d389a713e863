import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { OUTCOMES, type ProbeRequest } from '../../src/types/probe.js';
import { hostVantage } from '../../src/vantage/host.js';
import { selfVantage } from '../../src/vantage/self.js';
import { type Certificates, makeCertificates } from '../lab/faults/certificates.js';
import { answer, get, type Listening, serve, serveTls } from '../lab/faults/servers.js';

let server: Listening;
let secure: Listening;
let certificates: Certificates;
beforeAll(async () => {
  certificates = makeCertificates(['127.0.0.1']);
  server = await serve({ listen: '127.0.0.1' }, answer('{"models":[]}'));
  secure = await serveTls(place(), certificates.good);
});
afterAll(async () => {
  await server.close();
  await secure.close();
  certificates.remove();
});
const place = () => ({ listen: '127.0.0.1', host: '127.0.0.1', certificates });
const never = new AbortController().signal;

const requests = (): readonly ProbeRequest[] => [
  { kind: 'dns', host: 'localhost' },
  { kind: 'dns', host: '' },
  { kind: 'tcp', host: '127.0.0.1', port: server.port },
  { kind: 'tcp', host: '127.0.0.1', port: 99_999 },
  { kind: 'tcp', host: '::1', port: 1 },
  { kind: 'tls', host: '127.0.0.1', port: server.port, client: 'curl' },
  { kind: 'listener', port: server.port },
  { kind: 'clock' },
  get(place(), server.port, { expect: 'ollama-tags' }),
  get(place(), server.port, { url: 'no URL' }),
  get(place(), server.port, { headers: { authorization: 'a\r\nb' } }),
];

/** What a caller may rely on, whatever the vantage point. */
describe.each([hostVantage({ env: {}, limitMs: 2_000 }), selfVantage({ env: {}, limitMs: 2_000 })])(
  '$id',
  (vantage) => {
    test('answers every kind of question, and throws at none', async () => {
      for (const request of requests()) {
        const seen = await vantage.ask(request, never);
        expect(seen.length).toBeGreaterThan(0);
        for (const one of seen) {
          expect(OUTCOMES).toContain(one.outcome);
          expect(one).toMatchObject({ vantage: vantage.id, kind: request.kind });
        }
      }
    });

    test('ends at once when it is told to', async () => {
      const silent = await serve({ listen: '127.0.0.1' }, (socket) => socket.resume());
      const caller = new AbortController();
      const asked = vantage.ask(get(place(), silent.port), caller.signal);
      setTimeout(() => caller.abort(), 50);
      const [seen] = await asked;
      await silent.close();
      expect(seen).toMatchObject({ outcome: 'aborted', evidence: { code: 'ABORTED' } });
      expect(seen.times.total).toBeLessThan(500);
      expect((await vantage.ask({ kind: 'clock' }, caller.signal))[0].outcome).toBe('aborted');
    });

    test('times each phase', async () => {
      const [seen] = await vantage.ask(get(place(), server.port), never);
      expect(Object.keys(seen.times).sort()).toEqual(['body', 'dns', 'http', 'tcp', 'total']);
      expect(seen).toMatchObject({ address: '127.0.0.1', port: server.port });
    });

    test('warns of nothing when a hundred questions share a signal', async () => {
      const warnings: string[] = [];
      const hear = (warning: Error) => void warnings.push(warning.name);
      process.on('warning', hear);
      const shared = new AbortController().signal;
      await Promise.all(Array.from({ length: 100 }, () => vantage.ask(get(place(), server.port), shared)));
      await new Promise(setImmediate);
      process.off('warning', hear);
      expect(warnings).toEqual([]);
    });
  },
);

describe('the trust store of a sidecar', () => {
  const ask = async (rootPrefix: string) =>
    (
      await selfVantage({ env: {}, rootPrefix }).ask(
        get(place(), secure.port, { scheme: 'https', client: 'httpx' }),
        never,
      )
    )[0];

  test('is the one of the container', async () => {
    const root = mkdtempSync(join(tmpdir(), 'owuidoc-root-'));
    const bundle = join(root, 'usr/local/lib/python3.11/site-packages/certifi/cacert.pem');
    mkdirSync(dirname(bundle), { recursive: true });
    writeFileSync(bundle, readFileSync(certificates.caFile));
    const seen = await ask(root);
    rmSync(root, { recursive: true });
    expect(seen).toMatchObject({ outcome: 'ok', evidence: { trusted: true } });
    expect(seen.evidence.trustSource).toBeUndefined();
  });

  test('is said to be another where it cannot be read', async () => {
    const seen = await ask('/nowhere');
    expect(seen).toMatchObject({
      outcome: 'tls-untrusted',
      evidence: { trustSource: 'built-in authorities in place of certifi' },
    });
  });
});
