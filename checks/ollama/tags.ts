import { defineCheck, ollamaTags, type Verdict } from '../../src/plugin.js';
import { type Connection, connections, connectionTexts, nothing } from '../shared/connections.js';
import { modelsOf } from '../shared/json.js';
import { isFailure, type KeyTrouble, keyTexts, keyTrouble } from '../shared/key.js';
import { idsOf, type Trouble, troubleArgs, troubleTexts } from '../shared/trouble.js';

type Code = 'answers' | 'malformed' | Trouble | KeyTrouble | keyof typeof connectionTexts;

export const tags = defineCheck<Code>({
  id: 'ollama.tags',
  scope: 'instance',
  title: { en: 'Ollama answers from where Open WebUI runs', 'zh-CN': '从 Open WebUI 所在位置可以访问 Ollama' },
  explain: {
    en: 'Asks /api/tags at every Ollama URL in force, from where Open WebUI runs and with the rules of Open WebUI’s own HTTP client: its DNS, routes, proxy variables and trust store, and with the key that Open WebUI has for it. This is the question that Open WebUI itself asks for its list of models.',
    'zh-CN':
      '按照 Open WebUI 自身 HTTP 客户端的规则（其 DNS、路由、代理变量和信任库，以及 Open WebUI 为其设置的密钥），从 Open WebUI 所在位置对每个生效的 Ollama URL 请求 /api/tags。Open WebUI 获取模型列表时提出的正是这个请求。',
  },
  messages: {
    ...troubleTexts,
    ...keyTexts,
    ...connectionTexts,
    answers: { en: '{target} answers and lists {models} models.', 'zh-CN': '{target} 有应答，列出 {models} 个模型。' },
    malformed: {
      en: 'Open WebUI cannot ask {target}: it is no valid URL.',
      'zh-CN': 'Open WebUI 无法访问 {target}：它不是有效的 URL。',
    },
  },
  run: async ({ instance, inside, ask }) => {
    const found = connections(instance);
    if (found.kind === 'unread') return { status: 'unknown', code: 'unread' };
    if (found.kind !== 'some') return nothing(found);
    return Promise.all(
      found.list.map(async (connection): Promise<Verdict<Code>> => {
        const { target } = connection.read;
        if (!target) return malformed(connection);
        const [seen] = await ask(inside, ollamaTags(target.base, connection.keyOf));
        const told = {
          subject: connection.shown,
          connection: connection.id,
          args: { ...troubleArgs(connection.shown, seen), models: modelsOf(seen).length, source: connection.source },
          observations: idsOf(seen),
        };
        const key = keyTrouble(seen, connection);
        if (key) return { status: isFailure(key) ? 'fail' : 'unknown', code: key, ...told };
        if (seen.outcome === 'ok') return { status: 'pass', code: 'answers', ...told };
        return { status: seen.outcome === 'aborted' ? 'unknown' : 'fail', code: seen.outcome, ...told };
      }),
    );
  },
});

function malformed({ shown, id, source }: Connection): Verdict<Code> {
  const args = { target: shown === '' ? '""' : shown, source };
  return { status: 'fail', code: 'malformed', subject: shown, connection: id, args };
}
