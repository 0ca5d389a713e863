import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { DISCOVERY_MS } from '../../src/budgets.js';
import { executeAside } from '../../src/deployment/aside.js';
import { readContainer } from '../../src/deployment/container.js';
import { engineClient } from '../../src/deployment/engine-client.js';
import { type Lab, startLab } from '../lab/index.js';
import { discoverOn, inForce, single } from './on-host.js';

let lab: Lab;
let folder = '';
beforeAll(async () => {
  lab = await startLab({ images: ['0.12.4'] });
  folder = mkdtempSync(join(tmpdir(), 'owui-doctor-test-'));
  chmodSync(folder, 0o755);
}, 300_000);
afterEach(() => lab.reset(), 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await lab?.stop();
}, 60_000);

const IMAGE = 'ghcr.io/open-webui/open-webui:main';

test('a throw-away container is gone after an interrupt, its volumes were read-only and it had no network', async () => {
  await lab.seedVolume('stored');
  await lab.docker('create', '--name', 'still', '-v', 'stored:/app/backend/data', IMAGE);
  const docker = await engineClient({ kind: 'socket', path: lab.dockerHost.replace('unix://', '') });
  const still = readContainer(await docker.getContainer('still').inspect(), null);
  const look = 'touch /app/backend/data/x 2>&1; ls /sys/class/net; ls /app/backend/data | head -1';
  const told = await executeAside(docker, still, ['bash', '-c', look], {}, AbortSignal.timeout(20_000));
  expect(told).toContain('Read-only file system');
  expect(told.split('\n')).toContain('lo');
  expect(told).not.toContain('eth0');

  const cut = executeAside(docker, still, ['sleep', '100'], {}, AbortSignal.timeout(1_500));
  await expect(cut).rejects.toMatchObject({ name: 'TimeoutError' });
  expect((await lab.docker('ps', '-a', '--format', '{{.Names}}')).trim()).toBe('still');
  expect((await lab.docker('volume', 'ls', '-q')).trim()).toBe('stored');
}, 60_000);

test('a Python that never answers: the rest is told, within the budget', async () => {
  writeFileSync(join(folder, 'python3'), '#!/bin/sh\nexec sleep 30\n', { mode: 0o755 });
  const path = ['-e', 'PATH=/hangs:/usr/bin:/bin', '-v', `${folder}:/hangs:ro`];
  await lab.docker(
    'run',
    '-d',
    '--name',
    'open-webui',
    '-p',
    '3000:8080',
    ...path,
    '--entrypoint',
    'sleep',
    IMAGE,
    'infinity',
  );
  const found = await discoverOn(lab);
  expect(inForce(single(found))).toBe('deployment.settings-timeout');
  expect(single(found)).toMatchObject({ state: 'running', webuiUrl: { value: 'http://localhost:3000' } });
  expect(found.ms).toBeLessThan(DISCOVERY_MS + 1_000);
}, 60_000);

test('an image without a mark whose page answers as Open WebUI', async () => {
  const script = `
import http.server, json
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
        self.wfile.write(json.dumps({"status": True, "name": "x", "version": "0.12.4", "features": {}}).encode())
http.server.HTTPServer(("", 8080), Answer).serve_forever()`;
  await lab.docker(
    'run',
    '-d',
    '--name',
    'mine',
    '-p',
    '3001:8080',
    '-e',
    'OLLAMA_BASE_URL=http://x:1',
    'debian:12',
    'python3',
    '-c',
    script,
  );
  for (let tries = 0; tries < 100; tries += 1)
    if ((await lab.host(['curl', '-s', 'http://127.0.0.1:3001/'])).code === 0) break;
  const found = await discoverOn(lab);
  expect(single(found)).toMatchObject({
    name: 'mine',
    image: 'debian:12',
    webuiUrl: { value: 'http://localhost:3001' },
  });
  expect(inForce(single(found))).toEqual(['env http://x:1']);
}, 60_000);
