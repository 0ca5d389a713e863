import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { discover } from '../../src/deployment/discover.js';
import { readComposeFiles } from '../../src/fixes/compose/files.js';
import { fixKit } from '../../src/fixes/kit.js';
import type { Instance } from '../../src/types/deployment.js';
import type { FixKit, FixPlan } from '../../src/types/fix.js';
import { type Lab, startLab, type WebUiVersion } from '../lab/index.js';

let lab: Lab;
const dirs: string[] = [];
beforeAll(async () => {
  lab = await startLab({ images: ['base', 'ollama', '0.12.4', '0.9.6', '0.6.43'] });
}, 900_000);
afterEach(() => lab.reset(), 60_000);
afterAll(async () => {
  await lab?.stop();
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
}, 60_000);

async function found(): Promise<{ readonly instance: Instance; readonly kit: FixKit }> {
  const signal = AbortSignal.timeout(15_000);
  const options = { inContainer: false, dockerHost: lab.dockerHost, env: {}, cwd: tmpdir(), token: null };
  const { deployment } = await discover(options, signal);
  const [instance] = deployment.instances;
  if (instance === undefined) throw new Error('no Open WebUI was found');
  return { instance, kit: fixKit(deployment, await readComposeFiles(deployment, signal)) };
}
const about = {
  id: 'x',
  title: { code: 'x', args: {} },
  rehearsal: { result: 'verified', detail: { code: 'x', args: {} } },
} as const;
const paste = async (plan: FixPlan | undefined, part: 'commands' | 'undo' = 'commands'): Promise<string> => {
  const done = await lab.paste(plan?.[part].map(({ run }) => run).join('\n') ?? 'false');
  expect(done).toMatchObject({ code: 0 });
  return done.stdout;
};
const GATEWAY = 'http://172.17.0.1:11434';
const MODELS = ['llama3.2:latest'];

describe.each<WebUiVersion>(['0.12.4', '0.9.6', '0.6.43'])('Open WebUI %s', (version) => {
  test('lists models after its list of URLs was put in force where it is in force, and none after the way back', async () => {
    await lab.ollama({ listen: '0.0.0.0' });
    const webui = await lab.webui({ version, rows: { 'ollama.base_urls': ['http://127.0.0.1:11434'] } });
    expect(await webui.listedModels(0)).toEqual([]);
    const { instance, kit } = await found();
    const [plan] = kit.setUrls(instance, [GATEWAY], true);
    expect(plan?.id).toBe(version === '0.12.4' ? 'set-url-row' : 'set-url-stopped');
    expect(await paste(plan)).toContain('http://127.0.0.1:11434');
    await webui.waitHealthy();
    expect(await webui.listedModels()).toEqual(MODELS);
    await paste(plan, 'undo');
    await webui.waitHealthy();
    expect((await webui.ollamaConfig()).OLLAMA_BASE_URLS).toEqual(['http://127.0.0.1:11434']);
  }, 240_000);

  test('goes on the host’s network in one paste, with its URL, and nobody is signed out', async () => {
    await lab.ollama();
    const webui = await lab.webui({ version, run: ['-p', '3000:8080', '-e', 'WEBUI_NAME=se cret'] });
    const token = await webui.token();
    const { instance, kit } = await found();
    const plan = kit.recreate(instance, { network: 'host', urls: ['http://127.0.0.1:11434'] }, about);
    await paste(plan);
    await webui.waitHealthy();
    expect(await webui.listedModels()).toEqual(MODELS);
    const me = ['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', '-H', `Authorization: Bearer ${token}`];
    expect((await lab.host([...me, 'http://localhost:8080/api/v1/auths/'])).stdout).toBe('200');
    await paste(plan, 'undo');
    await webui.waitHealthy();
    expect((await webui.ollamaConfig()).OLLAMA_BASE_URLS).toEqual(['http://host.docker.internal:11434']);
    expect((await lab.host([...me, 'http://localhost:3000/api/v1/auths/'])).stdout).toBe('200');
  }, 240_000);
});

