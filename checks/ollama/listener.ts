import { connection, defineCheck, type Listener, listeners, type Verdict } from '../../src/plugin.js';
import { isLoopback } from '../shared/connections.js';
import { portsHere, portsOf } from '../shared/here.js';
import { idsOf } from '../shared/trouble.js';

type Code =
  | 'listens'
  | 'loopback-only'
  | 'published'
  | 'answers'
  | 'nothing-listens'
  | 'not-used'
  | 'unread'
  | 'no-host';

export const listener = defineCheck<Code>({
  id: 'ollama.listener',
  scope: 'run',
  title: { en: 'Something listens on Ollama’s port of this machine', 'zh-CN': '本机的 Ollama 端口上有程序监听' },
  explain: {
    en: 'Reads from the kernel’s tables who listens on Ollama’s port, and on which address. 127.0.0.1 is no fault by itself: only containers with a network of their own cannot reach it.',
    'zh-CN':
      '从内核表中读取哪个程序在 Ollama 端口上监听、监听哪个地址。只监听 127.0.0.1 本身不是故障：只有使用独立网络的容器才无法访问它。',
  },
  messages: {
    listens: {
      en: '{process} listens on {addresses}, port {port}.',
      'zh-CN': '{process} 监听 {addresses} 的端口 {port}。',
    },
    'loopback-only': {
      en: '{process} listens on port {port} of loopback alone ({addresses}): only programs in this machine’s own network reach it.',
      'zh-CN': '{process} 只在回环地址（{addresses}）上监听端口 {port}：只有使用本机网络的程序可以访问。',
    },
    published: {
      en: 'Port {port} is published by a container with Ollama.',
      'zh-CN': '端口 {port} 由运行 Ollama 的容器发布。',
    },
    answers: {
      en: 'Port {port} accepts connections; who listens is not told.',
      'zh-CN': '端口 {port} 可以连接，但无法得知由谁监听。',
    },
    'nothing-listens': {
      en: 'An Ollama URL leads to this machine, but nothing listens on port {port}.',
      'zh-CN': '有 Ollama URL 指向本机，但端口 {port} 上没有程序监听。',
    },
    'not-used': { en: 'No Ollama URL in force leads to this machine.', 'zh-CN': '生效的 Ollama URL 都不指向本机。' },
    unread: { en: 'Not known: who listens cannot be read here.', 'zh-CN': '未查明：此处无法读取监听信息。' },
    'no-host': { en: 'This machine is not the host of the containers.', 'zh-CN': '本机不是容器所在的主机。' },
  },
  run: async ({ deployment, host, ask }) => {
    if (!host) return { status: 'skip', code: 'no-host' };
    const wanted = new Set(deployment.instances.flatMap((instance) => portsHere(deployment, instance)));
    const ports = [...new Set([...wanted, ...deployment.ollamas.flatMap(portsOf)])];
    if (ports.length === 0) return { status: 'skip', code: 'not-used' };
    const rows = ports.map(async (port): Promise<Verdict<Code>> => {
      const address = deployment.host.bridgeGateway ?? '127.0.0.1';
      const [[table], ...tried] = await Promise.all([
        ask(host, listeners(port)),
        ...['127.0.0.1', address].map(async (one) => (await ask(host, connection(one, port)))[0]),
      ]);
      const found = table.evidence.listeners ?? [];
      const open = tried.filter(({ outcome }) => outcome === 'ok');
      // The table decides where it shows a listener, or could not be read; else what became of the connections.
      const decided = found.length > 0 || (open.length === 0 && table.outcome !== 'ok') ? [table] : [...open, ...tried];
      const told = {
        subject: String(port),
        args: describe(port, found),
        vantage: host.id,
        observations: idsOf(...decided, table, ...tried),
      };
      if (found.length > 0)
        return { status: 'pass', code: found.every((one) => isOwn(one)) ? 'loopback-only' : 'listens', ...told };
      // Without docker-proxy a published port has no listener: the kernel's rules send it on.
      const published = deployment.ollamas.some(
        ({ run }) => run.kind === 'container' && run.container.published.some(({ hostPort }) => hostPort === port),
      );
      if (published) return { status: 'pass', code: 'published', ...told };
      if (open.length > 0) return { status: 'pass', code: 'answers', ...told };
      if (table.outcome !== 'ok') return { status: 'unknown', code: 'unread', ...told };
      return wanted.has(port)
        ? { status: 'warn', code: 'nothing-listens', ...told }
        : { status: 'skip', code: 'not-used', subject: String(port) };
    });
    return Promise.all(rows);
  },
});

/** A socket on a loopback address; the addresses that stand for all of them are none. */
function isOwn({ address }: Listener): boolean {
  return isLoopback(address) && address !== '0.0.0.0' && address !== '::';
}

function describe(port: number, found: readonly Listener[]) {
  const processes = new Set(found.flatMap(({ process }) => (process ? [process.name] : [])));
  return {
    port,
    addresses: found.map(({ address }) => address),
    process: processes.size > 0 ? [...processes] : '?',
    pids: found.flatMap(({ process }) => (process ? [String(process.pid)] : [])),
  };
}
