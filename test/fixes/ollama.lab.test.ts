import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { readContainer } from '../../src/deployment/container.js';
import { fixKit } from '../../src/fixes/kit.js';
import type { Container, OllamaServer } from '../../src/types/deployment.js';
import { type Lab, startLab } from '../lab/index.js';
import { deploymentOf, instanceOf } from './sample.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ images: ['base', 'ollama'] });
}, 300_000);
afterEach(() => lab.reset(), 60_000);
afterAll(() => lab?.stop(), 60_000);

const kit = fixKit(deploymentOf());
const tags = async (url: string): Promise<string> =>
  (
    await lab.host([
      'curl',
      '-sS',
      '--retry',
      '20',
      '--retry-all-errors',
      '--retry-delay',
      '1',
      '-m',
      '20',
      `${url}/api/tags`,
    ])
  ).stdout;
async function containerNamed(name: string): Promise<Container> {
  const [inspect] = JSON.parse(await lab.docker('inspect', name));
  const [image] = JSON.parse(await lab.docker('image', 'inspect', inspect.Image));
  return readContainer(inspect, image);
}

test('a process starts anew elsewhere with the same environment, and goes back', async () => {
  await lab.ollama({ models: ['mine:1b'] });
  const pid = Number((await lab.host(['pgrep', '-x', 'ollama'])).stdout);
  const server: OllamaServer = {
    run: { kind: 'process', pid, user: 'root', command: 'ollama serve' },
    state: 'running',
    listens: [{ address: '127.0.0.1', port: 11434 }],
    ollamaHost: null,
  };
  const plan = kit.listen(server, '0.0.0.0', 11434);
  expect(await lab.paste(plan.commands[0]?.run ?? '')).toMatchObject({ code: 0 });
  expect(await tags('http://172.17.0.1:11434')).toContain('mine:1b');
  expect(await lab.paste(plan.undo[0]?.run ?? '')).toMatchObject({ code: 0 });
  expect(await tags('http://127.0.0.1:11434')).toContain('mine:1b');
  expect((await lab.host(['curl', '-s', '-m', '2', 'http://172.17.0.1:11434'])).code).toBe(7);
}, 90_000);

test('one that is not running is started, and stopped', async () => {
  const plan = kit.start(null, null);
  expect(plan.commands).toEqual([]);
  const made = kit.start({ run: { kind: 'installed' }, state: 'stopped', listens: [], ollamaHost: null }, '0.0.0.0');
  expect(await lab.paste(made.commands[0]?.run ?? '')).toMatchObject({ code: 0 });
  expect(await tags('http://172.17.0.1:11434')).toContain('models');
  expect(await lab.paste(made.undo[0]?.run ?? '')).toMatchObject({ code: 0 });
}, 60_000);

test('two containers are joined under the name of the URL; a second paste does nothing', async () => {
  await lab.docker('network', 'create', 'ai');
  await lab.ollama({ as: 'container', name: 'my-ollama', run: ['--network', 'ai'] });
  await lab.docker('run', '-d', '--name', 'page', 'debian:12', 'sleep', '1000');
  const page = await containerNamed('page');
  const plan = kit.connect(instanceOf({}, page), await containerNamed('my-ollama'), 'ollama');
  for (let paste = 0; paste < 2; paste += 1) {
    expect(await lab.paste(plan.commands[0]?.run ?? '')).toMatchObject({ code: 0 });
    expect(
      await lab.docker('exec', 'page', 'curl', '-sS', '--retry', '9', '--retry-all-errors', 'http://ollama:11434/'),
    ).toContain('Ollama is running');
  }
  expect(await lab.paste(plan.undo.map(({ run }) => run).join('\n'))).toMatchObject({ code: 0 });
  expect((await containerNamed('page')).networks.map(({ name }) => name)).toEqual(['bridge']);
}, 60_000);

test('a container listens elsewhere after a re-creation, with its models', async () => {
  await lab.ollama({ as: 'container', run: ['-e', 'OLLAMA_HOST=127.0.0.1:11434', '-p', '11434:11434'] });
  await lab.docker('exec', 'ollama', 'ollama', 'pull', 'mine:1b');
  const container = await containerNamed('ollama');
  const server: OllamaServer = {
    run: { kind: 'container', container },
    state: 'running',
    listens: [],
    ollamaHost: null,
  };
  const plan = kit.listen(server, '0.0.0.0', 11434);
  expect(plan.sideEffects.map(({ code }) => code)).toContain('fixes.ollama.modelsInLayer');
  expect(await lab.paste(plan.commands[0]?.run ?? '')).toMatchObject({ code: 0 });
  expect(await tags('http://127.0.0.1:11434')).toContain('mine:1b');
}, 90_000);
