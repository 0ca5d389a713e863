import {
  connection,
  type Deployment,
  defineCheck,
  gateways,
  type Instance,
  type Observation,
  portInside,
  sharesHostNetwork,
} from '../../src/plugin.js';
import { connections, isLiteral, portsInForce } from '../shared/connections.js';
import { idsOf } from '../shared/trouble.js';

/** A table that nobody reads to its end helps nobody. */
const MOST_ROWS = 16;

interface Row {
  readonly host: string;
  readonly port: number;
  /** False for names that mean something in the container's network alone. */
  readonly onHost: boolean;
}

export const matrix = defineCheck({
  id: 'reach.matrix',
  scope: 'instance',
  title: { en: 'Addresses of Ollama are tried from both sides', 'zh-CN': '已从两侧尝试 Ollama 的各个地址' },
  explain: {
    en: 'Opens a bare connection to Ollama’s port at 127.0.0.1, ::1, host.docker.internal, the gateways of the container’s networks, Ollama containers by name and the hosts of the URLs in force, from this machine and from where Open WebUI runs. The table shows at a glance where the way ends.',
    'zh-CN':
      '分别从本机和容器内部，向以下各处的 Ollama 端口建立连接：127.0.0.1、::1、host.docker.internal、容器所在网络的网关、按名称访问的 Ollama 容器，以及生效 URL 中的主机。从表中可以一眼看出路径在哪里中断。',
  },
  messages: {
    told: {
      en: '{fromHost} of {onHost} addresses answer from this machine, {fromInside} of {rows} from where Open WebUI runs.',
      'zh-CN':
        '从本机可达 {onHost} 个地址中的 {fromHost} 个，从 Open WebUI 所在位置可达 {rows} 个中的 {fromInside} 个。',
    },
  },
  run: async ({ deployment, instance, host, inside, options, ask }) => {
    const rows = rowsOf(deployment, instance, options.offline);
    const onHost = host && host.id !== inside.id ? rows.filter((row) => row.onHost) : [];
    const one = async (vantage: typeof inside, row: Row): Promise<Observation> =>
      (await ask(vantage, connection(row.host, row.port)))[0];
    const [fromHost, fromInside] = await Promise.all([
      Promise.all(host ? onHost.map((row) => one(host, row)) : []),
      Promise.all(inside.availability.ok ? rows.map((row) => one(inside, row)) : []),
    ]);
    const open = (seen: readonly Observation[]): number => seen.filter(({ outcome }) => outcome === 'ok').length;
    return {
      status: 'pass',
      code: 'told',
      args: { fromHost: open(fromHost), onHost: onHost.length, fromInside: open(fromInside), rows: rows.length },
      observations: idsOf(...fromHost, ...fromInside),
    };
  },
});

function rowsOf(deployment: Deployment, instance: Instance, offline: boolean): readonly Row[] {
  const rows = new Map<string, Row>();
  const add = (host: string, port: number, onHost: boolean): void => {
    const key = `${host} ${port}`;
    if (!rows.has(key)) rows.set(key, { host, port, onHost });
  };
  const port = portsInForce(instance)[0] ?? 11_434;
  const found = connections(instance);
  for (const { read } of found.kind === 'some' ? found.list : [])
    if (read.target)
      add(read.target.host, read.target.port, isLiteral(read.target.host) || read.target.host.includes('.'));
  add('127.0.0.1', port, true);
  add('::1', port, true);
  if (!sharesHostNetwork(instance)) {
    // Where nobody answers for these names, a name server beyond this machine would be asked.
    const names = ['host.docker.internal', ...(instance.runtime === 'podman' ? ['host.containers.internal'] : [])];
    for (const name of names) if (!offline || isOwnName(name, instance)) add(name, port, !offline);
    for (const address of gateways(deployment, instance)) add(address, port, true);
    for (const { name, port: inside } of containersBeside(deployment, instance)) add(name, inside, false);
  }
  return [...rows.values()].slice(0, MOST_ROWS);
}

/** True for a name that the container's own hosts file answers. */
function isOwnName(name: string, { container }: Instance): boolean {
  return container?.extraHosts.some((entry) => entry.startsWith(`${name}:`)) ?? false;
}

/** Ollama containers on a network that the instance is in and that has names. */
function containersBeside(deployment: Deployment, { container }: Instance): readonly { name: string; port: number }[] {
  const mine = new Set(
    container?.networks.map(({ name }) => name).filter((name) => name !== 'bridge' && name !== 'podman'),
  );
  return deployment.ollamas.flatMap(({ run }) =>
    run.kind === 'container' && run.container.networks.some(({ name }) => mine.has(name))
      ? [{ name: run.container.name, port: portInside(run.container) }]
      : [],
  );
}
