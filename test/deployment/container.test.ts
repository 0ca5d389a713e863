import { expect, test } from '@jest/globals';
import { readContainer, readEnv } from '../../src/deployment/container.js';
import { logLines, pageUrl, readListenPort, sourceOf } from '../../src/deployment/read-instance.js';
import type { Container } from '../../src/types/deployment.js';
import { inspectOf } from './inspect.js';

const read = (change: Parameters<typeof inspectOf>[0]): Container => readContainer(inspectOf(change), null);

test('published ports on both families, and what was asked for', () => {
  const container = read({
    host: {
      PortBindings: { '8080/tcp': [{ HostIp: '', HostPort: '3000' }], '53/udp': [{ HostIp: '', HostPort: '53' }] },
    },
    network: {
      Ports: {
        '8080/tcp': [
          { HostIp: '0.0.0.0', HostPort: '3000' },
          { HostIp: '::', HostPort: '3000' },
        ],
        '9000/tcp': [],
      },
    },
  });
  expect(container.published).toEqual([
    { containerPort: 8080, hostIp: '0.0.0.0', hostPort: 3000 },
    { containerPort: 8080, hostIp: '::', hostPort: 3000 },
  ]);
  expect(container.askedPorts).toEqual([{ containerPort: 8080, hostIp: '', hostPort: 3000 }]);
  expect(pageUrl(container, [], 8080, 'localhost')).toEqual({
    value: 'http://localhost:3000',
    source: 'derived',
    detail: '-p 3000:8080',
  });
});

test('the default network mode is told as bridge; a missing health check as none', () => {
  const container = read({ host: { NetworkMode: 'default', ExtraHosts: null } });
  expect(container).toMatchObject({
    networkMode: 'bridge',
    health: 'none',
    extraHosts: [],
    networks: [],
    compose: null,
  });
});

test('restarting, exited and unknown states', () => {
  expect(read({ state: { Status: 'restarting', Running: true, Pid: 0 } }).state).toBe('restarting');
  expect(read({ state: { Status: 'exited', Running: false, ExitCode: 137, OOMKilled: true } })).toMatchObject({
    state: 'exited',
    exitCode: 137,
    oomKilled: true,
  });
  expect(read({ state: { Status: 'stopped', Running: false } }).state).toBe('exited'); // Podman's word
  expect(read({ state: { Status: 'initialized', Running: false } }).state).toBe('created');
  expect(read({ state: { Status: 'configured', Running: false } }).state).toBe('created');
  expect(read({ state: { Status: 'stopping', Running: true } }).state).toBe('running');
  expect(read({ state: { Status: 'removing', Running: false } }).state).toBe('removing');
  expect(read({ state: { Status: 'toString', Running: false } }).state).toBe('unknown');
});

test('networks with gateways, aliases that may be null', () => {
  const bare = {
    EndpointID: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    IPPrefixLen: 16,
    IPv6Gateway: '',
    MacAddress: '',
  };
  const container = read({
    network: {
      Networks: {
        bridge: { ...bare, NetworkID: 'n', Gateway: '172.17.0.1', IPAddress: '172.17.0.2' },
        host: { ...bare, NetworkID: 'n', Gateway: '', IPAddress: '' },
      },
    },
  });
  expect(container.networks).toEqual([
    { name: 'bridge', gateway: '172.17.0.1', address: '172.17.0.2', aliases: [] },
    { name: 'host', gateway: null, address: null, aliases: [] },
  ]);
});

test('labels of compose', () => {
  const Labels = {
    'com.docker.compose.project': 'ai',
    'com.docker.compose.service': 'webui',
    'com.docker.compose.project.config_files': '/srv/a.yml,/srv/b.yml',
    'com.docker.compose.project.working_dir': '/srv',
  };
  const container = read({ config: { Labels, Env: ['OLLAMA_BASE_URL=http://ollama:11434'] } });
  expect(container.compose).toEqual({
    project: 'ai',
    service: 'webui',
    workingDir: '/srv',
    configFiles: ['/srv/a.yml', '/srv/b.yml'],
  });
  expect(sourceOf(container, 'OLLAMA_BASE_URL')).toBe('compose');
});

test('variables: the last one counts, one without a value is taken away, values may hold =', () => {
  expect(readEnv(['A=1', 'B=x=y', 'A=2', 'C=', 'D=1', 'D'])).toEqual({ A: '2', B: 'x=y', C: '' });
});

test.each([
  ['PORT', { Env: ['PORT=9090'] }, 9090],
  ['an argument', { Env: ['PORT=9090'], Cmd: ['open-webui', 'serve', '--port', '7000'] }, 7000],
  ['nothing', {}, 8080],
  ['nonsense', { Env: ['PORT=x'] }, 8080],
])('the port that it listens on: %s', (_, config, port) => {
  expect(readListenPort(read({ config }))).toBe(port);
});

test('the page: host networking, another address, a wrong mapping, a lent network, nothing published', () => {
  const at = (change: Parameters<typeof inspectOf>[0], others: readonly Container[] = []) =>
    pageUrl(read(change), others, 8080, 'localhost')?.value;
  const asked = (HostIp: string, inside: string) => ({
    PortBindings: { [`${inside}/tcp`]: [{ HostIp, HostPort: '3000' }] },
  });
  expect(at({ host: { NetworkMode: 'host', ...asked('', '8080') } })).toBe('http://localhost:8080');
  expect(at({ host: asked('192.168.1.5', '8080') })).toBe('http://192.168.1.5:3000');
  expect(at({ host: asked('127.0.0.1', '8080') })).toBe('http://localhost:3000');
  expect(at({ host: asked('', '3000') })).toBe('http://localhost:3000');
  expect(at({})).toBeUndefined();
  const lender = read({ id: 'b'.repeat(64), name: 'vpn', host: asked('', '8080') });
  expect(at({ host: { NetworkMode: `container:${'b'.repeat(64)}` } }, [lender])).toBe('http://localhost:3000');
});

test('log lines lose colours and control characters', () => {
  const esc = String.fromCharCode(27);
  expect(logLines(Buffer.from(`${esc}[32mINFO${esc}[0m one\r\n\n\u0007two\n`))).toEqual(['INFO one', 'two']);
});
