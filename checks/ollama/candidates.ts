import { defineCheck, ollamaTags, ollamaVersion, candidates as possible, type Verdict } from '../../src/plugin.js';
import { connections, connectionTexts, nothing } from '../shared/connections.js';
import { modelsOf } from '../shared/json.js';
import { soon } from '../shared/soon.js';
import { idsOf } from '../shared/trouble.js';

type Code = 'answer' | 'none-answers' | 'not-needed' | 'not-made' | keyof typeof connectionTexts;

export const candidates = defineCheck<Code>({
  id: 'ollama.candidates',
  scope: 'instance',
  title: { en: 'Other ways to an Ollama are looked for', 'zh-CN': '已查找通往 Ollama 的其他途径' },
  explain: {
    en: 'Only where a URL in force does not answer: asks the other addresses at which an Ollama could be reached from where Open WebUI runs — host names, gateways, containers by name, corrected spellings — so that a fix names only a URL that answers.',
    'zh-CN':
      '仅在某个生效的 URL 没有应答时进行：从 Open WebUI 所在位置访问其他可能到达 Ollama 的地址（主机名、网关、容器名、更正后的拼写），使修复方案只给出确有应答的 URL。',
  },
  messages: {
    ...connectionTexts,
    answer: { en: 'An Ollama answers at {urls}.', 'zh-CN': 'Ollama 在 {urls} 应答。' },
    'none-answers': {
      en: 'No Ollama answers at any of the {count} other addresses that were tried.',
      'zh-CN': '尝试的其他 {count} 个地址均没有 Ollama 应答。',
    },
    'not-made': { en: 'Not known: the probes could not be made.', 'zh-CN': '未查明：无法进行探测。' },
    'not-needed': { en: 'Every URL in force answers.', 'zh-CN': '所有生效的 URL 均有应答。' },
  },
  run: async ({ deployment, instance, inside, ask, signal }): Promise<Verdict<Code>> => {
    const found = connections(instance);
    if (found.kind !== 'some') return nothing(found);
    const inForce = Promise.all(
      found.list.map(async ({ keyOf, read: { target } }) =>
        target ? (await ask(inside, ollamaTags(target.base, keyOf)))[0] : null,
      ),
    );
    const allAnswer = (seen: Awaited<typeof inForce>): boolean => seen.every((one) => one?.outcome === 'ok');
    const early = await soon(inForce, signal);
    if (early && allAnswer(early)) return { status: 'skip', code: 'not-needed' };
    const urls = possible(deployment, instance).map(({ url }) => url);
    const [late, tried] = await Promise.all([
      inForce,
      Promise.all(
        urls.map(async (url) => {
          const [[tags], [version]] = await Promise.all([
            ask(inside, ollamaTags(url)),
            ask(inside, ollamaVersion(url)),
          ]);
          return { url, tags, version };
        }),
      ),
    ]);
    if (allAnswer(late)) return { status: 'skip', code: 'not-needed' };
    if (late.some((one) => one?.outcome === 'aborted') && tried.every(({ tags }) => tags.outcome === 'aborted'))
      return {
        status: 'unknown',
        code: 'not-made',
        observations: idsOf(...late.filter((one) => one?.outcome === 'aborted'), ...late),
      };
    const answering = tried.filter(({ tags }) => tags.outcome === 'ok');
    const observations = idsOf(...[...answering, ...tried].flatMap(({ tags, version }) => [tags, version]));
    if (answering.length === 0)
      return { status: 'pass', code: 'none-answers', args: { count: tried.length }, observations };
    return {
      status: 'pass',
      code: 'answer',
      args: {
        urls: answering.map(({ url }) => url),
        models: answering.map(({ tags }) => String(modelsOf(tags).length)),
      },
      observations,
    };
  },
});
