import {
  type Deployment,
  defineCheck,
  gateways,
  hostForUrl,
  type Instance,
  ollamaTags,
  sharesHostNetwork,
  type UrlTarget,
  type Verdict,
} from '../../src/plugin.js';
import { connections, connectionTexts, isLiteral, nothing, pointsToHost } from '../shared/connections.js';
import { soon } from '../shared/soon.js';
import { idsOf } from '../shared/trouble.js';

type Code =
  | 'arrives'
  | 'dropped'
  | 'rejected'
  | 'other-port'
  | 'not-needed'
  | 'not-applicable'
  | 'cannot-listen'
  | keyof typeof connectionTexts;

export const canary = defineCheck<Code>({
  id: 'reach.canary',
  scope: 'instance',
  title: { en: 'Containers can reach this machine', 'zh-CN': '容器可以访问本机' },
  explain: {
    en: 'Only where the container cannot connect to this machine’s Ollama: opens a listener of the doctor’s own with a random token for a few seconds on the same address, and lets the container ask it. If that arrives, the way is open and Ollama listens elsewhere; if it does not, a firewall stands in between. Ollama is not touched.',
    'zh-CN':
      '仅在容器无法连接本机 Ollama 时进行：医生程序在同一地址上临时打开一个带有随机令牌的监听端口，持续数秒，由容器来访问。若能到达，说明通路正常而 Ollama 监听在别处；若不能到达，说明中间有防火墙。此过程不触及 Ollama。',
  },
  messages: {
    ...connectionTexts,
    arrives: {
      en: 'The container reaches a test listener at {address} of this machine.',
      'zh-CN': '容器可以访问本机 {address} 上的测试监听端口。',
    },
    dropped: {
      en: 'Packets from the container to {address} of this machine are dropped: a test listener there gets nothing.',
      'zh-CN': '容器发往本机 {address} 的数据包被丢弃：测试监听端口没有收到任何内容。',
    },
    rejected: {
      en: 'Connections from the container to {address} of this machine are rejected, though a test listener is open there{? ({outcome})}.',
      'zh-CN': '本机 {address} 上已打开测试监听端口，但来自容器的连接仍被拒绝{?（{outcome}）}。',
    },
    'other-port': {
      en: 'A test listener at {address} of this machine is out of the container’s reach{? ({outcome})}, but Ollama’s port is treated otherwise: nothing follows from it.',
      'zh-CN':
        '容器无法访问本机 {address} 上的测试监听端口{?（{outcome}）}，但 Ollama 的端口受到不同处理：由此无法得出结论。',
    },
    'not-needed': { en: 'The container connects to Ollama.', 'zh-CN': '容器可以连接 Ollama。' },
    'not-applicable': {
      en: 'The URL in force does not lead from a container’s own network to this machine.',
      'zh-CN': '生效的 URL 并不是从容器自身的网络通往本机。',
    },
    'cannot-listen': {
      en: 'No test listener can be opened at {address}.',
      'zh-CN': '无法在 {address} 上打开测试监听端口。',
    },
  },
  run: async ({ deployment, instance, host, inside, ask, canary: open, signal }): Promise<Verdict<Code>> => {
    const found = connections(instance);
    if (found.kind !== 'some') return nothing(found);
    const { engine } = deployment;
    const apart = host !== null && !sharesHostNetwork(instance) && inside.id.startsWith('container:');
    const local = engine.state === 'reachable' && !engine.remote && !engine.virtualMachine;
    const here = found.list.find(({ read }) => read.target && pointsToHost(read.target, deployment, instance));
    const target = here?.read.target;
    const address = target && addressOf(target, deployment, instance);
    if (!apart || !local || !target || !address) return { status: 'skip', code: 'not-applicable' };
    const tags = ask(inside, ollamaTags(target.base, here.keyOf)).then(([seen]) => seen);
    if (connected(await soon(tags, signal))) return { status: 'skip', code: 'not-needed' };
    const listener = await open(address);
    if (!listener) return { status: 'skip', code: 'cannot-listen', args: { address } };
    try {
      const url = `http://${hostForUrl(address)}:${listener.port}/`;
      const [seen, [arrived]] = await Promise.all([
        tags,
        ask(inside, { kind: 'http', method: 'GET', url, client: 'direct', expect: 'any', redirects: 0 }),
      ]);
      if (connected(seen)) return { status: 'skip', code: 'not-needed' };
      const told = {
        args: { address, outcome: arrived.outcome, port: target.port },
        observations: idsOf(arrived, seen),
      };
      if (arrived.outcome === 'ok' && arrived.evidence.bodyStart === listener.token)
        return { status: 'pass', code: 'arrives', ...told };
      if (arrived.outcome === 'aborted' || arrived.outcome !== seen.outcome)
        return { status: 'unknown', code: 'other-port', ...told };
      return { status: 'fail', code: arrived.outcome === 'timeout' ? 'dropped' : 'rejected', ...told };
    } finally {
      listener.close();
    }
  },
});

/** A connection came about, whatever was said over it. */
function connected(seen: { readonly outcome: string } | null): boolean {
  return (
    seen !== null &&
    !['refused', 'timeout', 'unreachable', 'aborted', 'dns-not-found', 'dns-failed'].includes(seen.outcome)
  );
}

/** The address of this machine that the URL leads to: its own literal, else what host.docker.internal stands for. */
function addressOf({ host }: UrlTarget, deployment: Deployment, instance: Instance): string | undefined {
  return isLiteral(host) ? host : gateways(deployment, instance)[0];
}
