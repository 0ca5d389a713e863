import { hostNetwork, putInstead } from './fixes.js';
import { isLocal } from './row.js';
import { wayCause } from './way-cause.js';

export const portChanged = wayCause({
  id: 'ollama-port-changed',
  hop: 'configuration',
  title: { en: 'Ollama listens on another port', 'zh-CN': 'Ollama 监听的是另一个端口' },
  messages: {
    is: {
      en: '{url} is in force, but nothing listens on port {port}; an Ollama answers on port {now}.',
      'zh-CN': '当前生效的是 {url}，但端口 {port} 上没有程序监听；在端口 {now} 上有 Ollama 应答。',
    },
  },
  explain: {
    what: {
      en: 'The port in the URL is not the one at which Ollama is reached: OLLAMA_HOST names another one, or its container is published at another port. By the host’s address the published port counts, by the container’s name the port inside.',
      'zh-CN':
        'URL 中的端口不是可以访问到 Ollama 的端口：OLLAMA_HOST 指定了其他端口，或者其容器发布在其他端口上。通过主机地址访问时要用发布的端口，通过容器名访问时要用容器内的端口。',
    },
    proof: {
      en: 'Nothing listens on the port in force, and an Ollama of this machine answers on another one.',
      'zh-CN': '生效的端口上没有程序监听，而本机的 Ollama 在另一个端口上有应答。',
    },
    fixes: {
      en: 'Put the URL in force that answers from where Open WebUI runs.',
      'zh-CN': '改用从 Open WebUI 所在位置有应答的 URL。',
    },
    wrongAdvice: {
      en: 'The published port with the container’s name, or the port inside with the host’s address, are both refused. Since Open WebUI 0.10, another OLLAMA_BASE_URL in the environment does not reach a volume that was started before.',
      'zh-CN':
        '用容器名加发布的端口，或者用主机地址加容器内的端口，都会被拒绝。自 Open WebUI 0.10 起，修改环境变量 OLLAMA_BASE_URL 对已启动过的数据卷不起作用。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/5667',
      'https://github.com/ollama/ollama/issues/2194',
      'https://github.com/vast-ai/base-image/pull/120',
    ],
  },
  fixes: (facts, kit, decisions) => {
    const instead = putInstead(facts, kit, decisions);
    if (instead.length > 0 || isLocal(facts.instance)) return instead;
    // It listens there on the host's loopback only: the host's network reaches it, with the port in the URL changed.
    const ports = decisions.flatMap(({ row, message }) =>
      typeof message.args.now === 'number' ? [[row.entry.index, message.args.now] as const] : [],
    );
    return hostNetwork(facts, kit, new Map(ports));
  },
});
