import { defineCheck, ollamaTags, type Verdict } from '../../src/plugin.js';
import { connections, connectionTexts, nothing } from '../shared/connections.js';
import { modelsOf } from '../shared/json.js';
import { idsOf } from '../shared/trouble.js';

type Code = 'models' | 'none' | keyof typeof connectionTexts;

export const models = defineCheck<Code>({
  id: 'ollama.models',
  scope: 'instance',
  needs: ['ollama.tags'],
  title: { en: 'Ollama has at least one model', 'zh-CN': 'Ollama 中至少有一个模型' },
  explain: {
    en: 'Counts the models that the Ollama URLs in force list. A reachable Ollama without a model leaves the model menu empty, which looks like a broken connection.',
    'zh-CN': '统计生效的 Ollama URL 列出的模型。可以访问但没有模型的 Ollama 会使模型菜单为空，看起来就像连接故障。',
  },
  messages: {
    ...connectionTexts,
    models: { en: '{count} models are listed.', 'zh-CN': '共列出 {count} 个模型。' },
    none: {
      en: 'Ollama answers at {urls}, but no model is pulled there.',
      'zh-CN': 'Ollama 在 {urls} 有应答，但尚未拉取任何模型。',
    },
  },
  run: async ({ instance, inside, ask }): Promise<Verdict<Code>> => {
    const found = connections(instance);
    if (found.kind !== 'some') return nothing(found);
    const lists = await Promise.all(
      found.list.flatMap(({ shown, keyOf, read: { target } }) =>
        target ? [ask(inside, ollamaTags(target.base, keyOf)).then(([seen]) => ({ shown, seen }))] : [],
      ),
    );
    const answering = lists.filter(({ seen }) => seen.outcome === 'ok');
    const count = answering.reduce((sum, { seen }) => sum + modelsOf(seen).length, 0);
    // A list that was cut for its length holds more than one model.
    const cut = answering.some(({ seen }) => seen.evidence.json === undefined || seen.evidence.truncated === true);
    const told = {
      args: { count, urls: answering.map(({ shown }) => shown) },
      observations: idsOf(...[...answering, ...lists].map(({ seen }) => seen)),
    };
    return count > 0 || cut ? { status: 'pass', code: 'models', ...told } : { status: 'fail', code: 'none', ...told };
  },
});
