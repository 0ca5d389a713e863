import { shownAddress } from '../../secrets/address.js';
import type { InstanceFacts } from '../../types/cause.js';
import type { FixKit, FixPlan } from '../../types/fix.js';
import { say } from '../said.js';
import { cannotTry, hubCause, ollamaEmbeds, stayOffline } from './hub-cause.js';

export const mirrorProblems = hubCause({
  id: 'hf-mirror-endpoint-problems',
  title: { en: 'The mirror in HF_ENDPOINT does not serve downloads', 'zh-CN': 'HF_ENDPOINT 中的镜像站无法提供下载' },
  messages: {
    is: {
      en: 'HF_ENDPOINT={endpoint} takes the place of huggingface.co, and {host} fails{? ({outcome})}.',
      'zh-CN': 'HF_ENDPOINT={endpoint} 取代了 huggingface.co，而 {host} 访问失败{?（{outcome}）}。',
    },
    'is.redirects-away': {
      en: 'HF_ENDPOINT={endpoint} sends the client away to another host, which it does not follow.',
      'zh-CN': 'HF_ENDPOINT={endpoint} 把客户端重定向到另一台主机，而客户端不会跟随。',
    },
    'is.empty': {
      en: 'HF_ENDPOINT is set but empty, which leaves the client without a host to ask.',
      'zh-CN': 'HF_ENDPOINT 已设置但为空，客户端因此没有可访问的主机。',
    },
    'is.missing-scheme': {
      en: 'HF_ENDPOINT={endpoint} lacks https:// in front.',
      'zh-CN': 'HF_ENDPOINT={endpoint} 开头缺少 https://。',
    },
    'is.trailing-slash': {
      en: 'HF_ENDPOINT={endpoint} ends in a slash, which this version turns into //api, a path that does not exist.',
      'zh-CN': 'HF_ENDPOINT={endpoint} 以斜杠结尾，此版本会因此请求不存在的路径 //api。',
    },
    'fix.correct': { en: 'Write HF_ENDPOINT as {endpoint}', 'zh-CN': '将 HF_ENDPOINT 改为 {endpoint}' },
    'fix.unset': { en: 'Download from huggingface.co itself again', 'zh-CN': '恢复从 huggingface.co 直接下载' },
  },
  explain: {
    what: {
      en: 'A mirror is down, sends clients back to huggingface.co, delivers large files from hosts that are blocked too, or HF_ENDPOINT is mistyped.',
      'zh-CN':
        '镜像站停止服务、把客户端重定向回 huggingface.co、从同样被屏蔽的主机提供大文件，或者 HF_ENDPOINT 书写有误。',
    },
    proof: {
      en: 'HF_ENDPOINT names another host than huggingface.co, and that host fails from inside, or answers with a redirect that the client does not follow.',
      'zh-CN': 'HF_ENDPOINT 指向 huggingface.co 以外的主机，而从容器内部访问该主机失败，或返回客户端不会跟随的重定向。',
    },
    fixes: {
      en: 'Take HF_ENDPOINT away where huggingface.co itself answers, write it correctly, or do without downloads.',
      'zh-CN': '如果 huggingface.co 本身可以访问，则去掉 HF_ENDPOINT；否则正确书写它，或不再依赖下载。',
    },
    wrongAdvice: {
      en: 'Taking a mirror for usable because its pages or its API answer. HF_ENDPOINT with a slash at its end, as circulating examples have it.',
      'zh-CN': '仅因网页或 API 有应答就认为镜像站可用。照抄网上以斜杠结尾的 HF_ENDPOINT 示例。',
    },
    sources: [
      'https://github.com/huggingface/huggingface_hub/pull/2721',
      'https://github.com/padeoe/hf-mirror-site/issues/50',
      'https://github.com/padeoe/hf-mirror-site/issues/62',
      'https://github.com/huggingface/huggingface_hub/issues/3455',
    ],
  },
  fixes: (facts, kit, { code }) => [
    ...correct(facts, kit, code),
    ...ollamaEmbeds(facts, kit),
    ...stayOffline(facts, kit),
  ],
});

function correct(facts: InstanceFacts, kit: FixKit, code: string): readonly FixPlan[] {
  const { instance } = facts;
  const endpoint = (instance.settings.hubEndpoint?.value ?? '').replace(/\/+$/, '');
  const direct = facts
    .of('hub.mirror')
    .some(
      ({ status, said, subject }) =>
        status === 'pass' && said.code === 'usable' && subject === 'https://huggingface.co',
    );
  const unset = kit.recreate(
    instance,
    { unsetEnv: ['HF_ENDPOINT'] },
    {
      id: 'hf-endpoint-unset',
      title: say('fix.unset'),
      rehearsal: direct ? { result: 'verified', detail: say('rehearsal.answered') } : cannotTry,
    },
  );
  const written = code === 'is.missing-scheme' ? `https://${endpoint}` : code === 'is.trailing-slash' ? endpoint : null;
  // What is hidden of an address stands in no command.
  if (written === null || shownAddress(written) !== written) return direct || code === 'is.empty' ? [unset] : [];
  const about = { id: 'hf-endpoint', title: say('fix.correct', { endpoint: written }), rehearsal: cannotTry };
  const corrected = kit.recreate(instance, { setEnv: { HF_ENDPOINT: written } }, about);
  return direct ? [unset, corrected] : [corrected, unset];
}
