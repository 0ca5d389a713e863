import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../lab/index.js';
import { discoverOn, inForce, single } from './on-host.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: ['0.12.4'] });
}, 300_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

const IMAGE = 'ghcr.io/open-webui/open-webui:main';
const rows = { 'ollama.base_urls': ['http://stored:1'] };
/** A container of the image that does nothing: its settings are read all the same. */
const idle = (name: string, ...options: string[]) =>
  lab.docker('run', '-d', '--name', name, '--entrypoint', 'sleep', ...options, IMAGE, 'infinity');

describe('the engine', () => {
  test('is found at its usual socket, or where DOCKER_HOST says', async () => {
    const { deployment } = await discoverOn(lab);
    expect(deployment.engine).toMatchObject({
      state: 'reachable',
      kind: 'docker',
      remote: false,
      virtualMachine: false,
    });
    const usual = await discoverOn(lab, {}, { env: { DOCKER_HOST: undefined } });
    expect(usual.deployment.engine).toMatchObject({ state: 'reachable', address: 'unix:///var/run/docker.sock' });
    expect(usual.deployment.host.bridgeGateway).toBe(lab.gateway);
  });

  test('is stopped', async () => {
    await lab.engine.stop();
    try {
      const { deployment } = await discoverOn(lab);
      expect(deployment.engine).toMatchObject({ state: 'unreachable', expected: true });
      expect(deployment.instances).toEqual([]);
    } finally {
      await lab.engine.start();
    }
  }, 60_000);

  test('may not be asked by this user: whose socket it is', async () => {
    const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    const found = await discoverOn(lab, {}, { env: { DOCKER_HOST: undefined } }, nobody);
    expect(found.deployment.engine).toMatchObject({
      state: 'forbidden',
      expected: true,
      socket: {
        owner: 'root',
        group: expect.any(String),
        mode: expect.stringMatching(/^0[0-7]{3}$/),
        memberElsewhere: false,
      },
    });
    expect(found.deployment.host).toMatchObject({ root: false });
  });

  test.each([
    ['DOCKER_HOST', { DOCKER_HOST: '/var/run/docker.sock' }, 'engine.bad-address'],
    ['DOCKER_CONTEXT', { DOCKER_HOST: undefined, DOCKER_CONTEXT: 'nowhere' }, 'engine.no-context'],
  ])('%s that cannot be used', async (_, env, code) => {
    expect((await discoverOn(lab, {}, { env })).thrown).toMatchObject({ code });
  });
});

