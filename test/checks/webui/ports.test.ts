import { expect, test } from '@jest/globals';
import { ports } from '../../../checks/webui/ports.js';
import { container, instance, type Table, verdictOf, world } from '../context.js';

const to = (containerPort: number, hostPort = 3000) => [{ containerPort, hostIp: '0.0.0.0', hostPort }];
const health = (port: number): string => `* GET http://127.0.0.1:${port}/health`;
const verdict = (published: ReturnType<typeof to>, table: Table = {}) =>
  verdictOf(ports, world(instance({ container: container({ published }) }), table));

test('a port that leads to the program is right', async () => {
  expect(await verdict(to(8080))).toBe('pass right');
});
test('a port that leads elsewhere fails, once the program is seen on its own port', async () => {
  expect(await verdict(to(3000), { [health(8080)]: 'ok', [health(3000)]: 'refused' })).toBe('fail maps-elsewhere');
  expect(await verdict(to(3000), { [health(8080)]: 'refused', [health(3000)]: 'refused' })).toBe(
    'unknown not-listening',
  );
});
test('whoever answers as Open WebUI behind the published port is the right one', async () => {
  expect(await verdict(to(9000), { [health(8080)]: 'refused', [health(9000)]: 'ok' })).toBe('pass right');
});
test('host networking discards published ports', async () => {
  const host = (askedPorts: ReturnType<typeof to>) =>
    verdictOf(ports, world(instance({ container: container({ networkMode: 'host', published: [], askedPorts }) })));
  expect(await host(to(8080))).toBe('fail host-network-discards');
  expect(await host([])).toBe('pass host-network');
  expect(await host(to(8080, 8080))).toBe('pass host-network');
});
test('without a published port there is nothing to compare', async () => {
  expect(await verdict([])).toBe('skip not-published');
  expect(await verdictOf(ports, world(instance({ container: null })))).toBe('skip not-published');
});
