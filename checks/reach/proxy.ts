import { defineCheck, ollamaTags, type Verdict } from '../../src/plugin.js';
import { connections, connectionTexts, nothing } from '../shared/connections.js';
import { asksForKey } from '../shared/key.js';
import { idsOf, troubleArgs, troubleTexts } from '../shared/trouble.js';

type Code =
  | 'none'
  | 'bypassed'
  | 'passes-through'
  | 'captures'
  | 'captures-too'
  | 'aborted'
  | keyof typeof connectionTexts;

export const proxy = defineCheck<Code>({
  id: 'reach.proxy',
  scope: 'instance',
  title: { en: 'Requests to Ollama go past the proxy', 'zh-CN': '对 Ollama 的请求不经过代理' },
  explain: {
    en: 'Open WebUI’s client sends requests to Ollama through http_proxy or https_proxy unless NO_PROXY names the host; it understands no address ranges there. Asks each URL in force by those rules, and once past the proxy for comparison.',
    'zh-CN':
      '除非 NO_PROXY 中列出了该主机，Open WebUI 的客户端会通过 http_proxy 或 https_proxy 请求 Ollama；它不支持在 NO_PROXY 中使用网段。按这些规则访问每个生效的 URL，并绕过代理再访问一次作为对照。',
  },
  messages: {
    ...connectionTexts,
    none: { en: 'No proxy is set for Open WebUI.', 'zh-CN': 'Open WebUI 没有设置代理。' },
    bypassed: { en: '{url} is asked directly, past the proxy.', 'zh-CN': '直接访问 {url}，不经过代理。' },
    'passes-through': {
      en: '{url} is asked through the proxy {proxy} ({variable}), and answers.',
      'zh-CN': '{url} 经由代理 {proxy}（{variable}）访问，且有应答。',
    },
    captures: {
      en: 'The proxy {proxy} ({variable}) captures requests to {url}, which answers when it is asked directly.',
      'zh-CN': '代理 {proxy}（{variable}）截走了对 {url} 的请求，而直接访问时该地址有应答。',
    },
    aborted: troubleTexts.aborted,
    'captures-too': {
      en: 'Requests to {url} go through the proxy {proxy} ({variable}) and fail; asked directly, it does not answer either.',
      'zh-CN': '对 {url} 的请求经由代理 {proxy}（{variable}）发出并失败；直接访问时也没有应答。',
    },
  },
  run: async ({ instance, inside, ask }) => {
    const found = connections(instance);
    if (found.kind !== 'some') return nothing(found);
    if (instance.settings.proxies.length === 0) return { status: 'pass', code: 'none' };
    const rows = found.list.map(async ({ shown, keyOf, read: { target } }): Promise<readonly Verdict<Code>[]> => {
      if (!target) return [];
      const request = ollamaTags(target.base, keyOf);
      const [[seen], [direct]] = await Promise.all([
        ask(inside, request),
        ask(inside, { ...request, client: 'direct' }),
      ]);
      const through = seen.evidence.proxy;
      const told = {
        subject: shown,
        args: {
          ...troubleArgs(shown, seen),
          url: shown,
          variable: through?.variable ?? null,
          directly: direct.outcome,
        },
        observations: idsOf(seen, direct),
      };
      if (seen.outcome === 'aborted') return [{ status: 'unknown', code: 'aborted', ...told }];
      if (!through) return [{ status: 'pass', code: 'bypassed', ...told }];
      // Somebody may reach a remote Ollama through a proxy on purpose: what works is a warning nowhere.
      if (seen.outcome === 'ok' || asksForKey(seen)) return [{ status: 'pass', code: 'passes-through', ...told }];
      return direct.outcome === 'ok'
        ? [{ status: 'fail', code: 'captures', ...told }]
        : [{ status: 'warn', code: 'captures-too', ...told }];
    });
    const verdicts = (await Promise.all(rows)).flat();
    return verdicts.length > 0 ? verdicts : { status: 'pass', code: 'none' };
  },
});
