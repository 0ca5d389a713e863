import { describe, expect, test } from '@jest/globals';
import { parse } from 'shell-quote';
import { runWords } from '../../src/fixes/run/docker-run.js';
import { line } from '../../src/fixes/words.js';
import type { ContainerChange } from '../../src/types/fix.js';
import { inspectOf } from '../deployment/inspect.js';

const IMAGE = {
  Id: 'sha256:1111',
  RepoTags: ['ghcr.io/open-webui/open-webui:main'],
  Config: {
    User: '0:0',
    WorkingDir: '/app/backend',
    Cmd: ['bash', 'start.sh'],
    Env: ['PORT=8080', 'OLLAMA_BASE_URL=/ollama'],
    ExposedPorts: { '8080/tcp': {} },
    Labels: { 'org.opencontainers.image.title': 'open-webui' },
  },
};
type Change = Parameters<typeof inspectOf>[0];

/** The words of the whole command, as a shell reads them. */
function words(change: Change, fix: ContainerChange = {}): readonly string[] {
  const made = runWords(inspectOf(change), IMAGE, fix);
  const text = [...made.flags.map(line), made.image, line(made.args)].join(' ');
  return parse(text, (name) => `<${name}>`).map((part) => {
    if (typeof part === 'string') return part;
    throw new Error(`no word: ${JSON.stringify(part)}`);
  });
}

describe('a container that is as its image says', () => {
  test('needs no option but its restart policy', () => {
    expect(words({})).toEqual(['--restart', 'always', 'ghcr.io/open-webui/open-webui:main']);
  });
  test('whose tag has moved on is made from the image that it has', () => {
    const made = runWords(inspectOf({}), { ...IMAGE, RepoTags: [] }, {});
    expect(made.image).toBe('sha256:1111');
  });
});

/** What the engine tells, and the words that make it again. */
const KEPT: readonly (readonly [string, Change, readonly string[]])[] = [
  ['a bind', { host: { Binds: ['/srv/a b:/data:ro'] } }, ['-v', '/srv/a b:/data:ro']],
  [
    'an anonymous volume, by its name',
    {
      mounts: [
        { Type: 'volume', Name: 'f00', Source: '/x', Destination: '/data', Mode: '', RW: true, Propagation: '' },
      ],
    },
    ['-v', 'f00:/data'],
  ],
  [
    'a named volume only once',
    {
      host: { Binds: ['open-webui:/app/backend/data'] },
      mounts: [
        {
          Type: 'volume',
          Name: 'open-webui',
          Source: '/x',
          Destination: '/app/backend/data',
          Mode: 'z',
          RW: true,
          Propagation: '',
        },
      ],
    },
    ['-v', 'open-webui:/app/backend/data'],
  ],
  [
    'a mount with a comma in its path',
    { host: { Mounts: [{ Type: 'bind', Source: '/a,b', Target: '/c', ReadOnly: true }] } },
    ['--mount', 'type=bind,"source=/a,b",target=/c,readonly'],
  ],
  [
    'a port of one address',
    { host: { PortBindings: { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '3000' }] } } },
    ['-p', '127.0.0.1:3000:8080'],
  ],
  [
    'a port of an IPv6 address',
    { host: { PortBindings: { '8080/tcp': [{ HostIp: '::1', HostPort: '3000' }] } } },
    ['-p', '[::1]:3000:8080'],
  ],
  [
    'a port that the engine chooses',
    { host: { PortBindings: { '53/udp': [{ HostIp: '', HostPort: '' }] } } },
    ['-p', '53/udp'],
  ],
  ['all GPUs', { host: { DeviceRequests: [{ Count: -1, Capabilities: [['gpu']] }] } }, ['--gpus', 'all']],
  [
    'two GPUs by number',
    { host: { DeviceRequests: [{ DeviceIDs: ['0', '1'], Capabilities: [['gpu', 'utility']] }] } },
    ['--gpus', '"device=0,1",capabilities=utility'],
  ],
  [
    'a device',
    { host: { Devices: [{ PathOnHost: '/dev/kfd', PathInContainer: '/dev/kfd', CgroupPermissions: 'rwm' }] } },
    ['--device', '/dev/kfd'],
  ],
  [
    'host name look-ups',
    { host: { ExtraHosts: ['host.docker.internal:host-gateway'], Dns: ['9.9.9.9'] } },
    ['--add-host=host.docker.internal:host-gateway', '--dns', '9.9.9.9'],
  ],
  [
    'limits',
    { host: { Memory: 1024, NanoCpus: 1_500_000_000, PidsLimit: 100 } },
    ['--memory=1024', '--pids-limit=100', '--cpus', '1.5'],
  ],
  [
    'rights',
    { host: { Privileged: true, CapAdd: ['NET_ADMIN'], SecurityOpt: ['no-new-privileges'] } },
    ['--privileged', '--cap-add', 'NET_ADMIN', '--security-opt', 'no-new-privileges'],
  ],
  [
    'an image variable with another value',
    { config: { Env: ['PORT=9090', 'OLLAMA_BASE_URL=/ollama'] } },
    ['-e', 'PORT=9090'],
  ],
  ['a link', { host: { Links: ['/db:/open-webui/database'] } }, ['--link', 'db:database']],
  ['another command', { config: { Cmd: ['bash', '-c'] } }, ['ghcr.io/open-webui/open-webui:main', 'bash', '-c']],
];
describe('what is kept', () => {
  test.each(KEPT)('%s', (_name, change, wanted) => {
    const made = words(change);
    const usual = new Set(['--restart', 'always', 'ghcr.io/open-webui/open-webui:main']);
    expect(made.filter((word) => !usual.has(word))).toEqual(wanted.filter((word) => !usual.has(word)));
  });
});

