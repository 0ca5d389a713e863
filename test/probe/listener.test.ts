import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { readListeners } from '../../src/probe/listener.js';
import { parseListening } from '../../src/probe/proc-net.js';

const HEAD = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const line = (local: string, state = '0A') =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 4242 1 0 100 0 0 10 0\n`;

test.each([
  ['0100007F:2CAA', '127.0.0.1', 11434, 4],
  ['00000000:1F90', '0.0.0.0', 8080, 4],
  ['0100A8C0:0016', '192.168.0.1', 22, 4],
  ['00000000000000000000000000000000:2CAA', '::', 11434, 6],
  ['00000000000000000000000001000000:2CAA', '::1', 11434, 6],
  ['0000000000000000FFFF00000100007F:2CAA', '::ffff:127.0.0.1', 11434, 6],
  ['000080FE00000000FF005450A1B2C3FE:0050', 'fe80::5054:ff:fec3:b2a1', 80, 6],
  ['B80D0120000000000000000001000000:0050', '2001:db8::1', 80, 6],
])('%s is %s', (local, address, port, family) => {
  expect(parseListening(HEAD + line(local))).toEqual([{ address, port, family, inode: '4242' }]);
});

test('connections are no listeners, nor is rubbish', () => {
  expect(parseListening(`${HEAD}${line('0100007F:2CAA', '01')}rubbish\n0: zz:yy 0 0A\n\n`)).toEqual([]);
});

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});
test.each(['127.0.0.1', '::1'])('a server on %s is found, with its process', async (address) => {
  const server = createServer();
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  expect(readListeners(port)).toEqual([
    { address, port, family: address === '::1' ? 6 : 4, process: { pid: process.pid, name: expect.any(String) } },
  ]);
  expect(readListeners(null)).toContainEqual(expect.objectContaining({ address, port }));
});
