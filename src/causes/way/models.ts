import { readOllamaUrl } from '../../deployment/url.js';
import { defineCause } from '../../plugin.js';
import type { Diagnosis, InstanceFacts } from '../../types/cause.js';
import type { Finding } from '../../types/check.js';
import type { OllamaServer } from '../../types/deployment.js';
import { say } from '../said.js';
import { answered } from './row.js';

export const noModels = defineCause({
  id: 'no-models-pulled',
  scope: 'instance',
  hop: 'ollama',
  title: { en: 'Ollama has no models yet', 'zh-CN': 'Ollama 中还没有模型' },
  messages: {
    is: {
      en: 'The way to Ollama at {url} is open, but it has no model to offer.',
      'zh-CN': '到 {url} 的 Ollama 的通路正常，但其中没有任何模型。',
    },
    'refuted.answers': { en: 'Ollama answers at {url}.', 'zh-CN': '{url} 的 Ollama 有应答。' },
    'proof.empty': {
      en: 'Ollama’s list of models, asked from where Open WebUI runs, is empty.',
      'zh-CN': '从 Open WebUI 所在位置获取的 Ollama 模型列表为空。',
    },
  },
  explain: {
    what: {
      en: 'The connection works and the store of models is empty: a fresh installation, a new volume, or an Ollama that runs as another user than the one who pulled the models.',
      'zh-CN': '连接正常，但模型库为空：可能是全新安装、新的数据卷，或者运行 Ollama 的用户与拉取模型的用户不同。',
    },
    proof: {
      en: 'Ollama answers from inside, and the list in its answer is empty.',
      'zh-CN': '从容器内部访问 Ollama 有应答，且其返回的列表为空。',
    },
    fixes: {
      en: 'Pull a model into the Ollama that Open WebUI asks.',
      'zh-CN': '在 Open WebUI 所访问的 Ollama 中拉取一个模型。',
    },
    wrongAdvice: {
      en: 'Treating it as a fault of the network, or installing Open WebUI anew. Accounts without administrator rights may see no models because models are private at first.',
      'zh-CN': '当作网络故障处理，或重新安装 Open WebUI。非管理员账户看不到模型，也可能是因为模型默认是私有的。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/272',
      'https://github.com/open-webui/open-webui/issues/3830',
      'https://github.com/ollama/ollama/issues/3041',
      'https://github.com/open-webui/open-webui/issues/4092',
    ],
  },
  diagnose: (facts): readonly Diagnosis[] => {
    const [empty] = facts.troubled('ollama.models');
    const url = workingUrl(facts);
    if (!empty || url === null) return [];
    return [
      {
        cause: 'no-models-pulled',
        certainty: 'proven',
        instance: facts.instance.name,
        explains: ['ollama.models', 'ollama.proxied'],
        failingHop: 'ollama',
        message: say('is', { url }),
        proof: [{ observation: observationOf(empty, facts), says: say('proof.empty') }],
        refuted: [{ cause: 'ollama-not-running', because: say('refuted.answers', { url }) }],
      },
    ];
  },
  prescribe: (_diagnosis, facts, kit) => {
    const url = workingUrl(facts);
    return url === null ? [] : [kit.pull(serverAt(facts, url), url)];
  },
});

/** The first URL in force that answers; models are pulled there. */
export function workingUrl(facts: InstanceFacts): string | null {
  const { ollamaUrls } = facts.instance.settings;
  for (const { url, enabled } of ollamaUrls.known ? ollamaUrls.value : []) {
    const base = readOllamaUrl(url).target?.base;
    if (enabled && base !== undefined && answered(facts, base)) return base.replace(/\/+$/, '');
  }
  return null;
}

function observationOf(finding: Finding, facts: InstanceFacts): string | null {
  const url = workingUrl(facts);
  return finding.observations[0] ?? (url === null ? null : (answered(facts, url)?.id ?? null));
}

/** The Ollama of this machine that a URL leads to, where that is certain: by container name, or by its port. */
export function serverAt({ deployment, instance }: InstanceFacts, url: string): OllamaServer | null {
  const { target } = readOllamaUrl(url);
  if (!target) return null;
  const mine = new Set(instance.container?.networks.map(({ name }) => name));
  const byName = deployment.ollamas.find(
    ({ run }) =>
      run.kind === 'container' &&
      run.container.networks.some(
        ({ name, aliases, address }) =>
          mine.has(name) &&
          (run.container.name === target.host || aliases.includes(target.host) || address === target.host),
      ),
  );
  const listening = deployment.ollamas.filter(({ listens }) => listens.some(({ port }) => port === target.port));
  const here =
    /^(localhost|127\.|host\.(docker|containers)\.internal)/.test(target.host) ||
    target.host === deployment.host.bridgeGateway ||
    deployment.host.addresses.some(({ address }) => address === target.host);
  return byName ?? (here && listening.length === 1 ? (listening[0] ?? null) : null);
}
