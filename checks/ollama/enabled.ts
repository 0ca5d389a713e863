import { defineCheck } from '../../src/plugin.js';

/** What people write for "yes"; Open WebUI takes the word `true` alone. */
const MEANT_YES = /^(?:1|y|yes|on|t|enabled?)$/i;

export const enabled = defineCheck({
  id: 'ollama.enabled',
  scope: 'instance',
  title: { en: 'The Ollama API is switched on in Open WebUI', 'zh-CN': 'Open WebUI 中已启用 Ollama API' },
  explain: {
    en: 'Reads ENABLE_OLLAMA_API or the row that stands for it in the database. Only the word true switches it on: 1, yes and on switch it off.',
    'zh-CN': '读取 ENABLE_OLLAMA_API 或数据库中对应的设置。只有写成 true 才会启用；写成 1、yes 或 on 都等于关闭。',
  },
  messages: {
    enabled: { en: 'Switched on{? ({detail})}.', 'zh-CN': '已启用{?（{detail}）}。' },
    disabled: {
      en: 'Switched off{? ({detail})}, though Ollama URLs are configured: no model of Ollama is listed.',
      'zh-CN': '已关闭{?（{detail}）}，但配置了 Ollama URL：不会列出任何 Ollama 模型。',
    },
    'switched-off': { en: 'Switched off on purpose{? ({detail})}.', 'zh-CN': '已主动关闭{?（{detail}）}。' },
    'value-not-true': {
      en: 'ENABLE_OLLAMA_API={value} switches Ollama off: only the word true switches it on.',
      'zh-CN': 'ENABLE_OLLAMA_API={value} 会关闭 Ollama：只有 true 才表示启用。',
    },
  },
  run: async ({ instance: { settings } }) => {
    const { value, detail, source } = settings.ollamaEnabled;
    const written = (settings.variables.ENABLE_OLLAMA_API ?? '').trim();
    const args = { detail, source, value: written };
    if (value) return { status: 'pass', code: 'enabled', args };
    if (MEANT_YES.test(written)) return { status: 'fail', code: 'value-not-true', args };
    const explicit = settings.environmentUrls.some((entry) => !['image-default', 'derived'].includes(entry.source));
    return explicit ? { status: 'warn', code: 'disabled', args } : { status: 'skip', code: 'switched-off', args };
  },
});
