import { expect, test } from '@jest/globals';
import { connections, pointsToHost } from '../../../checks/shared/connections.js';
import { readOllamaUrl } from '../../../src/plugin.js';
import { container, deployment, instance, ollamaUrl, settings } from '../context.js';

test('connections that are switched off are left out', () => {
  const value = [ollamaUrl('http://a:1'), ollamaUrl('http://b:1', { index: 1, enabled: false })];
  const found = connections(instance({ settings: settings({ ollamaUrls: { known: true, value } }) }));
  expect(found.kind === 'some' && found.list.map(({ url }) => url)).toEqual(['http://a:1']);
});
test.each([
  ['http://host.docker.internal:1', true],
  ['http://172.17.0.1:1', true],
  ['http://192.168.1.10:1', true],
  ['http://192.168.1.11:1', false],
  ['http://ollama:1', false],
  ['http://localhost:1', false],
] as const)('from a bridge, %s leads to this machine: %s', (url, expected) => {
  const { target } = readOllamaUrl(url);
  expect(target && pointsToHost(target, deployment(), instance())).toBe(expected);
});
test('with host networking, loopback is this machine', () => {
  const { target } = readOllamaUrl('http://localhost:1');
  const one = instance({ container: container({ networkMode: 'host' }) });
  expect(target && pointsToHost(target, deployment(), one)).toBe(true);
});