describe('a stopped Open WebUI', () => {
  test('gets its row through a throw-away container', async () => {
    const webui = await lab.webui({ run: ['-p', '3000:8080'] });
    await lab.docker('stop', 'open-webui');
    const { instance, kit } = await found();
    const [plan] = kit.setUrls(instance, [GATEWAY, "http://ollama:1/o'dd"], true);
    await paste(plan);
    await lab.docker('start', 'open-webui');
    await webui.waitHealthy();
    expect((await webui.ollamaConfig()).OLLAMA_BASE_URLS).toEqual([GATEWAY, "http://ollama:1/o'dd"]);
  }, 120_000);
});

describe('compose', () => {
  const FILE = `version: "3"
# my page
services:
  open-webui:
    image: ghcr.io/open-webui/open-webui:main
    ports:
      - "3000:8080" # page
    environment:
      - MY_PASSWORD=s3cr3t
    volumes:
      - data:/app/backend/data
volumes:
  data:
    external: true
    name: data
`;
  async function project(): Promise<string> {
    const dir = mkdtempSync(join(tmpdir(), 'owui-compose-'));
    dirs.push(dir);
    mkdirSync(join(dir, 'my project'));
    writeFileSync(join(dir, 'my project', 'docker-compose.yml'), FILE.replace('"3"', '"3.5"'));
    await lab.seedVolume('data');
    await lab.compose(join(dir, 'my project'), 'up', '-d');
    return join(dir, 'my project');
  }
  const judge = async () => {
    const { instance, kit } = await found();
    return { instance, kit, webui: lab.judge({ name: instance.name, volume: 'data' }) };
  };

  test('a host name is added to the file, and the file comes back', async () => {
    await lab.ollama({ listen: '0.0.0.0' });
    const dir = await project();
    const before = readFileSync(join(dir, 'docker-compose.yml'), 'utf8');
    const { instance, kit, webui } = await judge();
    await webui.waitHealthy();
    const token = await webui.token();
    expect(await webui.listedModels(0)).toEqual([]);
    const plan = kit.recreate(instance, { addHosts: ['host.docker.internal:host-gateway'] }, about);
    expect(JSON.stringify(plan)).not.toContain('s3cr3t');
    await paste(plan);
    const after = readFileSync(join(dir, 'docker-compose.yml'), 'utf8');
    expect(after.split('\n').filter((line) => !before.split('\n').includes(line))).toEqual([
      '    extra_hosts:',
      '      - "host.docker.internal:host-gateway"',
    ]);
    await webui.waitHealthy();
    expect(await webui.listedModels()).toEqual(MODELS);
    const me = ['curl', '-s', '-H', `Authorization: Bearer ${token}`, 'http://localhost:3000/api/v1/auths/'];
    expect((await lab.host(me)).stdout).toContain('"role":"admin"');
    // Pasted again, it finds another file than the one that was read.
    expect((await lab.paste(plan.commands[0]?.run ?? '')).code).not.toBe(0);
    await paste(plan, 'undo');
    expect(readFileSync(join(dir, 'docker-compose.yml'), 'utf8')).toBe(before);
    expect(await lab.docker('inspect', '-f', '{{.HostConfig.ExtraHosts}}', instance.name)).not.toContain('gateway');
  }, 240_000);

  test('host networking, with the URL in one paste', async () => {
    await lab.ollama();
    await project();
    const { instance, kit, webui } = await judge();
    await webui.waitHealthy();
    await paste(kit.recreate(instance, { network: 'host', urls: ['http://127.0.0.1:11434'] }, about));
    await webui.waitHealthy();
    expect(await webui.listedModels()).toEqual(MODELS);
  }, 240_000);

  test('a change that compose refuses leaves file and container as they were', async () => {
    const dir = await project();
    const before = readFileSync(join(dir, 'docker-compose.yml'), 'utf8');
    const { instance, kit } = await judge();
    const plan = kit.recreate(instance, { addBinds: [':::'] }, about);
    expect((await lab.paste(plan.commands[0]?.run ?? '')).code).not.toBe(0);
    expect(readFileSync(join(dir, 'docker-compose.yml'), 'utf8')).toBe(before);
    expect(await lab.docker('inspect', '-f', '{{.Id}} {{.State.Running}}', instance.name)).toBe(
      `${instance.container?.id} true\n`,
    );
    expect(readdirSync(dir).length).toBe(2);
  }, 120_000);
});
