import { defineCheck, type Observation, ollamaTags, ollamaTagsByCurl, type Verdict } from '../../src/plugin.js';
import { connections } from '../shared/connections.js';
import { portsHere, portsOf, urlsAt } from '../shared/here.js';
import { asksForKey } from '../shared/key.js';
import { idsOf } from '../shared/trouble.js';

type Code = 'answers' | 'none-answers' | 'answers-inside' | 'behind-key' | 'elsewhere' | 'no-host';

export const hostTags = defineCheck<Code>({
  id: 'ollama.host-tags',
  scope: 'instance',
  title: { en: 'Ollama answers on this machine', 'zh-CN': 'Ollama 在本机应答' },
  explain: {
    en: 'Asks /api/tags on this machine, at 127.0.0.1 and at every address where something listens on Ollama’s port. What answers here but not where Open WebUI runs is a matter of the way between; what does not answer here either is a matter of Ollama itself.',
    'zh-CN':
      '在本机上通过 127.0.0.1 以及 Ollama 端口的每个监听地址请求 /api/tags。若本机有应答而 Open WebUI 所在位置没有，问题出在两者之间的通路；若本机也没有应答，问题出在 Ollama 本身。',
  },
  messages: {
    answers: { en: 'Ollama answers at {urls}.', 'zh-CN': 'Ollama 在 {urls} 应答。' },
    'none-answers': {
      en: 'The URL in force leads to this machine, but no Ollama answers here on port {ports}.',
      'zh-CN': '生效的 URL 指向本机，但本机的端口 {ports} 上没有 Ollama 应答。',
    },
    'answers-inside': {
      en: 'No Ollama answers from this machine on port {ports}, but it does from where Open WebUI runs.',
      'zh-CN': '从本机访问端口 {ports} 没有 Ollama 应答，但从 Open WebUI 所在位置可以访问。',
    },
    'behind-key': {
      en: 'Not known: what answers at {locked} asks for a key, which is not sent from here.',
      'zh-CN': '未查明：{locked} 要求提供密钥，而从本机访问时不会发送密钥。',
    },
    elsewhere: { en: 'The URL in force does not lead to this machine.', 'zh-CN': '生效的 URL 并不指向本机。' },
    'no-host': {
      en: 'This machine is not the host of the containers.',
      'zh-CN': '本机不是容器所在的主机。',
    },
  },
  run: async ({ deployment, instance, host, inside, ask }): Promise<Verdict<Code>> => {
    if (!host) return { status: 'skip', code: 'no-host' };
    const here = portsHere(deployment, instance);
    const ports = [...new Set([...here, ...deployment.ollamas.flatMap(portsOf)])];
    if (ports.length === 0) return { status: 'skip', code: 'elsewhere' };
    const urls = ports.flatMap((port) => urlsAt(port, deployment));
    const found = connections(instance);
    const targets =
      found.kind === 'some'
        ? found.list.flatMap(({ read, keyOf }) => (read.target ? [{ base: read.target.base, keyOf }] : []))
        : [];
    const [seen, within] = await Promise.all([
      Promise.all(urls.map(async (url) => ({ url, seen: (await ask(host, ollamaTagsByCurl(url)))[0] }))),
      Promise.all(
        inside.availability.ok
          ? targets.map(async ({ base, keyOf }) => (await ask(inside, ollamaTags(base, keyOf)))[0])
          : [],
      ),
    ]);
    const answering = seen.filter(answered).map(({ url }) => url);
    const through = within.filter(({ outcome }) => outcome === 'ok');
    const behindKey = seen.filter((one) => asksForKey(one.seen));
    const locked = behindKey.map(({ url }) => url);
    const told = {
      args: { urls: answering, ports: ports.map(String), locked },
      vantage: host.id,
      observations: idsOf(...[...seen.filter(answered), ...behindKey, ...seen].map((one) => one.seen)),
    };
    if (answering.length > 0) return { status: 'pass', code: 'answers', ...told };
    if (here.length === 0) return { status: 'skip', code: 'elsewhere' };
    if (through.length > 0)
      return {
        status: 'pass',
        code: 'answers-inside',
        ...told,
        observations: [...idsOf(...through), ...told.observations],
      };
    return locked.length > 0
      ? { status: 'unknown', code: 'behind-key', ...told }
      : { status: 'fail', code: 'none-answers', ...told };
  },
});

function answered({ seen }: { readonly seen: Observation }): boolean {
  return seen.outcome === 'ok';
}
