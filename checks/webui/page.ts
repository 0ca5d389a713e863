import { defineCheck, type Instance, type Observation, type Outcome, webui } from '../../src/plugin.js';
import { isStopped, stoppedText } from '../shared/own.js';
import { isNotUp, isStarting, startingText } from '../shared/starting.js';
import { idsOf, troubleArgs, troubleTexts } from '../shared/trouble.js';

const { 'wrong-service': _service, 'http-status': _status, ...transport } = troubleTexts;

export const page = defineCheck({
  id: 'webui.page',
  scope: 'instance',
  title: { en: 'The page of Open WebUI opens from this machine', 'zh-CN': '可从本机打开 Open WebUI 页面' },
  explain: {
    en: 'Asks /health and /api/config at the address that a browser on this machine uses, and requires JSON with the expected keys: Open WebUI answers unknown paths with its start page and status 200, and so do other programs.',
    'zh-CN':
      '在本机浏览器所用的地址上请求 /health 和 /api/config，并要求返回带有预期字段的 JSON：Open WebUI 对未知路径会以首页和状态码 200 应答，其他程序也会如此。',
  },
  messages: {
    ...transport,
    ...stoppedText,
    ...startingText,
    answers: { en: '{target} opens.', 'zh-CN': '{target} 可以打开。' },
    'not-webui': {
      en: 'Something answers at {target}, but it is not Open WebUI.',
      'zh-CN': '{target} 有应答，但不是 Open WebUI。',
    },
    status: troubleTexts['http-status'],
    'not-published': {
      en: 'No address is published to this machine, and none was given with --webui-url.',
      'zh-CN': '没有向本机发布任何地址，也没有用 --webui-url 指定地址。',
    },
    'no-host': {
      en: 'This machine is not the host of the containers, so its browser is not asked for.',
      'zh-CN': '本机不是容器所在的主机，因此不从本机检查页面。',
    },
  },
  run: async ({ deployment, host, instance, options, ask, now }) => {
    const given = options.webuiUrl !== null && concerns(options.webuiUrl, instance, deployment.instances.length);
    const url = (given ? options.webuiUrl : instance.webuiUrl?.value)?.replace(/\/+$/, '');
    if (!host) return { status: 'skip', code: 'no-host' };
    // A stopped container is told by its own check; an address that somebody names is looked at nevertheless.
    if (isStopped(instance) && !given) return { status: 'skip', code: 'not-running' };
    if (!url) return { status: 'skip', code: 'not-published' };
    const [[health], [config]] = await Promise.all([
      ask(host, webui(url, '/health', 'webui-health')),
      ask(host, webui(url, '/api/config', 'webui-config')),
    ]);
    const worst: Observation = health.outcome === 'ok' ? config : health;
    const told = { vantage: host.id, observations: idsOf(worst, health, config) } as const;
    const args = { ...troubleArgs(url, worst), given, name: instance.name };
    if (worst.outcome === 'ok') return { status: 'pass', code: 'answers', args, ...told };
    if (isNotUp(worst) && isStarting(instance, now())) return { status: 'unknown', code: 'starting', args, ...told };
    return { status: worst.outcome === 'aborted' ? 'unknown' : 'fail', code: codeOf(worst.outcome), args, ...told };
  },
});

function codeOf(outcome: Exclude<Outcome, 'ok'>): keyof typeof transport | 'not-webui' | 'status' {
  if (outcome === 'wrong-service') return 'not-webui';
  return outcome === 'http-status' ? 'status' : outcome;
}

/** With several Open WebUIs, a URL that the user names belongs to the one that has its port. */
function concerns(url: string, instance: Instance, instances: number): boolean {
  if (instances === 1) return true;
  const { port, protocol } = new URL(url);
  const wanted = Number(port || (protocol === 'https:' ? 443 : 80));
  const ports = instance.container?.askedPorts.map(({ hostPort }) => hostPort) ?? [];
  return ports.includes(wanted) || (ports.length === 0 && instance.listenPort === wanted);
}
