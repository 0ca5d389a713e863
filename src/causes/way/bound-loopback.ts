import type { InstanceFacts } from '../../types/cause.js';
import type { FixKit, FixPlan } from '../../types/fix.js';
import type { Decision } from './decision.js';
import { hostNetwork, loopbackPorts } from './fixes.js';
import { hostView } from './host-view.js';
import { isLiteral } from './row.js';
import { wayCause } from './way-cause.js';

export const boundLoopback = wayCause({
  id: 'ollama-bound-loopback',
  hop: 'listener',
  title: {
    en: 'Ollama listens on this machine’s loopback address only',
    'zh-CN': 'Ollama 只监听本机的回环地址',
  },
  messages: {
    is: {
      en: 'Ollama answers on this machine, but it listens on {listens} only; the container comes in at {address}, where nothing listens.',
      'zh-CN': 'Ollama 在本机上有应答，但只监听 {listens}；容器访问的是 {address}，该地址上没有程序监听。',
    },
  },
  explain: {
    what: {
      en: 'By default Ollama listens on 127.0.0.1. A container reaches its host at the bridge’s address (usually 172.17.0.1), where the kernel then refuses the connection at once.',
      'zh-CN':
        'Ollama 默认监听 127.0.0.1。容器通过网桥地址（通常是 172.17.0.1）访问主机，而该地址上没有程序监听，内核会立即拒绝连接。',
    },
    proof: {
      en: 'Ollama answers at the host’s loopback; the host itself, which no firewall of the bridge concerns, is refused at the bridge’s address, or the kernel’s table shows a loopback socket only; and the socket belongs to a program of this machine, not to a port that a container publishes. Dropped packets are never taken for this: they come from a firewall.',
      'zh-CN':
        'Ollama 在主机的回环地址上有应答；主机自身连接网桥地址也被拒绝（这条路径不受网桥防火墙影响），或者内核的套接字表中只有回环地址；并且该套接字属于本机的程序，而不是容器发布的端口。数据包被丢弃绝不会被当作此原因：那来自防火墙。',
    },
    fixes: {
      en: 'OLLAMA_HOST=0.0.0.0 opens Ollama to every network of the machine without a password, so it goes with a firewall rule. Host networking for Open WebUI needs no change to Ollama; the page then moves to port 8080. The bridge’s own address is the narrowest, but it has to exist before Ollama starts, and Ollama’s own command line then needs OLLAMA_HOST.',
      'zh-CN':
        'OLLAMA_HOST=0.0.0.0 会让 Ollama 在无密码的情况下对本机所有网络开放，因此要配合防火墙规则。让 Open WebUI 使用主机网络则无需改动 Ollama，页面会移到端口 8080。只监听网桥地址范围最小，但该地址必须在 Ollama 启动前就存在，且此后 Ollama 自己的命令行也需要设置 OLLAMA_HOST。',
    },
    wrongAdvice: {
      en: '--add-host does not help where the name resolves. Opening the firewall does not help against a refusal. OLLAMA_HOST exported in a shell does not reach a systemd service. OLLAMA_ORIGINS has no part in it.',
      'zh-CN':
        '名称已能解析时，--add-host 没有作用。连接被拒绝时，放开防火墙没有作用。在 shell 中 export 的 OLLAMA_HOST 不会传给 systemd 服务。此事与 OLLAMA_ORIGINS 无关。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/10833',
      'https://github.com/open-webui/open-webui/issues/4373',
      'https://github.com/open-webui/open-webui/issues/5890',
      'https://github.com/ollama/ollama/issues/5905',
      'https://github.com/ollama/ollama/blob/main/docs/faq.mdx',
    ],
  },
  fixes: (facts, kit, decisions) => {
    const host = (): readonly FixPlan[] => hostNetwork(facts, kit, loopbackPorts(facts, decisions));
    const wide = (): readonly FixPlan[] => listen(facts, kit, decisions, '0.0.0.0');
    const narrow = (): readonly FixPlan[] => listen(facts, kit, decisions, null);
    // A firewall in the same place would still stand behind a wider bind.
    const walled = facts.of('reach.canary').some(({ status }) => status === 'fail');
    return walled ? [...host(), ...wide(), ...narrow()] : [...wide(), ...host(), ...narrow()];
  },
});

/** @param address to listen on; null: the one that the container comes in at */
function listen(facts: InstanceFacts, kit: FixKit, decisions: readonly Decision[], address: string | null): FixPlan[] {
  return decisions.slice(0, 1).flatMap(({ row }) => {
    const port = row.target?.port ?? 11_434;
    const server = hostView(facts, port)?.server;
    const own = address ?? row.seen?.address ?? (row.target && isLiteral(row.target.host) ? row.target.host : null);
    return server && own ? [kit.listen(server, own, port)] : [];
  });
}
