import {
  defineCheck,
  type Observation,
  ollamaTags,
  ollamaTagsByCurl,
  ollamaVersion,
  ollamaVersionByCurl,
  type Verdict,
} from '../../src/plugin.js';
import { connections, connectionTexts, nothing } from '../shared/connections.js';
import { samePortHere, urlsAt } from '../shared/here.js';
import { member, modelsOf, textMember } from '../shared/json.js';
import { idsOf } from '../shared/trouble.js';

type Code = 'same' | 'different' | 'no-version' | 'answers-as-ollama' | 'no-answer' | keyof typeof connectionTexts;

export const identity = defineCheck<Code>({
  id: 'ollama.identity',
  scope: 'instance',
  title: {
    en: 'It is Ollama that answers, the same one from both sides',
    'zh-CN': '应答的确实是 Ollama，且两侧访问到的是同一个',
  },
  explain: {
    en: 'Asks the version route besides the list of models, and compares version and model digests between this machine and the container where the URL leads to this machine. Two servers on one port at different addresses look like vanished models.',
    'zh-CN':
      '除模型列表外再查询版本接口；当 URL 指向本机时，比较从本机和从容器得到的版本与模型摘要。两个服务在不同地址上占用同一端口时，看起来就像模型消失了。',
  },
  messages: {
    ...connectionTexts,
    same: { en: 'Ollama {version} answers from both sides.', 'zh-CN': '两侧访问到的都是 Ollama {version}。' },
    'answers-as-ollama': { en: 'Ollama {version} answers at {url}.', 'zh-CN': '在 {url} 应答的是 Ollama {version}。' },
    different: {
      en: 'Open WebUI reaches Ollama {version} at {url}; this machine reaches another one, {other}, at {hostUrl}.',
      'zh-CN': 'Open WebUI 通过 {url} 访问到 Ollama {version}；本机通过 {hostUrl} 访问到的是另一个（{other}）。',
    },
    'no-version': {
      en: '{url} lists models, but does not tell Ollama’s version: a proxy or another program answers.',
      'zh-CN': '{url} 会列出模型，但不提供 Ollama 版本：应答的是代理或其他程序。',
    },
    'no-answer': { en: 'No Ollama answers at {url}.', 'zh-CN': '在 {url} 没有 Ollama 应答。' },
  },
  run: async ({ deployment, instance, host, inside, ask }) => {
    const found = connections(instance);
    if (found.kind !== 'some') return nothing(found);
    const rows = found.list.map(async ({ shown, keyOf, read: { target } }): Promise<Verdict<Code>> => {
      if (!target) return { status: 'skip', code: 'no-answer', subject: shown, args: { url: shown } };
      const port = host && samePortHere(target, deployment, instance);
      const [[tags], [version], others] = await Promise.all([
        ask(inside, ollamaTags(target.base, keyOf)),
        ask(inside, ollamaVersion(target.base, keyOf)),
        Promise.all(
          host && port
            ? urlsAt(port, deployment).map(async (url) => {
                const [[list], [told]] = await Promise.all([
                  ask(host, ollamaTagsByCurl(url)),
                  ask(host, ollamaVersionByCurl(url)),
                ]);
                return { url, list, told };
              })
            : [],
        ),
      ]);
      if (tags.outcome !== 'ok') return { status: 'skip', code: 'no-answer', subject: shown, args: { url: shown } };
      const here = others.filter(({ list }) => list.outcome === 'ok');
      const twin = here.find(({ list, told }) => fingerprint(list, told) === fingerprint(tags, version));
      const [other] = here;
      const told = {
        subject: shown,
        args: {
          url: shown,
          version: textMember(version, 'version'),
          other: other ? textMember(other.told, 'version') : null,
          hostUrl: (twin ?? other)?.url ?? null,
        },
        observations: idsOf(
          version.outcome === 'ok' ? tags : version,
          tags,
          version,
          ...here.flatMap((one) => [one.list, one.told]),
        ),
      };
      if (version.outcome !== 'ok') return { status: 'pass', code: 'no-version', ...told };
      if (twin) return { status: 'pass', code: 'same', ...told };
      return other
        ? { status: 'warn', code: 'different', ...told }
        : { status: 'pass', code: 'answers-as-ollama', ...told };
    });
    return Promise.all(rows);
  },
});

/** What tells one Ollama from another: its version and the digests of its models. */
function fingerprint(tags: Observation, version: Observation): string {
  const digests = modelsOf(tags).map((model) => String(member(model, 'digest') ?? member(model, 'name')));
  return [textMember(version, 'version'), ...digests.sort()].join('\n');
}