describe('instances', () => {
  test('several, running and stopped; a stopped one is read in a throw-away container that leaves nothing', async () => {
    await lab.seedVolume('stored', { rows });
    await idle('one', '-p', '3000:8080', '-v', 'stored:/app/backend/data');
    await lab.seedVolume('other', { rows: { 'ollama.base_urls': ['http://other:1'] } });
    await idle('two', '-v', 'other:/app/backend/data');
    await lab.docker('stop', '-t', '0', 'two');
    const before = await lab.docker('ps', '-aq');
    const { deployment, announced } = await discoverOn(lab);
    const told = deployment.instances.map((instance) => [instance.name, instance.state, inForce(instance)]);
    expect(told.sort()).toEqual([
      ['one', 'running', ['database http://stored:1']],
      ['two', 'exited', ['database http://other:1']],
    ]);
    expect(announced).toEqual([{ code: 'deployment.reading-aside', args: { container: 'two', image: IMAGE } }]);
    expect(await lab.docker('ps', '-aq')).toBe(before);
    expect(deployment.instances.find(({ name }) => name === 'one')).toMatchObject({
      version: '0.12.4',
      webuiUrl: { value: 'http://localhost:3000', detail: '-p 3000:8080' },
      settings: {
        environmentUrls: [
          { url: 'http://host.docker.internal:11434', source: 'image-default', detail: 'OLLAMA_BASE_URL=/ollama' },
        ],
      },
    });
  }, 60_000);

  test('killed in the middle of writing: what only the log has counts, and the volume stays as it is', async () => {
    const webui = await lab.webui({ run: ['-p', '3000:8080'] });
    const body = { ENABLE_OLLAMA_API: true, OLLAMA_BASE_URLS: ['http://late:1'], OLLAMA_API_CONFIGS: {} };
    await webui.ask('/ollama/config/update', { method: 'POST', body });
    expect(inForce(single(await discoverOn(lab)))).toEqual(['database http://late:1']);
    await lab.docker('kill', webui.name);
    const files = () =>
      lab.docker(
        'run',
        '--rm',
        '-v',
        `${webui.volume}:/d:ro`,
        'debian:12',
        'bash',
        '-c',
        'cd /d && sha256sum webui.db*',
      );
    const before = await files();
    expect(inForce(single(await discoverOn(lab)))).toEqual(['database http://late:1']);
    expect(await files()).toBe(before);
  }, 120_000);

  test('what a fix kept under another name is none', async () => {
    await lab.seedVolume('stored', { rows });
    await idle('open-webui-before', '-v', 'stored:/app/backend/data');
    await lab.docker('stop', '-t', '0', 'open-webui-before');
    await idle('open-webui', '-v', 'stored:/app/backend/data');
    const found = await discoverOn(lab);
    expect(single(found).name).toBe('open-webui');
    expect(found.deployment.neighbours.map(({ name }) => name)).toEqual(['open-webui-before']);
    expect(single(await discoverOn(lab, { container: 'open-webui-before' })).name).toBe('open-webui-before');
  }, 60_000);

  test('--container that fits none', async () => {
    await idle('one');
    const { thrown } = await discoverOn(lab, { container: 'onee' });
    expect(thrown).toEqual({ code: 'deployment.no-such-container', args: { container: 'onee', names: ['one'] } });
  }, 60_000);

  test('a settings database that is damaged, or in PostgreSQL without a server', async () => {
    await lab.seedVolume('bad', { rows });
    await lab.docker(
      'run',
      '--rm',
      '-v',
      'bad:/d',
      'debian:12',
      'bash',
      '-c',
      'rm -f /d/webui.db-*; printf "SQLite format 3\\0%05000d" 7 > /d/webui.db',
    );
    await idle('bad', '-v', 'bad:/app/backend/data');
    await idle('pg', '-e', 'DATABASE_URL=postgresql://me:hunter2@172.17.0.250/owui');
    const { deployment } = await discoverOn(lab);
    const told = Object.fromEntries(deployment.instances.map((instance) => [instance.name, inForce(instance)]));
    expect(told.bad).toBe('deployment.database-damaged');
    expect(told.pg).toMatch(/^deployment\.database-no-(driver|connection)$/);
    expect(JSON.stringify(deployment)).not.toContain('hunter2');
  }, 60_000);

  test('a paused one, one without Python', async () => {
    await lab.seedVolume('stored', { rows });
    await idle('paused', '-v', 'stored:/app/backend/data');
    await lab.docker('pause', 'paused');
    await lab.docker(
      'run',
      '-d',
      '--name',
      'bare',
      '-e',
      'PATH=/none',
      '--entrypoint',
      '/usr/bin/sleep',
      IMAGE,
      'infinity',
    );
    const { deployment } = await discoverOn(lab);
    const told = Object.fromEntries(deployment.instances.map((instance) => [instance.name, inForce(instance)]));
    expect(told).toEqual({ paused: ['database http://stored:1'], bare: 'deployment.no-python' });
    await lab.docker('unpause', 'paused');
  }, 60_000);
});

describe('Ollama', () => {
  test('a process, a container, both; where they listen', async () => {
    await lab.ollama({ listen: '127.0.0.1:11500' });
    await lab.ollama({ as: 'container', run: ['-p', '127.0.0.1:11434:11434'] });
    const { deployment } = await discoverOn(lab);
    const told = deployment.ollamas.map(({ run, state, listens, ollamaHost }) => ({
      kind: run.kind,
      state,
      listens,
      ollamaHost,
    }));
    expect(told).toEqual([
      {
        kind: 'process',
        state: 'running',
        listens: [{ address: '127.0.0.1', port: 11_500 }],
        ollamaHost: '127.0.0.1:11500',
      },
      {
        kind: 'container',
        state: 'running',
        listens: [{ address: '127.0.0.1', port: 11_434 }],
        ollamaHost: '0.0.0.0:11434',
      },
    ]);
  }, 60_000);

  test('installed and not running', async () => {
    const { deployment } = await discoverOn(lab);
    expect(deployment.ollamas).toEqual([
      { run: { kind: 'installed' }, state: 'stopped', listens: [], ollamaHost: null },
    ]);
  });
});

describe('without containers', () => {
  test('nothing at all is told quickly, with where was looked', async () => {
    const found = await discoverOn(lab);
    expect(found.deployment.instances).toEqual([]);
    expect(found.deployment.lookedAt.map(({ code }) => code)).toContain('deployment.looked-at-ports');
    expect(found.ms).toBeLessThan(1_500);
  });

  test('a compose file with Open WebUI says that there should be an engine', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'owui-doctor-test-'));
    chmodSync(folder, 0o755);
    const env = { DOCKER_HOST: undefined, PATH: process.env.PATH ?? '' };
    await lab.engine.stop();
    try {
      const expected = async () => {
        const { engine } = (await discoverOn(lab, { cwd: folder }, { env })).deployment;
        return engine.state === 'unreachable' && engine.expected;
      };
      writeFileSync(
        join(folder, 'compose.yaml'),
        'services:\n  webui:\n    image: ghcr.io/open-webui/open-webui:main\n',
      );
      expect(await expected()).toBe(true);
    } finally {
      await lab.engine.start();
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});
