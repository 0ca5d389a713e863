import { createSocket, type Socket } from 'node:dgram';

const CODES = { noerror: 0, servfail: 2, nxdomain: 3, refused: 5 } as const;
const A = 1;

/**
 * A name server that answers by the name's first label: `nxdomain.test`, `nodata.test`, `servfail.test`, `refused.test`,
 * `silent.test` (never), `slow.test` (after a second and a half); `two.test` has a dead address and a living one, and
 * any other name has 127.0.0.1.
 */
export function startDns(address: string): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const [label = '', type] = question(query);
    if (label === 'silent') return;
    const reply = () => socket.send(answerTo(query, label, type), from.port, from.address);
    if (label === 'slow') setTimeout(reply, 1_500);
    else reply();
  });
  return new Promise((resolve) => socket.bind(53, address, () => resolve(socket)));
}

function question(query: Buffer): readonly [string, number] {
  let at = 12;
  const label = query.subarray(at + 1, at + 1 + (query[at] ?? 0)).toString('latin1');
  while (query[at]) at += (query[at] ?? 0) + 1;
  return [label, query.readUInt16BE(at + 1)];
}

function answerTo(query: Buffer, label: string, type: number): Buffer {
  const code = label in CODES ? CODES[label as keyof typeof CODES] : CODES.noerror;
  const addresses =
    code !== 0 || type !== A || label === 'nodata' ? [] : label === 'two' ? ['10.77.0.99', '127.0.0.1'] : ['127.0.0.1'];
  let end = 12;
  while (query[end]) end += (query[end] ?? 0) + 1;
  const head = Buffer.from(query.subarray(0, end + 5));
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const records = addresses.map((address) =>
    Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)]),
  );
  return Buffer.concat([head, ...records]);
}
