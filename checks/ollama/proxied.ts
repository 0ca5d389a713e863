import { defineCheck, ollamaTags, type Verdict, webui } from '../../src/plugin.js';
import { connections, connectionTexts, nothing } from '../shared/connections.js';
import { modelsOf, textMember } from '../shared/json.js';
import { ownUrl } from '../shared/own.js';
import { isNotUp, isStarting, startingText } from '../shared/starting.js';
import { idsOf, type Trouble, troubleArgs, troubleTexts } from '../shared/trouble.js';

type Code =
  | Trouble
  | keyof typeof connectionTexts
  | keyof typeof startingText
  | 'lists'
  | 'lists-none'
  | 'none-for-role'
  | 'nothing-to-list'
  | 'token-refused'
  | 'no-token';

export const proxied = defineCheck<Code>({
  id: 'ollama.proxied',
  scope: 'instance',
  title: { en: 'Open WebUI itself lists the models of Ollama', 'zh-CN': 'Open WebUI 自身能列出 Ollama 的模型' },
  explain: {
    en: 'With a token (--token-file or OWUI_DOCTOR_TOKEN): asks Open WebUI’s own /ollama/api/tags. It answers 200 with an empty list when Ollama is out of reach, so the list is compared with what Ollama itself tells.',
    'zh-CN':
      '提供令牌（--token-file 或 OWUI_DOCTOR_TOKEN）时，请求 Open WebUI 自身的 /ollama/api/tags。访问不到 Ollama 时它也会返回 200 和空列表，因此要与 Ollama 自身的列表进行比较。',
  },
  messages: {
    ...troubleTexts,
    ...connectionTexts,
    ...startingText,
    lists: { en: 'Open WebUI lists {count} models of Ollama.', 'zh-CN': 'Open WebUI 列出了 {count} 个 Ollama 模型。' },
    'lists-none': {
      en: 'Open WebUI lists no model, though Ollama answers with {models}.',
      'zh-CN': 'Open WebUI 没有列出任何模型，而 Ollama 返回了 {models} 个。',
    },
    'none-for-role': {
      en: 'Not known: the token belongs to the role {role}, which sees only the models that were granted to it.',
      'zh-CN': '未查明：该令牌的角色是 {role}，只能看到授权给它的模型。',
    },
    'nothing-to-list': {
      en: 'Ollama has no model to list, or does not answer.',
      'zh-CN': 'Ollama 没有可列出的模型，或没有应答。',
    },
    'token-refused': {
      en: 'Open WebUI refuses the token{? (status {status})}.',
      'zh-CN': 'Open WebUI 拒绝了该令牌{?（状态码 {status}）}。',
    },
    'no-token': { en: 'No token was given.', 'zh-CN': '没有提供令牌。' },
  },
  run: async ({ instance, inside, options, ask, now }): Promise<Verdict<Code>> => {
    if (options.token === null) return { status: 'skip', code: 'no-token' };
    const found = connections(instance);
    if (found.kind !== 'some') return nothing(found);
    const url = ownUrl(instance);
    const headers = { authorization: `Bearer ${options.token}` };
    const [[list], [user], ...direct] = await Promise.all([
      ask(inside, { ...webui(url, '/ollama/api/tags', 'webui-models'), headers }),
      ask(inside, { ...webui(url, '/api/v1/auths/', 'json'), headers }),
      ...found.list.flatMap(({ read, keyOf }) =>
        read.target ? [ask(inside, ollamaTags(read.target.base, keyOf)).then(([seen]) => seen)] : [],
      ),
    ]);
    const count = modelsOf(list).length;
    const models = direct.reduce((sum, seen) => sum + modelsOf(seen).length, 0);
    const role = textMember(user, 'role');
    const told = {
      args: { ...troubleArgs(`${url}/ollama/api/tags`, list), count, models, role, name: instance.name },
      observations: idsOf(list, user, ...direct),
    };
    const { status } = list.evidence;
    if (status === 401 || status === 403) return { status: 'warn', code: 'token-refused', ...told };
    if (isNotUp(list) && isStarting(instance, now())) return { status: 'unknown', code: 'starting', ...told };
    if (list.outcome !== 'ok')
      return { status: list.outcome === 'aborted' ? 'unknown' : 'fail', code: list.outcome, ...told };
    if (count > 0) return { status: 'pass', code: 'lists', ...told };
    if (models === 0) return { status: 'skip', code: 'nothing-to-list' };
    return role === 'admin'
      ? { status: 'fail', code: 'lists-none', ...told }
      : { status: 'unknown', code: 'none-for-role', ...told, observations: idsOf(user, list, ...direct) };
  },
});
