import { defineCheck, shownAddress, type Verdict } from '../../src/plugin.js';
import {
  endpointOf,
  hubOptOut,
  hubTexts,
  isOffline,
  isTrustUnread,
  modelInfo,
  offlineText,
  outside,
  trustArgs,
  trustText,
} from '../shared/hub.js';
import { idsOf, type Trouble, troubleArgs, troubleTexts } from '../shared/trouble.js';

type Code = Trouble | 'answers' | 'offline' | 'no-host' | 'same' | keyof typeof hubTexts | keyof typeof trustText;

export const host = defineCheck<Code>({
  id: 'hub.host',
  scope: 'instance',
  sends: ['huggingface.co', 'github.com'],
  title: { en: 'The Hugging Face hub answers this machine', 'zh-CN': '本机可以访问 Hugging Face' },
  explain: {
    en: 'Asks the hub in force from this machine too, with its proxy variables and trust store. What works here but not where Open WebUI runs is a matter of its own settings; a certificate that is trusted here alone belongs to an authority of your organisation.',
    'zh-CN':
      '使用本机的代理变量和信任库，从本机访问生效的站点。若本机可以访问而 Open WebUI 所在位置不行，问题出在其自身的设置；只有本机信任的证书来自所在组织自己的证书颁发机构。',
  },
  messages: {
    ...troubleTexts,
    ...hubTexts,
    ...offlineText,
    ...trustText,
    answers: { en: '{target} answers this machine.', 'zh-CN': '本机可以访问 {target}。' },
    'no-host': { en: 'This machine is not the host of the containers.', 'zh-CN': '本机不是容器所在的主机。' },
    same: { en: 'Open WebUI runs on this machine itself.', 'zh-CN': 'Open WebUI 直接运行在本机上。' },
  },
  run: async (context): Promise<Verdict<Code>> => {
    const { instance, host: from, inside, ask } = context;
    const none = hubOptOut(context);
    if (none) return { status: 'skip', code: none };
    if (!from) return { status: 'skip', code: 'no-host' };
    if (from.id === inside.id) return { status: 'skip', code: 'same' };
    const { base } = endpointOf(instance);
    const [[seen], [control]] = await Promise.all([ask(from, modelInfo(base, 'curl')), ask(from, outside('curl'))]);
    const args = { ...troubleArgs(base, seen), ...trustArgs(seen) };
    const told = { subject: shownAddress(base), args, vantage: from.id, observations: idsOf(seen, control) };
    if (seen.outcome === 'ok') return { status: 'pass', code: 'answers', ...told };
    if (isOffline(seen, control)) return { status: 'unknown', code: 'offline', ...told };
    if (isTrustUnread(seen)) return { status: 'warn', code: 'trust-unread', ...told };
    return { status: seen.outcome === 'aborted' ? 'unknown' : 'warn', code: seen.outcome, ...told };
  },
});
