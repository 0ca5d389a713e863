import { readOllamaUrl } from '../../deployment/url.js';
import { defineCause } from '../../plugin.js';
import type { Diagnosis, InstanceFacts } from '../../types/cause.js';
import { say } from '../said.js';
import { serverAt, workingUrl } from './models.js';
import { answered } from './row.js';

export const tooOld = defineCause({
  id: 'ollama-version-too-old',
  scope: 'instance',
  hop: 'ollama',
  title: { en: 'This Ollama is too old for what is asked of it', 'zh-CN': '此 Ollama 版本过旧，无法完成请求' },
  messages: {
    'is.route-missing': {
      en: 'Ollama {version} at {url} does not know a request that Open WebUI makes{? (status {status})}.',
      'zh-CN': '{url} 的 Ollama {version} 不认识 Open WebUI 的一项请求{?（状态码 {status}）}。',
    },
    'is.pull-refused': {
      en: 'Ollama {version} at {url} refused to pull a model that needs a newer version (status 412); the latest is {latest}.',
      'zh-CN': '{url} 的 Ollama {version} 拒绝拉取需要更新版本的模型（状态码 412）；最新版本是 {latest}。',
    },
    'refuted.other-routes': {
      en: 'Ollama answers other requests at {url}.',
      'zh-CN': '{url} 的 Ollama 能够应答其他请求。',
    },
    'proof.request': {
      en: 'The request fails: {code}, with Ollama {version}.',
      'zh-CN': '请求失败：{code}，Ollama 版本为 {version}。',
    },
  },
  explain: {
    what: {
      en: 'A model or a feature needs a newer Ollama than the one that answers: the package of a distribution, the Ollama inside Open WebUI’s image, or an old server beside an updated program.',
      'zh-CN':
        '某个模型或功能需要比当前应答的更新的 Ollama：可能是发行版的软件包、Open WebUI 镜像自带的 Ollama，或程序已更新而旧的服务仍在运行。',
    },
    proof: {
      en: 'A request fails for the version: status 412 when a model is pulled, or a route that is missing. Being behind the latest release is no fault by itself, and builds that call themselves 0.0.0 are not called old.',
      'zh-CN':
        '有请求因版本而失败：拉取模型时返回状态码 412，或者缺少某个接口。仅仅落后于最新版本不算故障，自称 0.0.0 的构建不会被判为过旧。',
    },
    fixes: {
      en: 'Bring Ollama up to date the way it was installed; its models stay.',
      'zh-CN': '按照原来的安装方式更新 Ollama；模型会保留。',
    },
    wrongAdvice: {
      en: 'Updating Open WebUI. Re-creating Ollama’s container without its volume, which loses the models.',
      'zh-CN': '更新 Open WebUI。不带数据卷重建 Ollama 容器，那样会丢失模型。',
    },
    sources: [
      'https://github.com/ollama/ollama/issues/7651',
      'https://github.com/ollama/ollama/issues/11457',
      'https://github.com/open-webui/open-webui/issues/3652',
      'https://github.com/ollama/ollama/issues/8458',
    ],
  },
  diagnose: (facts) =>
    facts
      .troubled('ollama.routes')
      .filter(({ said }) => said.code === 'route-missing' || said.code === 'pull-refused')
      .slice(0, 1)
      .map(({ said, subject, observations }) => ({
        cause: 'ollama-version-too-old',
        ...otherRoutes(facts, subject),
        instance: facts.instance.name,
        explains: ['ollama.routes', 'ollama.version'],
        subjects: subject === null ? undefined : [subject],
        failingHop: 'ollama' as const,
        message: say(`is.${said.code}`, { ...said.args, url: subject }),
        proof: [
          { observation: observations[0] ?? null, says: say('proof.request', { ...said.args, code: said.code }) },
        ],
      })),
  prescribe: ({ subjects }, facts, kit) => {
    const url = subjects?.[0] ?? workingUrl(facts);
    return [kit.update(url === null ? null : serverAt(facts, url))];
  },
});

/** Another program in the place of Ollama lacks routes, too: the list of models tells the two apart. */
function otherRoutes(facts: InstanceFacts, url: string | null): Pick<Diagnosis, 'certainty' | 'refuted'> {
  const base = url === null ? undefined : readOllamaUrl(url).target?.base;
  return base !== undefined && answered(facts, base)
    ? { certainty: 'proven', refuted: [{ cause: 'not-ollama-on-port', because: say('refuted.other-routes', { url }) }] }
    : { certainty: 'likely', refuted: [] };
}