describe('secrets', () => {
  const SECRET = 's3cr3t';
  const inspect: Change = {
    config: {
      Env: [
        `WEBUI_SECRET_KEY=${SECRET}`,
        `OLLAMA_BASE_URL=http://u:${SECRET}@host`,
        `KEY=-----BEGIN\n${SECRET}\n`,
        `http_proxy=http://${SECRET}@p`,
        `DOCKER_AUTH=x\n${SECRET}`,
      ],
      Labels: { 'traefik.users': `admin:${SECRET}`, more: `a\n${SECRET}` },
      Cmd: ['sh', '-c', `export K=${SECRET}; start.sh`, '--api-key', SECRET],
      Healthcheck: { Test: ['CMD-SHELL', `curl -H 'X: ${SECRET}' localhost`] },
    },
    host: { LogConfig: { Type: 'splunk', Config: { 'splunk-token': SECRET } } },
  };
  test('stand in no command, and are copied when it is pasted', () => {
    const made = runWords(inspectOf(inspect), IMAGE, {});
    const text = [...made.copies, ...made.flags.map(line), line(made.args)].join('\n');
    expect(text).not.toContain(SECRET);
    for (const name of ['WEBUI_SECRET_KEY', 'KEY', 'http_proxy', 'OLLAMA_BASE_URL', 'traefik.users', 'splunk-token']) {
      expect(text).toContain(name);
    }
  });
  test('a variable that would change the engine’s own client is not set for it', () => {
    const made = runWords(inspectOf({ config: { Env: ['DOCKER_HOST=a\nb', 'PATH=a\nb'] } }), IMAGE, {});
    expect(made.copies.join('\n')).not.toContain('export');
  });
});

describe('the change', () => {
  const old: Change = {
    host: {
      NetworkMode: 'ai',
      PortBindings: { '8080/tcp': [{ HostIp: '', HostPort: '3000' }] },
      Sysctls: { 'net.core.somaxconn': '200' },
      Binds: ['data:/app/backend/data'],
      ExtraHosts: ['a:1.1.1.1', 'host.docker.internal:1.2.3.4'],
    },
    network: {
      Networks: Object.fromEntries(
        ['ai', 'web'].map((name) => [
          name,
          {
            Aliases: ['chat', 'aaaaaaaaaaaa'],
            IPAMConfig: { IPv4Address: '10.0.0.9' },
            NetworkID: '',
            EndpointID: '',
            Gateway: '',
            IPAddress: '',
            IPPrefixLen: 0,
            IPv6Gateway: '',
            GlobalIPv6Address: '',
            GlobalIPv6PrefixLen: 0,
            MacAddress: '',
          },
        ]),
      ),
    },
  };
  const tail = ['--restart', 'always', 'ghcr.io/open-webui/open-webui:main'];
  const hosts = ['--add-host=a:1.1.1.1', '--add-host=host.docker.internal:1.2.3.4'];

  test('nothing: names, fixed addresses and both networks stay', () => {
    const made = runWords(inspectOf(old), IMAGE, {});
    expect(made.flags.slice(0, 3)).toEqual([
      ['--network', 'ai'],
      ['--network-alias', 'chat'],
      ['--ip', '10.0.0.9'],
    ]);
    expect(made.further).toEqual([
      {
        name: 'web',
        flags: [
          ['--alias', 'chat'],
          ['--ip', '10.0.0.9'],
        ],
      },
    ]);
  });
  test('host networking drops ports, networks, addresses, and settings of a network of its own', () => {
    expect(words(old, { network: 'host' })).toEqual([
      '--network',
      'host',
      ...hosts,
      '-v',
      'data:/app/backend/data',
      ...tail,
    ]);
    expect(runWords(inspectOf(old), IMAGE, { network: 'host' }).further).toEqual([]);
  });
  test('a host name takes the place of the old one', () => {
    const made = words(old, { addHosts: ['host.docker.internal:host-gateway'] });
    expect(made.filter((word) => word.startsWith('--add-host'))).toEqual([
      hosts[0],
      '--add-host=host.docker.internal:host-gateway',
    ]);
  });
  test('ports, variables and binds', () => {
    const made = words(old, {
      publish: [{ hostIp: '', hostPort: 3001, containerPort: 8080 }],
      setEnv: { HF_ENDPOINT: 'https://hf-mirror.com' },
      addBinds: ['/ca.pem:/ca.pem:ro'],
    }).join(' ');
    expect(made).toContain('-p 3001:8080');
    expect(made).not.toContain('3000:8080');
    expect(made).toContain('-e HF_ENDPOINT=https://hf-mirror.com');
    expect(made).toContain('-v data:/app/backend/data -v /ca.pem:/ca.pem:ro');
  });
  test('a path with a line break is copied, and stands in no command', () => {
    const made = runWords(inspectOf({ host: { Binds: ['/a\n:/b'] } }), IMAGE, {});
    expect(made.flags.map(line)).toContain('-v "$v1"');
    expect(made.copies[0]).toContain('{{index .HostConfig.Binds 0}}');
  });
  test('a change with a line break makes no command', () => {
    expect(() => runWords(inspectOf({}), IMAGE, { addBinds: ['/a\n:/b'] }).flags.map(line)).toThrow();
  });
});
