import { defineCheck, shownAddress, type Verdict } from '../../src/plugin.js';
import {
  endpointOf,
  hubClient,
  hubOptOut,
  hubSeverity,
  hubTexts,
  isTrustUnread,
  largeFile,
  leavesHost,
  trustArgs,
  trustText,
} from '../shared/hub.js';
import { idsOf, somebodyAnswered, type Trouble, troubleArgs, troubleTexts } from '../shared/trouble.js';

type Code = Trouble | 'answers' | 'same-host' | 'hub-unreachable' | keyof typeof hubTexts | keyof typeof trustText;

export const cdn = defineCheck<Code>({
  id: 'hub.cdn',
  scope: 'instance',
  sends: ['huggingface.co', '*.hf.co'],
  title: { en: 'The host that large files come from is reachable', 'zh-CN': '大文件所在的主机可以访问' },
  explain: {
    en: 'The hub sends clients to another host for large files. Follows that redirect from where Open WebUI runs: huggingface.co or a mirror that answers proves little while the host behind it is blocked.',
    'zh-CN':
      '下载大文件时，站点会把客户端重定向到另一台主机。此项从 Open WebUI 所在位置跟随该重定向：如果其后的主机被屏蔽，仅凭 huggingface.co 或镜像站有应答说明不了什么。',
  },
  messages: {
    ...troubleTexts,
    ...hubTexts,
    ...trustText,
    answers: { en: '{target} answers.', 'zh-CN': '{target} 有应答。' },
    'same-host': { en: '{target} sends large files itself.', 'zh-CN': '{target} 自行提供大文件。' },
    'hub-unreachable': {
      en: '{target} names no host for large files.',
      'zh-CN': '{target} 没有给出大文件所在的主机。',
    },
  },
  run: async (context): Promise<Verdict<Code>> => {
    const { instance, inside, ask } = context;
    const none = hubOptOut(context);
    if (none) return { status: 'skip', code: none };
    const { base } = endpointOf(instance);
    const [seen] = await ask(inside, largeFile(base, hubClient(instance)));
    const host = leavesHost(seen, base);
    if (host === null)
      return seen.outcome === 'ok'
        ? {
            status: 'pass',
            code: 'same-host',
            subject: shownAddress(base),
            args: troubleArgs(base, seen),
            observations: idsOf(seen),
          }
        : {
            status: 'skip',
            code: 'hub-unreachable',
            subject: shownAddress(base),
            args: { target: shownAddress(base) },
          };
    const told = { subject: host, args: { ...troubleArgs(host, seen), ...trustArgs(seen) }, observations: idsOf(seen) };
    if (seen.outcome === 'ok') return { status: 'pass', code: 'answers', ...told };
    // Signed links are made out for GET: a refusal of HEAD comes from the host that was looked for.
    const refused = seen.outcome === 'http-status' && (seen.evidence.status ?? 500) < 500;
    if (refused && somebodyAnswered(seen)) return { status: 'pass', code: 'answers', ...told };
    if (isTrustUnread(seen)) return { status: hubSeverity(instance), code: 'trust-unread', ...told };
    return { status: seen.outcome === 'aborted' ? 'unknown' : hubSeverity(instance), code: seen.outcome, ...told };
  },
});
