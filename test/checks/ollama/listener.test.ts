import { expect, test } from '@jest/globals';
import { listener } from '../../../checks/ollama/listener.js';
import { container, deployment, instance, ollamaUrl, type Recorded, settings, verdictOf } from '../context.js';

const on = (...addresses: readonly string[]): Recorded => ({
  evidence: {
    listeners: addresses.map((address) => ({
      address,
      port: 11434,
      family: address.includes(':') ? 6 : 4,
      process: { pid: 812, name: 'ollama' },
    })),
  },
});
const verdict = (listening: Recorded, tcp: Recorded = 'refused', change = {}) =>
  verdictOf(listener, {
    deployment: deployment(change),
    instance: instance(),
    table: { 'host listener 11434': listening, 'host tcp 127.0.0.1:11434': tcp, 'host tcp 172.17.0.1:11434': tcp },
  });

test('who listens, and where, is no fault by itself', async () => {
  expect(await verdict(on('0.0.0.0'))).toBe('pass listens');
  expect(await verdict(on('::'))).toBe('pass listens');
  expect(await verdict(on('127.0.0.1', '172.17.0.1'))).toBe('pass listens');
  expect(await verdict(on('127.0.0.1', '::1'))).toBe('pass loopback-only');
});
test('nothing on a port that a URL leads to is a warning', async () => {
  expect(await verdict(on())).toBe('warn nothing-listens');
  expect(await verdict('unreachable')).toBe('unknown unread');
});
test('a port that is published without a program of its own is no gap', async () => {
  expect(await verdict(on(), 'ok')).toBe('pass answers');
  const published = [{ containerPort: 11434, hostIp: '0.0.0.0', hostPort: 11434 }];
  const run = { kind: 'container', container: container({ name: 'ollama', published }) } as const;
  const ollamas = [{ run, state: 'running', listens: [], ollamaHost: null }] as const;
  expect(await verdict(on(), 'refused', { ollamas })).toBe('pass published');
});
test('a remote Ollama makes this machine’s ports nobody’s concern', async () => {
  const value = [ollamaUrl('http://192.168.9.9:11434')];
  const remote = instance({ settings: settings({ ollamaUrls: { known: true, value } }) });
  expect(await verdict(on(), 'refused', { instances: [remote] })).toBe('skip not-used');
});
