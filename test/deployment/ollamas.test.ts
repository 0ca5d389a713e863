import { describe, expect, test } from '@jest/globals';
import { readContainer } from '../../src/deployment/container.js';
import { findOllamas, isServe, type OllamaFacts } from '../../src/deployment/ollamas.js';
import { onThisMachine, type ProcessFacts } from '../../src/deployment/processes.js';
import { inspectOf } from './inspect.js';

const process = (change: Partial<ProcessFacts>): ProcessFacts => ({
  parent: null,
  pid: 900,
  comm: 'ollama',
  argv: ['/usr/local/bin/ollama', 'serve'],
  exe: '/usr/local/bin/ollama',
  cwd: '/',
  uid: 998,
  cgroup: '0::/system.slice/ollama.service\n',
  pidNamespace: 'pid:[1]',
  netNamespace: 'net:[1]',
  env: { PATH: '/usr/bin' },
  ...change,
});
const find = (change: Partial<OllamaFacts>) =>
  findOllamas({
    platform: 'linux',
    processes: [],
    listeners: [],
    containers: [],
    userName: (uid) => (uid === 998 ? 'ollama' : null),
    installed: [],
    uidOf: () => null,
    ...change,
  });
const loopback = { address: '127.0.0.1', port: 11_434, family: 4 } as const;

test.each([
  [['/usr/local/bin/ollama', 'serve'], true],
  [['ollama', 'serve'], true],
  [['/usr/bin/python3', '/usr/local/bin/ollama', 'serve'], true],
  [['/usr/local/bin/ollama', 'runner', '--model', 'x'], false],
  [['ollama', 'run', 'serve'], false],
  [['grep', 'ollama', 'serve'], false],
  [['vim', 'notes', 'ollama', 'serve'], false],
])('%j serves: %j', (argv, serves) => {
  expect(isServe(argv)).toBe(serves);
});

describe('how it is run', () => {
  test.each([
    ['a systemd unit', {}, { kind: 'systemd', unit: 'ollama.service' }],
    [
      'a unit of another name',
      { cgroup: '0::/system.slice/my-ollama.service\n' },
      { kind: 'systemd', unit: 'my-ollama.service' },
    ],
    [
      'control groups of version 1',
      { cgroup: '12:pids:/system.slice/ollama.service\n1:name=systemd:/system.slice/ollama.service\n' },
      { kind: 'systemd', unit: 'ollama.service' },
    ],
    [
      'a shell',
      { cgroup: '0::/user.slice/user-1000.slice/session-2.scope\n' },
      { kind: 'process', pid: 900, user: 'ollama', command: '/usr/local/bin/ollama serve' },
    ],
    [
      'another unit started it',
      { cgroup: '0::/system.slice/ssh.service\n', uid: 1000 },
      { kind: 'process', pid: 900, user: null },
    ],
    [
      'a snap',
      { cgroup: '0::/system.slice/snap.ollama.listener.service\n', exe: '/snap/ollama/77/bin/ollama' },
      { kind: 'snap' },
    ],
  ])('%s', (_, change, expected) => {
    expect(find({ processes: [process(change)] })[0]?.run).toMatchObject(expected);
  });

  test('the desktop app of macOS', () => {
    const argv = ['/Applications/Ollama.app/Contents/Resources/ollama', 'serve'];
    const [server] = find({ platform: 'darwin', processes: [process({ argv, exe: null, cgroup: '' })] });
    expect(server?.run).toEqual({ kind: 'desktop-app' });
  });
});

