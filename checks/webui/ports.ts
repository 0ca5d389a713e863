import { defineCheck, type PublishedPort, sharesHostNetwork, webui } from '../../src/plugin.js';
import { isStopped, ownUrl } from '../shared/own.js';
import { idsOf } from '../shared/trouble.js';

export const ports = defineCheck({
  id: 'webui.ports',
  scope: 'instance',
  title: { en: 'The published port leads to Open WebUI', 'zh-CN': '发布的端口指向 Open WebUI' },
  explain: {
    en: 'Compares the container port of each published port with the port that Open WebUI listens on (8080, or PORT), and asks both from inside. With host networking, published ports are discarded: the page is then at the port that the program listens on.',
    'zh-CN':
      '把每个已发布端口的容器端口与 Open WebUI 监听的端口（8080 或 PORT）进行比较，并从 Open WebUI 所在位置分别访问。使用主机网络时，发布的端口会被丢弃：页面位于程序监听的端口上。',
  },
  messages: {
    right: {
      en: 'Port {hostPort} leads to port {listenPort} of Open WebUI.',
      'zh-CN': '端口 {hostPort} 指向 Open WebUI 的端口 {listenPort}。',
    },
    'host-network': {
      en: 'Host networking: Open WebUI itself listens on port {listenPort} of the host.',
      'zh-CN': '主机网络：Open WebUI 直接监听主机的端口 {listenPort}。',
    },
    'host-network-discards': {
      en: 'Host networking discards the published port {hostPort}: the page is on port {listenPort}.',
      'zh-CN': '主机网络会丢弃发布的端口 {hostPort}：页面位于端口 {listenPort}。',
    },
    'maps-elsewhere': {
      en: 'Port {hostPort} leads to port {mapped} of the container, but Open WebUI listens on {listenPort}.',
      'zh-CN': '端口 {hostPort} 指向容器的端口 {mapped}，而 Open WebUI 监听的是 {listenPort}。',
    },
    'not-published': { en: 'No port is published.', 'zh-CN': '没有发布任何端口。' },
    'not-listening': {
      en: 'Not known: nothing listens on port {listenPort} in the container yet.',
      'zh-CN': '未查明：容器内的端口 {listenPort} 上尚无程序监听。',
    },
  },
  run: async ({ instance, inside, ask }) => {
    const { container, listenPort } = instance;
    if (!container) return { status: 'skip', code: 'not-published' };
    const args = (asked: readonly PublishedPort[]) => ({
      listenPort,
      hostPort: asked.map(({ hostPort }) => String(hostPort)),
      mapped: asked.map(({ containerPort }) => String(containerPort)),
    });
    const { askedPorts } = container;
    if (sharesHostNetwork(instance)) {
      const discarded = askedPorts.filter(({ hostPort }) => hostPort !== listenPort);
      return discarded.length > 0
        ? { status: 'fail', code: 'host-network-discards', args: args(discarded) }
        : { status: 'pass', code: 'host-network', args: { listenPort } };
    }
    const mapped = container.published.length > 0 ? container.published : askedPorts;
    if (mapped.length === 0) return { status: 'skip', code: 'not-published' };
    const right = mapped.filter(({ containerPort }) => containerPort === listenPort);
    if (right.length > 0) return { status: 'pass', code: 'right', args: args(right) };
    if (isStopped(instance) || !inside.availability.ok)
      return { status: 'fail', code: 'maps-elsewhere', args: args(mapped) };
    // PORT may be said otherwise than the program does: whoever answers as Open WebUI is the right one.
    const [own, ...others] = await Promise.all(
      [listenPort, ...new Set(mapped.map(({ containerPort }) => containerPort))].map(async (port) => {
        const [seen] = await ask(inside, webui(ownUrl(instance, port), '/health', 'webui-health'));
        return { port, seen };
      }),
    );
    const answering = others.find(({ seen }) => seen.outcome === 'ok');
    const other = answering ?? (own?.seen.outcome === 'ok' ? others[0] : own);
    const told = { observations: idsOf(other?.seen ?? null, own?.seen ?? null, ...others.map(({ seen }) => seen)) };
    if (answering)
      return { status: 'pass', code: 'right', args: { ...args(mapped), listenPort: answering.port }, ...told };
    return own?.seen.outcome === 'ok'
      ? { status: 'fail', code: 'maps-elsewhere', args: args(mapped), ...told }
      : { status: 'unknown', code: 'not-listening', args: args(mapped), ...told };
  },
});
