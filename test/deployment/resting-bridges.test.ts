import { expect, test } from '@jest/globals';
import { onNetworks } from '../../src/deployment/resting-bridges.js';

const ROUTES = `Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
eth0	00000000	014DA8C0	0003	0	0	0	00000000	0	0	0
docker0	000011AC	00000000	0001	0	0	0	0000FFFF	0	0	0
br-0123456789ab	000012AC	00000000	0001	0	0	0	0000FFFF	0	0	0
eth0	004DA8C0	00000000	0001	0	0	0	00FFFFFF	0	0	0
`;
const TRIE = `Main:
        |-- 127.0.0.1
           /32 host LOCAL
        |-- 172.17.0.0
           /16 link UNICAST
        |-- 172.17.0.1
           /32 host LOCAL
        |-- 172.18.0.1
           /32 host LOCAL
        |-- 172.18.255.255
           /32 link BROADCAST
        |-- 192.168.77.10
           /32 host LOCAL
`;

test('each address of this machine with the interface whose network it lies in', () => {
  expect(onNetworks(ROUTES, TRIE)).toEqual([
    { name: 'docker0', address: '172.17.0.1' },
    { name: 'br-0123456789ab', address: '172.18.0.1' },
    { name: 'eth0', address: '192.168.77.10' },
  ]);
});

test('no tables, no addresses', () => {
  expect(onNetworks('', '')).toEqual([]);
});
