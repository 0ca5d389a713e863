import type Docker from 'dockerode';

type Inspect = Docker.ContainerInspectInfo;

/** An engine's answer about a container, as Docker 20.10 gives it; what a test is about is changed. */
export function inspectOf(change: {
  readonly id?: string;
  readonly name?: string;
  readonly state?: Partial<Inspect['State']>;
  readonly config?: Partial<Inspect['Config']>;
  readonly host?: Partial<Inspect['HostConfig']>;
  readonly network?: Partial<Inspect['NetworkSettings']>;
  readonly mounts?: Inspect['Mounts'];
}): Inspect {
  return {
    Id: change.id ?? 'a'.repeat(64),
    Created: '2026-11-22T10:00:00Z',
    Path: 'bash',
    Args: ['start.sh'],
    State: {
      Status: 'running',
      Running: true,
      Paused: false,
      Restarting: false,
      OOMKilled: false,
      Dead: false,
      Pid: 1234,
      ExitCode: 0,
      Error: '',
      StartedAt: '2026-11-22T10:00:01Z',
      FinishedAt: '0001-01-01T00:00:00Z',
      ...change.state,
    },
    Image: 'sha256:1111',
    ResolvConfPath: '',
    HostnamePath: '',
    HostsPath: '',
    LogPath: '',
    Name: `/${change.name ?? 'open-webui'}`,
    RestartCount: 0,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    HostConfig: { NetworkMode: 'default', PortBindings: {}, RestartPolicy: { Name: 'always' }, ...change.host },
    GraphDriver: { Name: 'overlay2', Data: { DeviceId: '', DeviceName: '', DeviceSize: '' } },
    Mounts: change.mounts ?? [],
    Config: {
      Hostname: 'aaaaaaaaaaaa',
      Domainname: '',
      User: '0:0',
      AttachStdin: false,
      AttachStdout: false,
      AttachStderr: false,
      ExposedPorts: { '8080/tcp': {} },
      Tty: false,
      OpenStdin: false,
      StdinOnce: false,
      Env: [],
      Cmd: ['bash', 'start.sh'],
      Image: 'ghcr.io/open-webui/open-webui:main',
      Volumes: {},
      WorkingDir: '/app/backend',
      Labels: {},
      ...change.config,
    },
    NetworkSettings: {
      SandboxID: '',
      SandboxKey: '',
      Ports: {},
      Networks: {},
      ...change.network,
    },
  };
}
