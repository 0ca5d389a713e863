import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../lab/index.js';
import { projectRoot } from '../lab/paths.js';
import { makeWebuiDb } from '../standins/webui-db.js';
import { command, discoverOn, inForce, main, read, single } from './on-host.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: ['0.12.4'] });
}, 300_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

const IMAGE = 'ghcr.io/open-webui/open-webui:main';
const rows = { 'ollama.base_urls': ['http://stored:1'] };

describe('beside a container, or in it', () => {
  const sidecar = async (...options: string[]) => {
    const repository = ['-v', `${projectRoot}:${projectRoot}:ro`];
    // The image has a Node of its own.
    const args = command.slice(1);
    const inside = ['run', '--rm', ...options, ...repository, 'node:20-slim', 'node', ...args];
    return read(await lab.docker(...inside, main, JSON.stringify({ inContainer: true })));
  };
  const start = async (...options: string[]) => {
    await lab.seedVolume('stored', { rows });
    await lab.docker(
      'run',
      '-d',
      '--name',
      'open-webui',
      '-v',
      'stored:/app/backend/data',
      ...options,
      '--entrypoint',
      'sleep',
      IMAGE,
      'infinity',
    );
  };

  test('network and processes shared: its environment and its database are seen', async () => {
    await start('-e', 'HF_ENDPOINT=https://hf-mirror.com');
    const { deployment } = await sidecar('--network', 'container:open-webui', '--pid', 'container:open-webui');
    expect(deployment).toMatchObject({
      mode: 'in-container',
      engine: { state: 'not-asked' },
      host: { bridgeGateway: lab.gateway },
    });
    const [instance] = deployment.instances;
    expect(instance && inForce(instance)).toEqual(['database http://stored:1']);
    expect(instance).toMatchObject({
      version: '0.12.4',
      state: 'running',
      networkMode: 'bridge',
      settings: {
        hubEndpoint: { value: 'https://hf-mirror.com' },
        database: { schema: 'rows', path: '/app/backend/data/webui.db' },
      },
    });
  }, 60_000);

  test('as another user, or with the network alone: unknown, and how it becomes known', async () => {
    await start();
    const told = async (...options: string[]) => {
      const { deployment } = await sidecar('--network', 'container:open-webui', ...options);
      return deployment.instances.map((instance) => [inForce(instance), instance.settings.environmentUrls]);
    };
    expect(await told('--pid', 'container:open-webui', '--user', '1234')).toEqual([['deployment.not-visible', []]]);
    expect(await told()).toEqual([['deployment.not-visible', []]]);
  }, 60_000);
});

describe('Podman', () => {
  test('its API is found, an instance in it is read', async () => {
    const tag = await lab.podman.image('0.12.4');
    await lab.podman.serve();
    const options = ['--name', 'open-webui', '-p', '3000:8080', '--entrypoint', 'sleep', tag, 'infinity'];
    await lab.podman.run('run', '-d', ...options);
    const found = await discoverOn(lab, {}, { env: { DOCKER_HOST: 'unix:///run/podman/podman.sock' } });
    expect(found.deployment.engine).toMatchObject({ state: 'reachable', kind: 'podman' });
    const up = single(found);
    expect(up).toMatchObject({
      name: 'open-webui',
      runtime: 'podman',
      version: '0.12.4',
      webuiUrl: { value: 'http://localhost:3000' },
    });
    expect(inForce(up)).toEqual(['image-default http://host.docker.internal:11434']);
    await lab.podman.run('stop', '-t', '0', 'open-webui');
    const down = single(await discoverOn(lab, {}, { env: { DOCKER_HOST: 'unix:///run/podman/podman.sock' } }));
    expect(down.state).toBe('exited');
    expect(inForce(down)).toEqual(['image-default http://host.docker.internal:11434']);
    expect((await lab.podman.run('ps', '-a', '--format', '{{.Names}}')).trim()).toBe('open-webui');
  }, 240_000);

  test('of two engines, the one that has Open WebUI', async () => {
    const tag = await lab.podman.image('0.12.4');
    await lab.podman.serve();
    await lab.podman.run('run', '-d', '--name', 'open-webui', '--entrypoint', 'sleep', tag, 'infinity');
    const { deployment } = await discoverOn(lab, {}, { env: { DOCKER_HOST: undefined } });
    expect(deployment.engine).toMatchObject({ kind: 'podman', address: 'unix:///run/podman/podman.sock' });
  }, 120_000);
});

test('over ssh, by the ssh program of the user', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'owui-doctor-test-'));
  const ssh = `#!/bin/bash
echo "$@" >> ${folder}/asked
export DOCKER_HOST=${lab.dockerHost}
while [ "$1" != -- ]; do shift; done
shift 2
exec "$@"
`;
  writeFileSync(join(folder, 'ssh'), ssh, { mode: 0o755 });
  await lab.docker('run', '-d', '--name', 'far', '-p', '3000:8080', '--entrypoint', 'sleep', IMAGE, 'infinity');
  const path = (await lab.host(['printenv', 'PATH'])).stdout.trim();
  const env = { DOCKER_HOST: 'ssh://me@nas.lan:2222', PATH: `${folder}:${path}` };
  const found = await discoverOn(lab, {}, { env });
  expect(found.deployment.engine).toMatchObject({ state: 'reachable', remote: true, address: 'ssh://me@nas.lan:2222' });
  expect(single(found)).toMatchObject({ name: 'far', version: '0.12.4', webuiUrl: { value: 'http://nas.lan:3000' } });
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toContain('-p 2222 -- me@nas.lan docker system dial-stdio');
  rmSync(folder, { recursive: true });
}, 60_000);

