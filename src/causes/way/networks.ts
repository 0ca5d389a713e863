import { sharesHostNetwork } from '../../deployment/candidates.js';
import type { InstanceFacts } from '../../types/cause.js';
import type { FixKit, FixPlan } from '../../types/fix.js';
import { ollamaTags } from '../../types/requests.js';
import { say } from '../said.js';
import type { Decision } from './decision.js';
import { putInstead, trial } from './fixes.js';
import { wayOf } from './row.js';
import { isNameless, named } from './rule-name.js';
import { wayCause } from './way-cause.js';

export const differentNetworks = wayCause({
  id: 'different-docker-networks',
  hop: 'dns',
  title: {
    en: 'Open WebUI and Ollama are in different container networks',
    'zh-CN': 'Open WebUI 与 Ollama 位于不同的容器网络',
  },
  messages: {
    is: {
      en: '{url} names a container, but {name} and {ollama} share no network, so the name {host} does not resolve.',
      'zh-CN': '{url} 使用的是容器名，但 {name} 与 {ollama} 没有共同的网络，因此无法解析名称 {host}。',
    },
  },
  explain: {
    what: {
      en: 'The engine’s name server knows the names of containers that share a network of their own. Two compose projects, or a compose project and a plain docker run, are in different networks unless they were joined.',
      'zh-CN':
        '引擎的 DNS 只认识处于同一自定义网络中的容器名称。两个 compose 项目，或一个 compose 项目与一个 docker run 启动的容器，除非专门连接，否则处于不同的网络。',
    },
    proof: {
      en: 'The engine lists the networks of both containers: none is common to them; the name is not found from inside.',
      'zh-CN': '引擎列出了两个容器所在的网络：没有一个是共同的；从容器内部找不到该名称。',
    },
    fixes: {
      en: 'Join both in one network, with the name from the URL as an alias: it works at once, and is lost when a container is re-created. For good, name one external network in both compose files.',
      'zh-CN':
        '把两者连接到同一网络，并以 URL 中的名称作为别名：立即生效，但重建容器后会丢失。若要长期有效，请在两个 compose 文件中使用同一个外部网络。',
    },
    wrongAdvice: {
      en: 'localhost means Open WebUI’s own container. depends_on orders the start and joins no networks. The container’s address changes when it is started again.',
      'zh-CN':
        'localhost 指 Open WebUI 自身的容器。depends_on 只决定启动顺序，不会连接网络。容器的 IP 地址在重新启动后会改变。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/377',
      'https://github.com/open-webui/open-webui/issues/1295',
      'https://github.com/we-promise/sure/pull/489',
      'https://github.com/khoj-ai/khoj/issues/777',
    ],
  },
  fixes: join,
});

export const defaultBridge = wayCause({
  id: 'default-bridge-no-name-dns',
  hop: 'dns',
  title: {
    en: 'The default bridge network has no container names',
    'zh-CN': '默认网桥网络不支持容器名解析',
  },
  messages: {
    is: {
      en: '{url} names a container, but {name} and {ollama} are on the default bridge only, where containers’ names never resolve.',
      'zh-CN': '{url} 使用的是容器名，但 {name} 与 {ollama} 都只在默认网桥上，而默认网桥上无法解析容器名。',
    },
  },
  explain: {
    what: {
      en: 'Containers that were started with a plain docker run are on the default bridge. The engine’s name server serves networks of one’s own only, not that one.',
      'zh-CN': '直接用 docker run 启动的容器位于默认网桥。引擎的 DNS 只服务于自定义网络，不服务于默认网桥。',
    },
    proof: {
      en: 'The engine lists the default bridge as the only network that both containers have; the name is not found from inside.',
      'zh-CN': '引擎显示两个容器唯一的共同网络是默认网桥；从容器内部找不到该名称。',
    },
    fixes: {
      en: 'Join both in a network of their own: it works at once, and is lost when a container is re-created.',
      'zh-CN': '把两者连接到一个自定义网络：立即生效，但重建容器后会丢失。',
    },
    wrongAdvice: {
      en: '--link is a relic. The container’s address (172.17.0.x) changes when it is started again.',
      'zh-CN': '--link 已经过时。容器的 IP 地址（172.17.0.x）在重新启动后会改变。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/1295',
      'https://github.com/open-webui/open-webui/issues/10492',
      'https://github.com/Mintplex-Labs/anything-llm/issues/754',
    ],
  },
  fixes: join,
});

/** Joins the two containers, or says what answers already; a container in the host's network cannot be joined. */
function join(facts: InstanceFacts, kit: FixKit, decisions: readonly Decision[]): readonly FixPlan[] {
  const way = wayOf(facts);
  const { instance } = facts;
  const [first] = decisions;
  const target = first?.row.target;
  const ollama = target ? named(way, target.host)?.container : undefined;
  if (!target || !ollama) return [];
  const answer = way.answers[0];
  const instead = (): readonly FixPlan[] =>
    answer
      ? putInstead(
          facts,
          kit,
          decisions.map((one) => ({ ...one, instead: [answer.url], verified: true })),
        )
      : [];
  const joins = (mode: string | null): boolean => mode !== 'host' && mode !== 'none' && !mode?.startsWith('container:');
  if (joins(instance.networkMode) && joins(ollama.networkMode)) {
    const alias = ollama.name.toLowerCase() === target.host.toLowerCase() ? null : target.host;
    return [kit.connect(instance, ollama, alias), ...instead()];
  }
  const network = ollama.networks.find(({ name }) => !isNameless(name))?.name;
  if (!sharesHostNetwork(instance) || network === undefined) return instead();
  const about = {
    id: 'join-network',
    title: say('fix.join-network', { network, ollama: ollama.name }),
    rehearsal: trial(instance, network, [], ollamaTags(target.base)),
  };
  return [...instead(), kit.recreate(instance, { network: { name: network } }, about)];
}
