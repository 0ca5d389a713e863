import type { inspectOf } from '../../deployment/inspect.js';

type Told = Parameters<typeof inspectOf>[0];
/** What a test changes of a container; annotations are younger than the client library's types. */
type Change = Omit<Told, 'host'> & {
  readonly host?: NonNullable<Told['host']> & { readonly Annotations?: Readonly<Record<string, string>> };
};
const endpoint = (change: object) => ({
  IPAMConfig: {},
  NetworkID: '',
  EndpointID: '',
  Gateway: '',
  IPAddress: '',
  IPPrefixLen: 0,
  IPv6Gateway: '',
  GlobalIPv6Address: '',
  GlobalIPv6PrefixLen: 0,
  MacAddress: '',
  ...change,
});

/** Where a text from outside stands in a container's settings. */
export const PLACES: Readonly<Record<string, (word: string) => Change>> = {
  'source of a bind': (w) => ({ host: { Binds: [`/srv/${w}/webui:/app/backend/data`] } }),
  'target of a bind': (w) => ({ host: { Binds: [`/srv/webui:/data/${w}`] } }),
  'name of a volume': (w) => ({ host: { Binds: [`${w}:/app/backend/data`] } }),
  'anonymous volume': (w) => ({
    mounts: [
      { Type: 'volume', Name: 'f00', Source: '/x', Destination: `/d/${w}`, Mode: '', RW: true, Propagation: '' },
    ],
  }),
  'source of a mount': (w) => ({
    host: { Mounts: [{ Type: 'bind', Source: `/srv/${w}`, Target: '/data', ReadOnly: true }] },
  }),
  'target of a mount': (w) => ({ host: { Mounts: [{ Type: 'volume', Source: 'v', Target: `/data/${w}` }] } }),
  'path in memory': (w) => ({ host: { Tmpfs: { [`/memory/${w}`]: 'size=1m', '/other': '' } } }),
  'working directory': (w) => ({ config: { WorkingDir: `/app/${w}` } }),
  user: (w) => ({ config: { User: w } }),
  'host name': (w) => ({ config: { Hostname: w } }),
  'name of a label': (w) => ({ config: { Labels: { [w]: 'value of it', other: 'x y' } } }),
  'value of a label': (w) => ({ config: { Labels: { name: w } } }),
  'value of a variable': (w) => ({ config: { Env: [`MY_VALUE=${w}`, 'OTHER=1'] } }),
  'folder of the data': (w) => ({ config: { Env: [`DATA_DIR=/data/${w}`] }, host: { Binds: ['v:/data'] } }),
  'value of a known variable': (w) => ({ config: { Env: [`OLLAMA_BASE_URL=http://h:1/${w}`] } }),
  'word of the command': (w) => ({ config: { Cmd: ['bash', '-c', w] } }),
  'value of an option': (w) => ({ config: { Cmd: ['server', '-p', w, '--api-key', w] } }),
  'word of the entry point': (w) => ({ config: { Entrypoint: ['sh', '-c', w] } }),
  'health check': (w) => ({ config: { Healthcheck: { Test: ['CMD-SHELL', `curl ${w}`] } } }),
  'word of a health check': (w) => ({ config: { Healthcheck: { Test: ['CMD-SHELL', w] } } }),
  'option of the log': (w) => ({ host: { LogConfig: { Type: 'splunk', Config: { 'splunk-token': w } } } }),
  'name of a log option': (w) => ({ host: { LogConfig: { Type: 'splunk', Config: { [`x.${w}`]: 'v' } } } }),
  annotation: (w) => ({ host: { Annotations: { a: w } } }),
  'name of an annotation': (w) => ({ host: { Annotations: { [`x.${w}`]: 'some value' } } }),
  'option of security': (w) => ({ host: { SecurityOpt: [`apparmor=${w}`] } }),
  'group to add': (w) => ({ host: { GroupAdd: [w] } }),
  'device on the host': (w) => ({
    host: { Devices: [{ PathOnHost: `/dev/${w}`, PathInContainer: '/dev/x', CgroupPermissions: 'rwm' }] },
  }),
  'kernel setting': (w) => ({ host: { Sysctls: { 'net.a': w } } }),
  'search domain': (w) => ({ host: { DnsSearch: [w] } }),
  'option of look-ups': (w) => ({ host: { DnsOptions: [w] } }),
  'volumes of another': (w) => ({ host: { VolumesFrom: [w] } }),
  runtime: (w) => ({ host: { Runtime: w } }),
  'control group': (w) => ({ host: { CgroupParent: w } }),
  'option of the storage': (w) => ({ host: { StorageOpt: { size: w } } }),
  'name of a network': (w) => ({ host: { NetworkMode: w }, network: { Networks: { [w]: endpoint({}) } } }),
  'alias in a network': (w) => ({
    host: { NetworkMode: 'ai' },
    network: { Networks: { ai: endpoint({ Aliases: [w] }) } },
  }),
  'name of a second network': (w) => ({
    host: { NetworkMode: 'ai' },
    network: { Networks: { ai: endpoint({}), [w]: endpoint({}) } },
  }),
};
