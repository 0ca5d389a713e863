import { defineCheck, type Verdict } from '../../src/plugin.js';
import {
  endpointOf,
  HUGGING_FACE,
  hubClient,
  hubOptOut,
  hubTexts,
  isOffline,
  largeFile,
  leavesHost,
  MIRROR,
  modelInfo,
  offlineText,
  outside,
  smallFile,
} from '../shared/hub.js';
import { idsOf, somebodyAnswered, troubleArgs, troubleTexts } from '../shared/trouble.js';

type Code =
  | 'aborted'
  | 'usable'
  | 'redirects-away'
  | 'files-unreachable'
  | 'unusable'
  | 'not-needed'
  | 'offline'
  | keyof typeof hubTexts;

export const mirror = defineCheck<Code>({
  id: 'hub.mirror',
  scope: 'instance',
  sends: ['huggingface.co', '*.hf.co', 'github.com', 'hf-mirror.com'],
  title: { en: 'Another source of models is usable', 'zh-CN': '有其他可用的模型来源' },
  explain: {
    en: 'Only where the hub in force does not answer: tries the mirror hf-mirror.com — or huggingface.co, where a mirror is set — before it is suggested. A mirror that sends the client back to huggingface.co, or its large files to a host that is blocked too, is of no use. It is run by a third party.',
    'zh-CN':
      '仅在生效的站点没有应答时进行：先试用镜像站 hf-mirror.com（若已设置镜像站，则试用 huggingface.co），再决定是否建议。如果镜像站把客户端重定向回 huggingface.co，或把大文件指向同样被屏蔽的主机，则没有用处。镜像站由第三方运营。',
  },
  messages: {
    ...hubTexts,
    ...offlineText,
    usable: {
      en: '{target} is usable from where Open WebUI runs.',
      'zh-CN': '从 Open WebUI 所在位置可以使用 {target}。',
    },
    'redirects-away': {
      en: '{target} sends clients to {away}, which they do not follow.',
      'zh-CN': '{target} 把客户端重定向到 {away}，而客户端不会跟随。',
    },
    'files-unreachable': {
      en: '{target} answers, but its large files come from {away}, which does not{? ({outcome})}.',
      'zh-CN': '{target} 有应答，但其大文件位于 {away}，而该主机没有应答{?（{outcome}）}。',
    },
    unusable: { en: '{target} is not usable either{? ({outcome})}.', 'zh-CN': '{target} 同样不可用{?（{outcome}）}。' },
    aborted: troubleTexts.aborted,
    'not-needed': { en: 'The hub in force answers.', 'zh-CN': '生效的站点有应答。' },
  },
  run: async (context): Promise<Verdict<Code>> => {
    const { instance, inside, ask } = context;
    const none = hubOptOut(context);
    if (none && none !== 'endpoint-unusable') return { status: 'skip', code: none };
    const client = hubClient(instance);
    const { base, usual } = endpointOf(instance);
    if (none === null) {
      // The same questions as those of the hub itself: they are asked once. The third party is asked only if they fail.
      const [[info], [file], [large], [control]] = await Promise.all([
        ask(inside, modelInfo(base, client)),
        ask(inside, smallFile(base, client)),
        ask(inside, largeFile(base, client)),
        ask(inside, outside(client)),
      ]);
      const works = info.outcome === 'ok' && file.outcome === 'ok' && leavesHost(file, base) === null;
      const filesCome = leavesHost(large, base) === null || somebodyAnswered(large);
      if (works && filesCome) return { status: 'skip', code: 'not-needed' };
      if (info.outcome === 'aborted')
        return { status: 'unknown', code: 'aborted', args: { target: base }, observations: idsOf(info) };
      if (!works && isOffline(info, control))
        return { status: 'unknown', code: 'offline', observations: idsOf(info, control) };
    }
    const other = usual ? MIRROR : HUGGING_FACE;
    const [[info], [large]] = await Promise.all([
      ask(inside, { ...modelInfo(other, client), redirects: 0 }),
      ask(inside, largeFile(other, client)),
    ]);
    const away = leavesHost(info, other) ?? leavesHost(large, other);
    const worst = info.outcome === 'ok' ? large : info;
    const told = {
      subject: other,
      args: { ...troubleArgs(other, worst), away, outcome: worst.outcome },
      observations: idsOf(worst, info, large),
    };
    if (info.outcome !== 'ok')
      return { status: 'unknown', code: redirected(info.evidence.status) ? 'redirects-away' : 'unusable', ...told };
    const arrives =
      large.outcome === 'ok' ||
      (large.outcome === 'http-status' && away !== null && (large.evidence.status ?? 500) < 500);
    return arrives
      ? { status: 'pass', code: 'usable', ...told }
      : { status: 'unknown', code: 'files-unreachable', ...told };
  },
});

function redirected(status: number | undefined): boolean {
  return status !== undefined && status >= 300 && status < 400;
}
