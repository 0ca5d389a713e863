import { defineCheck, shownAddress, type Verdict } from '../../src/plugin.js';
import { type EndpointFault, endpointOf, hubSeverity } from '../shared/hub.js';

type Code =
  | EndpointFault
  | 'default'
  | 'set'
  | 'offline-on-purpose'
  | 'offline-without-model'
  | 'offline-mode-ignored'
  | 'not-needed';

/** What people write for "yes"; Open WebUI takes the word `true` alone. */
const MEANT_YES = /^(?:1|y|yes|on|t|enabled?)$/i;

export const settings = defineCheck<Code>({
  id: 'hub.settings',
  scope: 'instance',
  title: { en: 'The Hugging Face settings are usable', 'zh-CN': 'Hugging Face 设置可用' },
  explain: {
    en: 'Reads HF_ENDPOINT, HF_HUB_OFFLINE and OFFLINE_MODE as the versions that are there do. OFFLINE_MODE counts only as the word true; an HF_ENDPOINT that is empty or lacks its scheme breaks every download.',
    'zh-CN':
      '按当前版本的规则读取 HF_ENDPOINT、HF_HUB_OFFLINE 和 OFFLINE_MODE。OFFLINE_MODE 只有写成 true 才起作用；HF_ENDPOINT 为空或缺少协议会使所有下载失败。',
  },
  messages: {
    default: {
      en: 'Nothing unusual: models come from huggingface.co.',
      'zh-CN': '使用默认设置：模型来自 huggingface.co。',
    },
    set: { en: 'Models come from {endpoint} (HF_ENDPOINT).', 'zh-CN': '模型来自 {endpoint}（HF_ENDPOINT）。' },
    empty: {
      en: 'HF_ENDPOINT is set but empty, which breaks every URL of the client.',
      'zh-CN': 'HF_ENDPOINT 已设置但为空，会使客户端的所有 URL 失效。',
    },
    'missing-scheme': {
      en: 'HF_ENDPOINT={endpoint} lacks https:// at its start.',
      'zh-CN': 'HF_ENDPOINT={endpoint} 开头缺少 https://。',
    },
    'trailing-slash': {
      en: 'HF_ENDPOINT={endpoint} ends in a slash, which this version does not take off.',
      'zh-CN': 'HF_ENDPOINT={endpoint} 以斜杠结尾，而此版本不会将其去掉。',
    },
    'offline-on-purpose': { en: 'Downloads are switched off{? ({detail})}.', 'zh-CN': '已关闭下载{?（{detail}）}。' },
    'offline-without-model': {
      en: 'Downloads are switched off{? ({detail})}, and the embedding model {model} is not in the cache: documents cannot be searched.',
      'zh-CN': '已关闭下载{?（{detail}）}，而缓存中没有嵌入模型 {model}：无法进行文档检索。',
    },
    'offline-mode-ignored': {
      en: 'OFFLINE_MODE={value} does nothing: only the word true counts.',
      'zh-CN': 'OFFLINE_MODE={value} 不起作用：只有写成 true 才有效。',
    },
    'not-needed': { en: 'The settings are not read here.', 'zh-CN': '此处不读取这些设置。' },
  },
  run: async ({ instance }): Promise<Verdict<Code>> => {
    const { settings: set, version } = instance;
    const { base, usual, fault } = endpointOf(instance);
    const written = (set.variables.OFFLINE_MODE ?? '').trim();
    const offline = set.offlineMode.value ? set.offlineMode : set.hubOffline;
    const args = {
      endpoint: shownAddress(base),
      model: set.embeddingModel.value,
      detail: offline.detail,
      value: written,
    };
    const severity = hubSeverity(instance);
    if (offline.value) {
      // 0.9.6 ends at its start without the model; others start, and only the search in documents is missing.
      const fatal = severity === 'fail' && /^0\.9\.[6-9]\b/.test(version ?? '');
      return fatal
        ? { status: 'fail', code: 'offline-without-model', args }
        : { status: 'pass', code: 'offline-on-purpose', args };
    }
    if (fault) return { status: severity, code: fault, args };
    if (MEANT_YES.test(written)) return { status: 'warn', code: 'offline-mode-ignored', args };
    return { status: 'pass', code: usual ? 'default' : 'set', args };
  },
});