describe('from its Python package', () => {
  let venv = '';
  beforeEach(() => {
    venv = mkdtempSync(join(tmpdir(), 'owui-doctor-test-'));
    chmodSync(venv, 0o755);
    execFileSync('/usr/bin/python3', ['-m', 'venv', '--without-pip', '--copies', venv]);
    const packages = join(venv, 'lib/python3.11/site-packages');
    mkdirSync(join(packages, 'open_webui/data'), { recursive: true });
    mkdirSync(join(packages, 'open_webui-0.11.4.dist-info'));
    writeFileSync(join(packages, 'open_webui/__init__.py'), 'raise RuntimeError("it is found, not run")\n');
    writeFileSync(
      join(packages, 'open_webui-0.11.4.dist-info/METADATA'),
      'Metadata-Version: 2.1\nName: open-webui\nVersion: 0.11.4\n',
    );
    makeWebuiDb(join(packages, 'open_webui/data/webui.db'), { version: '0.11.4', urls: ['http://stored:1'] });
    const server = `#!${venv}/bin/python3
import http.server, json, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        said = {"status": True, "name": "Open WebUI", "version": "0.11.4", "features": {}}
        if self.path == "/ollama/config" and self.headers.get("Authorization") == "Bearer a-token":
            said = {"ENABLE_OLLAMA_API": True, "OLLAMA_BASE_URLS": ["http://told:1"], "OLLAMA_API_CONFIGS": {"0": {"key": "sk-x"}}}
        self.send_response(200); self.end_headers(); self.wfile.write(json.dumps(said).encode())
http.server.HTTPServer(("", int(sys.argv[-1])), Answer).serve_forever()
`;
    writeFileSync(join(venv, 'bin/open-webui'), server, { mode: 0o755 });
  });
  afterEach(() => rmSync(venv, { recursive: true, force: true }));
  const running = async (port: number) => {
    for (let tries = 0; tries < 100; tries += 1)
      if ((await lab.host(['curl', '-s', `http://127.0.0.1:${port}/`])).code === 0) return;
    throw new Error('it does not answer');
  };

  test('a process: port, environment, database', async () => {
    const env = { OLLAMA_BASE_URL: 'http://env:1' };
    await lab.hostSpawn([join(venv, 'bin/open-webui'), 'serve', '--port', '8088'], { env });
    await running(8088);
    const instance = single(await discoverOn(lab));
    expect(instance).toMatchObject({
      name: 'open-webui',
      runtime: 'pip',
      state: 'running',
      version: '0.11.4',
      listenPort: 8088,
      webuiUrl: { value: 'http://localhost:8088' },
      settings: { environmentUrls: [{ url: 'http://env:1', source: 'env' }] },
    });
    expect(inForce(instance)).toEqual(['database http://stored:1']);
  }, 60_000);

  test('another user sees the page only; with a token the page tells', async () => {
    await lab.hostSpawn([join(venv, 'bin/open-webui'), 'serve', '--port', '8080']);
    await running(8080);
    const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    const hidden = single(await discoverOn(lab, {}, {}, nobody));
    expect(inForce(hidden)).toBe('deployment.environ-forbidden');
    const told = single(await discoverOn(lab, { token: 'a-token' }, {}, nobody));
    expect(inForce(told)).toEqual(['database http://told:1']);
    expect(told.settings.ollamaUrls).toMatchObject({ value: [{ detail: '/ollama/config', hasKey: true }] });
  }, 60_000);

  test('installed and not running: with the variables that it would be started with', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'owui-doctor-test-'));
    writeFileSync(join(folder, '.env'), 'OLLAMA_BASE_URL=http://file:1\nENABLE_PERSISTENT_CONFIG=false\n');
    const env = { PATH: `${join(venv, 'bin')}:${process.env.PATH}` };
    const instance = single(await discoverOn(lab, { cwd: folder }, { env }));
    expect(instance).toMatchObject({ runtime: 'pip', state: 'exited', version: '0.11.4' });
    expect(inForce(instance)).toEqual(['env-file http://file:1']);
    rmSync(folder, { recursive: true });
  }, 60_000);
});

test('a page on a usual port without a process to be seen', async () => {
  const script = `
import http.server, json
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
        self.wfile.write(json.dumps({"status": True, "name": "x", "version": "0.12.4", "features": {}}).encode())
http.server.HTTPServer(("", 3000), Answer).serve_forever()`;
  await lab.hostSpawn(['python3', '-c', script]);
  for (let tries = 0; tries < 100; tries += 1)
    if ((await lab.host(['curl', '-s', 'http://127.0.0.1:3000/'])).code === 0) break;
  const instance = single(await discoverOn(lab));
  expect(instance).toMatchObject({ name: '127.0.0.1:3000', runtime: 'unknown', version: '0.12.4', state: 'running' });
  expect(inForce(instance)).toBe('deployment.page-only');
}, 60_000);