describe('where it listens', () => {
  test('its own sockets, on any port', () => {
    const own = { pid: 900, name: 'ollama' };
    const listeners = [
      { ...loopback, process: own },
      { ...loopback, port: 8000, process: own },
      { ...loopback, port: 22, process: { pid: 1, name: 'sshd' } },
    ];
    const [server] = find({ processes: [process({ env: { OLLAMA_HOST: '0.0.0.0:8000' } })], listeners });
    expect(server).toMatchObject({ state: 'running', ollamaHost: '0.0.0.0:8000' });
    expect(server?.listens.map(({ port }) => port)).toEqual([11_434, 8000]);
  });

  test('another user may see whose sockets they are, not which process has them', () => {
    const listeners = [
      { ...loopback, process: null },
      { ...loopback, port: 53, process: null },
    ];
    const uidOf = (_: string, port: number) => (port === 11_434 ? 998 : 101);
    const [server] = find({ processes: [process({ env: null })], listeners, uidOf });
    expect(server).toMatchObject({ ollamaHost: null, listens: [{ address: '127.0.0.1', port: 11_434 }] });
  });
});

describe('not running', () => {
  test.each([
    [
      'a unit file',
      ['/etc/systemd/system/ollama.service', '/usr/local/bin/ollama'],
      { kind: 'systemd', unit: 'ollama.service' },
    ],
    ['a snap', ['/snap/bin/ollama'], { kind: 'snap' }],
    ['a program', ['/usr/local/bin/ollama'], { kind: 'installed' }],
    ['the app', ['/Applications/Ollama.app/Contents/MacOS/Ollama'], { kind: 'desktop-app' }],
  ])('%s', (_, installed, run) => {
    expect(find({ installed })).toEqual([{ run, state: 'stopped', listens: [], ollamaHost: null }]);
  });

  test('nothing there', () => {
    expect(find({})).toEqual([]);
  });
});

test('a container, running and stopped; what runs is not told as installed too', () => {
  const config = { Image: 'ollama/ollama', Env: ['OLLAMA_HOST=0.0.0.0:11434'] };
  const Ports = { '11434/tcp': [{ HostIp: '127.0.0.1', HostPort: '11434' }] };
  const up = readContainer(inspectOf({ name: 'ollama', config, network: { Ports } }), null);
  const down = readContainer(inspectOf({ name: 'old', config, state: { Status: 'exited', Running: false } }), null);
  const servers = find({ containers: [up, down], processes: [process({})], installed: ['/usr/local/bin/ollama'] });
  expect(servers.map(({ run, state }) => `${run.kind} ${state}`)).toEqual([
    'systemd running',
    'container running',
    'container stopped',
  ]);
  expect(servers[1]).toMatchObject({ listens: [{ address: '127.0.0.1', port: 11_434 }], ollamaHost: '0.0.0.0:11434' });
});

test('a container in the network of this machine has its sockets there, and is no process of its own', () => {
  const config = { Image: 'ollama/ollama', Env: ['OLLAMA_HOST=127.0.0.1:11434'] };
  const container = readContainer(inspectOf({ name: 'ollama', config, host: { NetworkMode: 'host' } }), null);
  const sockets = [{ address: '127.0.0.1', port: 11_434 }];
  for (const owner of [{ pid: 77, name: 'ollama' }, null]) {
    const servers = find({ containers: [container], listeners: [{ ...loopback, process: owner }] });
    expect(servers.map(({ run, listens }) => ({ kind: run.kind, listens }))).toEqual([
      { kind: 'container', listens: sockets },
    ]);
  }
});

test('processes of containers and of other networks are not of this machine', () => {
  const own = { pidNamespace: 'pid:[1]', netNamespace: 'net:[1]' };
  const docker = '0::/system.slice/docker-0123.scope\n';
  const kept = onThisMachine(
    [
      process({ pid: 1 }),
      process({ pid: 2, pidNamespace: 'pid:[2]' }),
      process({ pid: 3, netNamespace: 'net:[2]' }),
      process({ pid: 4, pidNamespace: null, netNamespace: null }),
      process({ pid: 5, pidNamespace: null, netNamespace: null, cgroup: docker }),
    ],
    own,
  );
  expect(kept.map(({ pid }) => pid)).toEqual([1, 4]);
});
