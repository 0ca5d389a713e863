import { defineCheck, shownAddress, type Verdict } from '../../src/plugin.js';
import {
  endpointOf,
  hubClient,
  hubOptOut,
  hubSeverity,
  hubTexts,
  isOffline,
  isTrustUnread,
  leavesHost,
  modelInfo,
  offlineText,
  outside,
  smallFile,
  trustArgs,
  trustText,
} from '../shared/hub.js';
import { idsOf, type Trouble, troubleArgs, troubleTexts } from '../shared/trouble.js';

type Code =
  | Trouble
  | 'answers'
  | 'redirects-away'
  | 'rate-limited'
  | 'unavailable'
  | 'offline'
  | keyof typeof hubTexts
  | keyof typeof trustText;

export const reach = defineCheck<Code>({
  id: 'hub.reach',
  scope: 'instance',
  sends: ['huggingface.co', 'github.com'],
  title: { en: 'Models can be downloaded from the Hugging Face hub', 'zh-CN': '可以从 Hugging Face 下载模型' },
  explain: {
    en: 'Asks the hub in force (huggingface.co or HF_ENDPOINT) for the description of a public model and for one of its files, from where Open WebUI runs, as this version’s client does. A failure where the start or a download needs it, a warning where Open WebUI works without it; where no other site answers either, the machine is offline and nothing is claimed.',
    'zh-CN':
      '从 Open WebUI 所在位置，按此版本客户端的方式，向生效的站点（huggingface.co 或 HF_ENDPOINT）请求一个公开模型的信息及其中一个文件。若启动或下载必须用到它则判为失败，若没有它也能工作则判为警告；若其他站点也都没有应答，说明处于离线状态，不作结论。',
  },
  messages: {
    ...troubleTexts,
    ...hubTexts,
    ...offlineText,
    ...trustText,
    answers: { en: '{target} answers.', 'zh-CN': '{target} 有应答。' },
    'redirects-away': {
      en: '{target} sends the client to {away}, where it gets no file.',
      'zh-CN': '{target} 将客户端重定向到 {away}，而客户端在那里得不到文件。',
    },
    'rate-limited': {
      en: '{target} answers that there were too many requests (429).',
      'zh-CN': '{target} 表示请求过多（429）。',
    },
    unavailable: {
      en: '{target} is out of order{? (status {status})}.',
      'zh-CN': '{target} 发生故障{?（状态码 {status}）}。',
    },
  },
  run: async (context): Promise<Verdict<Code>> => {
    const { instance, inside, ask } = context;
    const none = hubOptOut(context);
    if (none) return { status: 'skip', code: none };
    const { base } = endpointOf(instance);
    const client = hubClient(instance);
    const [[info], [file], [control]] = await Promise.all([
      ask(inside, modelInfo(base, client)),
      ask(inside, smallFile(base, client)),
      ask(inside, outside(client)),
    ]);
    const worst = info.outcome === 'ok' ? file : info;
    // The client up to Open WebUI 0.7 stops at a redirect to another host; the later one follows it (measured).
    const away = client === 'requests' || worst.outcome !== 'ok' ? leavesHost(file, base) : null;
    const told = {
      subject: shownAddress(base),
      args: { ...troubleArgs(base, worst), ...trustArgs(worst), away },
      observations: idsOf(worst, info, file, control),
    };
    if (worst.outcome === 'ok' && away === null) return { status: 'pass', code: 'answers', ...told };
    if (worst.outcome === 'aborted') return { status: 'unknown', code: 'aborted', ...told };
    if (isOffline(worst, control)) return { status: 'unknown', code: 'offline', ...told };
    const { status = 0 } = worst.evidence;
    const severity = hubSeverity(instance);
    if (isTrustUnread(worst)) return { status: severity, code: 'trust-unread', ...told };
    if (away !== null) return { status: severity, code: 'redirects-away', ...told };
    if (status === 429) return { status: severity, code: 'rate-limited', ...told };
    if (status >= 500) return { status: severity, code: 'unavailable', ...told };
    return worst.outcome === 'ok'
      ? { status: 'pass', code: 'answers', ...told }
      : { status: severity, code: worst.outcome, ...told };
  },
});
