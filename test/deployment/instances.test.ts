import { expect, test } from '@jest/globals';
import { ConfigurationError } from '../../src/deployment/configuration-error.js';
import { readContainer } from '../../src/deployment/container.js';
import { chooseInstances, isOllama, isWebui, namesWebui } from '../../src/deployment/instances.js';
import type { Container } from '../../src/types/deployment.js';
import { inspectOf } from './inspect.js';

const read = (change: Parameters<typeof inspectOf>[0]): Container => readContainer(inspectOf(change), null);
const volume = (Name: string) => [
  {
    Type: 'volume' as const,
    Name,
    Source: `/v/${Name}`,
    Destination: '/app/backend/data',
    Mode: 'z',
    RW: true,
    Propagation: '',
  },
];
const stopped = { Status: 'exited', Running: false, StartedAt: '2026-11-20T00:00:00Z' };
const names = (containers: readonly Container[], wanted?: string) =>
  chooseInstances(containers, wanted).chosen.map((container) => container.name);

test.each([
  ['ghcr.io/open-webui/open-webui:main', true],
  ['openwebui/open-webui', true],
  ['ghcr.io/open-webui/open-webui@sha256:12', true],
  ['registry.example:5000/mirror/open-webui:v0.9.6', true],
  ['ghcr.io/ollama-webui/ollama-webui:main', true],
  ['ghcr.io/open-webui/pipelines:main', false],
  ['ghcr.io/open-webui/mcpo:main', false],
  ['my-open-webui-backup', false],
  ['ollama/ollama', false],
])('image %s', (Image, expected) => {
  expect(namesWebui({ image: Image, labels: {} })).toBe(expected);
});

test('an image without a name is known by its labels, or by variables of its own', () => {
  const Image = 'sha256:9f86d081884c7d65';
  expect(isWebui(read({ config: { Image } }))).toBe(false);
  expect(isWebui(read({ config: { Image, Labels: { 'org.opencontainers.image.title': 'open-webui' } } }))).toBe(true);
  expect(isWebui(read({ config: { Image, Env: ['WEBUI_BUILD_VERSION=dev', 'OLLAMA_BASE_URL=/ollama'] } }))).toBe(true);
});

test('Ollama is known by its image or its command', () => {
  expect(isOllama(read({ config: { Image: 'ollama/ollama:rocm' } }))).toBe(true);
  expect(isOllama(read({ config: { Image: 'x', Entrypoint: ['/bin/ollama'], Cmd: ['serve'] } }))).toBe(true);
  expect(isOllama(read({ config: { Image: 'ghcr.io/open-webui/open-webui:ollama' } }))).toBe(false);
});

test('several instances, running and stopped', () => {
  const one = read({ id: '1'.repeat(64), name: 'one', mounts: volume('a') });
  const two = read({ id: '2'.repeat(64), name: 'two', mounts: volume('b'), state: stopped });
  expect(names([one, two])).toEqual(['one', 'two']);
});

test('a stopped container on the data of a running one is no instance', () => {
  const now = read({ id: '1'.repeat(64), mounts: volume('a') });
  const old = read({ id: '2'.repeat(64), name: 'kept', mounts: volume('a'), state: stopped });
  const { chosen, others } = chooseInstances([old, now], undefined);
  expect(chosen).toEqual([now]);
  expect(others).toEqual([old]);
});

test('of two stopped ones on the same data, the one started last counts', () => {
  const later = { ...stopped, StartedAt: '2026-11-21T00:00:00Z' };
  const now = read({ id: '1'.repeat(64), name: 'now', mounts: volume('a'), state: later });
  const old = read({ id: '2'.repeat(64), name: 'old', mounts: volume('a'), state: stopped });
  expect(names([old, now])).toEqual(['now']);
});

test('a retired copy without data of its own is known by name and restart policy', () => {
  const now = read({ id: '1'.repeat(64) });
  const old = (Name: string) =>
    read({ id: '2'.repeat(64), name: 'open-webui-old', state: stopped, host: { RestartPolicy: { Name } } });
  expect(names([now, old('no')])).toEqual(['open-webui']);
  expect(names([now, old('always')])).toEqual(['open-webui', 'open-webui-old']);
});

test('--container: name, name with a slash, beginning of an id; also one that has been put aside', () => {
  const one = read({ id: 'abcd1'.padEnd(64, '0'), name: 'one' });
  const two = read({ id: 'abcd2'.padEnd(64, '0'), name: 'two', state: stopped });
  expect(names([one, two], 'two')).toEqual(['two']);
  expect(names([one, two], '/one')).toEqual(['one']);
  expect(names([one, two], 'abcd2')).toEqual(['two']);
});

test.each(['three', 'abcd', 'tw', 'abc'])('--container %s fits none, or not one only', (wanted) => {
  const one = read({ id: 'abcd1'.padEnd(64, '0'), name: 'one' });
  const two = read({ id: 'abcd2'.padEnd(64, '0'), name: 'two' });
  try {
    chooseInstances([one, two], wanted);
    expect('an error').toBe('thrown');
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toMatchObject({
      said: { code: 'deployment.no-such-container', args: { container: wanted, names: ['one', 'two'] } },
    });
  }
});
