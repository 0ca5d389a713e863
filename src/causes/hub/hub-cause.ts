import { defineCause } from '../../plugin.js';
import type { InstanceCause, InstanceFacts } from '../../types/cause.js';
import type { FixKit, FixPlan } from '../../types/fix.js';
import type { Text } from '../../types/text.js';
import { say } from '../said.js';
import { decideHub, type HubDecision } from './rule.js';

const shared = {
  'proof.inside': {
    en: 'Asked from where Open WebUI runs, {target} ends in “{outcome}”{? ({error})}.',
    'zh-CN': '从 Open WebUI 所在位置访问 {target}，结果为“{outcome}”{?（{error}）}。',
  },
  'proof.host': {
    en: 'The log says that no embedding model could be loaded; asked from this machine, {target} ends in “{outcome}”{? ({error})}.',
    'zh-CN': '日志显示无法加载嵌入模型；从本机访问 {target}，结果为“{outcome}”{?（{error}）}。',
  },
  'proof.host-passes': {
    en: 'This machine itself gets an answer from {target}.',
    'zh-CN': '从本机访问 {target} 有应答。',
  },
  'proof.issuer': {
    en: 'The certificate shown there was issued by {issuer}.',
    'zh-CN': '那里出示的证书由 {issuer} 签发。',
  },
  'proof.endpoint': { en: 'HF_ENDPOINT is set to “{endpoint}”.', 'zh-CN': 'HF_ENDPOINT 设置为“{endpoint}”。' },
  'refuted.own-list': {
    en: 'The client judged by its own list of authorities: no variable puts another one in its place.',
    'zh-CN': '客户端使用自带的信任列表进行校验：没有变量将其替换。',
  },
  'refuted.trusted': {
    en: 'The answer came with the hub’s own certificate, which is trusted.',
    'zh-CN': '应答来自站点自己的、受信任的证书。',
  },
  'refuted.other-site': { en: '{host} answers from the same place.', 'zh-CN': '从同一位置访问 {host} 有应答。' },
  'refuted.spelling': {
    en: 'HF_ENDPOINT is wrong as it is written, whatever the network does.',
    'zh-CN': '无论网络如何，HF_ENDPOINT 的写法本身就有误。',
  },
  'fix.mirror': { en: 'Download from the mirror {mirror}', 'zh-CN': '改从镜像站 {mirror} 下载' },
  'effect.third-party': {
    en: '{mirror} is run by a third party: it sees what is downloaded, and what it delivers is trusted.',
    'zh-CN': '{mirror} 由第三方运营：它能看到下载了什么，而其提供的内容会被信任。',
  },
  'fix.offline': {
    en: 'Let Open WebUI use the model in its cache and ask Hugging Face no more',
    'zh-CN': '让 Open WebUI 使用缓存中的模型，不再访问 Hugging Face',
  },
  'effect.offline': {
    en: 'New models, for speech or documents, can then not be downloaded.',
    'zh-CN': '此后将无法下载新的语音或文档模型。',
  },
  'fix.wait': { en: 'Wait until Hugging Face answers again', 'zh-CN': '等待 Hugging Face 恢复' },
  'step.wait': {
    en: 'Look at https://status.huggingface.co, and run owui-doctor again later.',
    'zh-CN': '查看 https://status.huggingface.co，稍后再次运行 owui-doctor。',
  },
  'fix.engine': { en: 'Let Ollama make the embeddings', 'zh-CN': '改由 Ollama 生成嵌入向量' },
  'step.engine-pull': {
    en: 'Pull the model nomic-embed-text into Ollama.',
    'zh-CN': '在 Ollama 中拉取模型 nomic-embed-text。',
  },
  'step.engine-page': {
    en: 'In Open WebUI, open Admin settings, Documents, and choose Ollama and nomic-embed-text for embeddings; then index the documents anew.',
    'zh-CN': '在 Open WebUI 的管理设置“文档”中，将嵌入引擎设为 Ollama、模型设为 nomic-embed-text，然后重新索引文档。',
  },
  'rehearsal.answered': { en: 'It answered from where Open WebUI runs', 'zh-CN': '从 Open WebUI 所在位置访问有应答' },
  'rehearsal.needs-settings': {
    en: 'A change of variables and files is not tried beforehand',
    'zh-CN': '变量与文件的改动不会预先试验',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** What is one of these causes' own. */
export interface HubCause {
  readonly id: HubDecision['cause'];
  readonly title: Text;
  readonly messages: Readonly<Record<string, Text>>;
  readonly explain: InstanceCause['explain'];
  fixes(facts: InstanceFacts, kit: FixKit, decision: HubDecision): readonly FixPlan[];
}

/** A cause of the way to Hugging Face. */
export function hubCause({ id, title, messages, explain, fixes }: HubCause): InstanceCause {
  return defineCause({
    id,
    scope: 'instance',
    hop: 'huggingface',
    title,
    messages: { ...shared, ...messages },
    explain,
    diagnose: (facts) => {
      const found = decideHub(facts);
      if (found?.cause !== id) return [];
      const { certainty, explains, code, args, proof, refuted } = found;
      const message = say(code, { ...args, name: facts.instance.name });
      return [
        {
          cause: id,
          certainty,
          instance: facts.instance.name,
          explains,
          failingHop: 'huggingface',
          message,
          proof,
          refuted,
        },
      ];
    },
    prescribe: (_diagnosis, facts, kit) => {
      const found = decideHub(facts);
      return found?.cause === id ? fixes(facts, kit, found) : [];
    },
  });
}

const cannotTry: FixPlan['rehearsal'] = { result: 'not-possible', detail: say('rehearsal.needs-settings') };

/** The mirror, only where it was tried from inside and serves large files too. */
export function useMirror(facts: InstanceFacts, kit: FixKit): readonly FixPlan[] {
  const usable = facts.of('hub.mirror').find(({ status, said }) => status === 'pass' && said.code === 'usable');
  const mirror = usable?.subject;
  if (!mirror || mirror === 'https://huggingface.co') return [];
  return [
    kit.recreate(
      facts.instance,
      { setEnv: { HF_ENDPOINT: mirror, HF_HUB_DISABLE_XET: '1' } },
      {
        id: 'hf-mirror',
        title: say('fix.mirror', { mirror }),
        sideEffects: [say('effect.third-party', { mirror })],
        rehearsal: { result: 'verified', detail: say('rehearsal.answered') },
      },
    ),
  ];
}

/** The cached model is enough for what is there. */
export function stayOffline({ instance }: InstanceFacts, kit: FixKit): readonly FixPlan[] {
  const { embeddingCached, embeddingEngine } = instance.settings;
  if (embeddingEngine.value === '' && !(embeddingCached.known && embeddingCached.value)) return [];
  return [
    kit.recreate(
      instance,
      { setEnv: { HF_HUB_OFFLINE: '1' } },
      { id: 'hf-offline', title: say('fix.offline'), sideEffects: [say('effect.offline')], rehearsal: cannotTry },
    ),
  ];
}

/** Embeddings without Hugging Face. */
export function ollamaEmbeds({ instance }: InstanceFacts, kit: FixKit): readonly FixPlan[] {
  if (instance.settings.embeddingEngine.value !== '') return [];
  return [
    kit.plain({
      id: 'ollama-embeddings',
      title: say('fix.engine'),
      steps: [say('step.engine-pull'), say('step.engine-page')],
    }),
  ];
}

export { cannotTry };
