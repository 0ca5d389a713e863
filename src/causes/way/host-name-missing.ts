import { readOllamaUrl } from '../../deployment/url.js';
import type { InstanceFacts } from '../../types/cause.js';
import type { FixKit, FixPlan } from '../../types/fix.js';
import { ollamaTags } from '../../types/requests.js';
import { say } from '../said.js';
import type { Decision } from './decision.js';
import { hostNetwork, loopbackPorts, putInstead, trial } from './fixes.js';
import { wayCause } from './way-cause.js';

export const hostNameMissing = wayCause({
  id: 'host-docker-internal-missing-linux',
  hop: 'dns',
  title: {
    en: 'The container does not know its host by name (host.docker.internal)',
    'zh-CN': '容器无法通过名称找到主机（host.docker.internal）',
  },
  messages: {
    is: {
      en: '{url} is in force, but the name {host} does not exist where {name} runs: on Linux, the engine knows it only where the container was created with --add-host.',
      'zh-CN':
        '当前生效的是 {url}，但在 {name} 运行的位置不存在名称 {host}：在 Linux 上，只有创建容器时带有 --add-host，引擎才认识该名称。',
    },
    'is.bound': {
      en: '{url} is in force, but the name {host} does not exist where {name} runs; and Ollama listens on the loopback address of this machine only, so the name alone would not reach it.',
      'zh-CN':
        '当前生效的是 {url}，但在 {name} 运行的位置不存在名称 {host}；而且 Ollama 只监听本机的回环地址，仅补上该名称也无法访问。',
    },
  },
  explain: {
    what: {
      en: 'Docker Desktop has the name host.docker.internal built in. Docker Engine on Linux defines it only for containers that were created with --add-host=host.docker.internal:host-gateway (compose: extra_hosts). Open WebUI’s default URL needs it.',
      'zh-CN':
        'Docker Desktop 内置了 host.docker.internal 这个名称。Linux 上的 Docker Engine 只为带有 --add-host=host.docker.internal:host-gateway（compose 中为 extra_hosts）的容器定义它，而 Open WebUI 的默认 URL 需要它。',
    },
    proof: {
      en: 'The name is not found from inside, the container was created without an entry for it, and where it can be shown, another name resolves.',
      'zh-CN': '从容器内部找不到该名称，创建容器时没有添加它的映射，并且在可以验证时，另一个名称能够解析。',
    },
    fixes: {
      en: 'Where the bridge’s gateway answers from inside, one changed setting takes its place and nothing is re-created; it breaks when the bridge’s address changes. Re-creating the container with --add-host lasts. Where Ollama listens on loopback only, host networking heals both.',
      'zh-CN':
        '如果从容器内部访问网桥网关有应答，只改一项设置即可，无需重建容器；但网桥地址改变后会失效。带 --add-host 重建容器则长期有效。如果 Ollama 只监听回环地址，使用主机网络可同时解决两个问题。',
    },
    wrongAdvice: {
      en: '“docker restart” does not apply --add-host. A line in the container’s /etc/hosts is lost with the container. On Docker Desktop the flag is not needed.',
      'zh-CN':
        '“docker restart”不会应用 --add-host。手工写入容器 /etc/hosts 的内容会随容器一起丢失。在 Docker Desktop 上不需要该参数。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/7189',
      'https://github.com/open-webui/open-webui/issues/2176',
      'https://github.com/wandb/openui/issues/181',
      'https://github.com/Mintplex-Labs/anything-llm/issues/754',
    ],
  },
  fixes: (facts, kit, decisions) => {
    const instead = putInstead(facts, kit, decisions);
    const host = instead.length > 0 ? [] : hostNetwork(facts, kit, loopbackPorts(facts, decisions));
    return [...instead, ...host, ...addHost(facts, kit, decisions)];
  },
});

/** The name itself, by re-creation: meaningless in the host's own network. */
function addHost({ instance }: InstanceFacts, kit: FixKit, decisions: readonly Decision[]): readonly FixPlan[] {
  const [first] = decisions;
  const target = first && readOllamaUrl(first.row.entry.url).target;
  if (!target || instance.networkMode === 'host' || instance.networkMode?.startsWith('container:')) return [];
  const entry = `${target.host}:host-gateway`;
  return [
    kit.recreate(
      instance,
      { addHosts: [entry] },
      {
        id: 'add-host',
        title: say('fix.add-host', { host: target.host }),
        rehearsal: trial(instance, instance.networkMode ?? 'bridge', [entry], ollamaTags(target.base)),
      },
    ),
  ];
}
