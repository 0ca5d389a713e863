import type { Text } from '../../types/text.js';
import { hostNetwork, loopbackPorts, putInstead } from './fixes.js';
import { wayCause } from './way-cause.js';

export const loopbackUrl = wayCause({
  id: 'loopback-url-in-bridge-container',
  hop: 'configuration',
  title: {
    en: 'The Ollama URL names the container itself',
    'zh-CN': 'Ollama URL 指向的是容器自身',
  },
  messages: {
    is: {
      en: '{url} is in force. Inside container {name}, {host} is the container itself, and no Ollama runs there.',
      'zh-CN': '当前生效的是 {url}。在容器 {name} 中，{host} 指容器自身，而其中没有运行 Ollama。',
    },
    'is.bound': {
      en: '{url} is in force. Inside container {name}, {host} is the container itself; Ollama runs on this machine and listens on its loopback address only, so no other URL reaches it either.',
      'zh-CN':
        '当前生效的是 {url}。在容器 {name} 中，{host} 指容器自身；Ollama 运行在本机上，且只监听本机的回环地址，因此换成其他 URL 也无法访问。',
    },
  } satisfies Readonly<Record<string, Text>>,
  explain: {
    what: {
      en: 'A container on a bridge network has a loopback interface of its own. 127.0.0.1 and localhost mean the container there, not the machine that it runs on, so an Ollama on the host is not found behind them.',
      'zh-CN':
        '网桥网络中的容器有自己的回环接口。在容器里，127.0.0.1 和 localhost 指的是容器本身，而不是它所在的主机，因此通过它们找不到主机上的 Ollama。',
    },
    proof: {
      en: 'The container is not in the host’s network, the URL in force names a loopback address, the connection is refused inside, and Ollama answers on the host or at another address. Images with an Ollama of their own are left out: there, loopback is right.',
      'zh-CN':
        '容器未使用主机网络，生效的 URL 是回环地址，从容器内部连接被拒绝，而 Ollama 在主机上或另一个地址上有应答。自带 Ollama 的镜像除外：在那里回环地址是正确的。',
    },
    fixes: {
      en: 'Put a URL in force that answers from inside the container: host.docker.internal where it resolves, else the bridge’s gateway. Where Ollama listens on loopback only, host networking heals with the URL as it is; the page then moves to port 8080.',
      'zh-CN':
        '改用从容器内部有应答的 URL：若能解析则用 host.docker.internal，否则用网桥的网关地址。如果 Ollama 只监听回环地址，使用主机网络即可在不改 URL 的情况下恢复，此时页面会移到端口 8080。',
    },
    wrongAdvice: {
      en: 'Adding --add-host alone changes nothing while the URL says 127.0.0.1. Since Open WebUI 0.10, another OLLAMA_BASE_URL in the environment counts only at the first start of a volume. “ssl:default” in the log does not mean that TLS is used: changing to https makes it worse.',
      'zh-CN':
        '只要 URL 仍是 127.0.0.1，单独添加 --add-host 毫无作用。自 Open WebUI 0.10 起，环境变量 OLLAMA_BASE_URL 只在数据卷首次启动时生效。日志中的“ssl:default”并不表示使用了 TLS：改成 https 只会更糟。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/3861',
      'https://github.com/open-webui/open-webui/issues/4062',
      'https://github.com/open-webui/open-webui/issues/13784',
      'https://github.com/truenas/apps/issues/3143',
    ],
  },
  fixes: (facts, kit, decisions) => {
    const instead = putInstead(facts, kit, decisions);
    const host = hostNetwork(facts, kit, loopbackPorts(facts, decisions));
    if (instead.length > 0 || host.length > 0) return [...instead, ...host];
    // Beside the container, the host cannot be asked; the URL was meant for it.
    const meant = new Map(decisions.map(({ row }) => [row.entry.index, row.target?.port ?? 11_434]));
    return hostNetwork(facts, kit, meant);
  },
});
