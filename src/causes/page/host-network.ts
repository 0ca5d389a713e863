import { defineCause } from '../../plugin.js';
import type { InstanceFacts } from '../../types/cause.js';
import type { Finding } from '../../types/check.js';
import { say } from '../said.js';
import { isLocal } from '../way/row.js';

export const expecting3000 = defineCause({
  id: 'host-network-expecting-3000',
  scope: 'instance',
  hop: 'browser',
  title: {
    en: 'With host networking the page is on another port than asked for',
    'zh-CN': '使用主机网络时，页面不在所期望的端口上',
  },
  messages: {
    is: {
      en: 'Container {name} uses the host’s network, which discards published ports: nothing is on port {wanted}; the page is at {url}.',
      'zh-CN': '容器 {name} 使用主机网络，发布的端口会被丢弃：端口 {wanted} 上没有页面，页面位于 {url}。',
    },
    'proof.network': {
      en: 'The container’s network mode is host, and its program listens on port {listenPort}.',
      'zh-CN': '容器的网络模式为 host，其程序监听端口 {listenPort}。',
    },
    'proof.page': {
      en: 'Port {wanted} does not answer as Open WebUI.',
      'zh-CN': '端口 {wanted} 没有 Open WebUI 的应答。',
    },
    'refuted.up': {
      en: 'Open WebUI itself answers, on port {listenPort}.',
      'zh-CN': 'Open WebUI 自身在端口 {listenPort} 上有应答。',
    },
    'fix.port': { en: 'Let Open WebUI listen on port {wanted}', 'zh-CN': '让 Open WebUI 监听端口 {wanted}' },
    'fix.open': { en: 'Open {url} instead', 'zh-CN': '改为打开 {url}' },
    'step.open': {
      en: 'Open {url} in the browser; nothing has to be changed.',
      'zh-CN': '在浏览器中打开 {url}，无需任何改动。',
    },
    'rehearsal.variable': { en: 'A change of variables is not tried beforehand', 'zh-CN': '变量的改动不会预先试验' },
  },
  explain: {
    what: {
      en: 'With --network=host a container has no ports of its own: -p is discarded, and Open WebUI listens on port 8080 (or PORT) of the machine itself.',
      'zh-CN':
        '使用 --network=host 时，容器没有自己的端口：-p 会被丢弃，Open WebUI 直接监听主机的端口 8080（或 PORT）。',
    },
    proof: {
      en: 'The container is in the host’s network, and a published port was asked for, or --webui-url names one, at which nothing answers. A container with host networking and neither is healthy.',
      'zh-CN':
        '容器使用主机网络，同时要求了发布端口，或 --webui-url 指定了端口，而该端口上没有应答。使用主机网络但两者都没有的容器是正常的。',
    },
    fixes: {
      en: 'Set PORT to the wanted port, which re-creates the container, or open port 8080.',
      'zh-CN': '把 PORT 设为所需端口（需要重建容器），或者直接打开端口 8080。',
    },
    wrongAdvice: {
      en: 'Taking the container for broken, or adding another -p.',
      'zh-CN': '认为容器已损坏，或再添加一个 -p。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/691',
      'https://github.com/open-webui/open-webui/issues/13784',
    ],
  },
  diagnose: (facts) => {
    const { instance } = facts;
    const asked = askedFor(facts);
    if (!asked) return [];
    const { finding, wanted } = asked;
    const up = facts.of('webui.health').some(({ status }) => status === 'pass');
    const args = { name: instance.name, wanted, listenPort: instance.listenPort, url: pageUrl(facts) };
    return [
      {
        cause: 'host-network-expecting-3000',
        certainty: up ? 'proven' : 'likely',
        instance: instance.name,
        explains: ['webui.ports', 'webui.page'],
        failingHop: 'browser',
        message: say('is', args),
        proof: [
          { observation: null, says: say('proof.network', args) },
          ...finding.observations.slice(0, 1).map((observation) => ({ observation, says: say('proof.page', args) })),
        ],
        refuted: up ? [{ cause: 'container-crash-oom-unhealthy', because: say('refuted.up', args) }] : [],
      },
    ];
  },
  prescribe: (_diagnosis, facts, kit) => {
    const asked = askedFor(facts);
    if (!asked) return [];
    const url = pageUrl(facts);
    return [
      kit.recreate(
        facts.instance,
        { setEnv: { PORT: String(asked.wanted) } },
        {
          id: 'set-port',
          title: say('fix.port', { wanted: asked.wanted }),
          rehearsal: { result: 'not-possible', detail: say('rehearsal.variable') },
        },
      ),
      kit.plain({ id: 'open-page', title: say('fix.open', { url }), steps: [say('step.open', { url })] }),
    ];
  },
});

/** The port that somebody expects the page at, and the row that says so. */
function askedFor(facts: InstanceFacts): { readonly finding: Finding; readonly wanted: number } | null {
  const { instance } = facts;
  if (!instance.container || !isLocal(instance)) return null;
  const discarded = facts.troubled('webui.ports').find(({ said }) => said.code === 'host-network-discards');
  const page = facts.troubled('webui.page').find(({ said }) => said.args.given === true && said.code === 'refused');
  const finding = discarded ?? page;
  if (!finding) return null;
  const ports = discarded ? discarded.said.args.hostPort : portOf(page?.said.args.target);
  const wanted = Number(Array.isArray(ports) ? ports[0] : ports);
  return Number.isInteger(wanted) && wanted > 0 && wanted !== instance.listenPort ? { finding, wanted } : null;
}

function portOf(url: unknown): string {
  if (typeof url !== 'string' || !URL.canParse(url)) return '';
  const { port, protocol } = new URL(url);
  return port || (protocol === 'https:' ? '443' : '80');
}

function pageUrl({ instance }: InstanceFacts): string {
  return `http://localhost:${instance.listenPort}`;
}
