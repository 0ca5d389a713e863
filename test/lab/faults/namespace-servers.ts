import { createServer } from 'node:net';
import { startDns } from './dns-server.js';
import { answer, type Listening } from './servers.js';

/** What stands in the namespace of the faults: a name server, and servers on one family or on both. */
async function main(): Promise<void> {
  await startDns('127.0.0.53');
  for (const [address, ports] of [
    ['127.0.0.1', [31001, 31002, 31004]],
    ['::1', [31001, 31003, 31004]],
  ] as const)
    for (const port of ports) await listen(address, port);
  process.stdout.write('ready\n');
}

function listen(address: string, port: number): Promise<Pick<Listening, 'port'>> {
  const server = createServer(answer('{"models":[]}'));
  return new Promise((resolve) => server.listen({ host: address, port, ipv6Only: true }, () => resolve({ port })));
}

void main();
