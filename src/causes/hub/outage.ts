import type { FixPlan } from '../../types/fix.js';
import { say } from '../said.js';
import { hubCause, ollamaEmbeds, stayOffline, useMirror } from './hub-cause.js';

export const outage = hubCause({
  id: 'hf-outage-5xx',
  title: { en: 'Hugging Face is out of order', 'zh-CN': 'Hugging Face 出现故障' },
  messages: {
    is: {
      en: '{host} answers with status {status}, over a connection that is well.',
      'zh-CN': '{host} 返回状态码 {status}，而连接本身正常。',
    },
  },
  explain: {
    what: {
      en: 'The servers of Hugging Face are disturbed. Nothing on this machine is wrong.',
      'zh-CN': 'Hugging Face 的服务器出现故障，本机没有问题。',
    },
    proof: {
      en: 'A trusted connection to huggingface.co brings an answer with a status from 500 on.',
      'zh-CN': '到 huggingface.co 的连接受信任，而返回的状态码在 500 以上。',
    },
    fixes: {
      en: 'Wait. Where a download is needed at once, a mirror that was tried; where the model is in the cache, HF_HUB_OFFLINE=1.',
      'zh-CN': '等待恢复。如果必须立即下载，可使用经过试用的镜像站；如果缓存中已有模型，可设置 HF_HUB_OFFLINE=1。',
    },
    wrongAdvice: {
      en: 'Changing name servers, certificates or proxies. The status page can lag behind.',
      'zh-CN': '更改 DNS、证书或代理。其状态页面可能滞后。',
    },
    sources: [
      'https://github.com/SYSTRAN/faster-whisper/issues/212',
      'https://github.com/huggingface/transformers/issues/23228',
      'https://github.com/huggingface/huggingface_hub/issues/2060',
    ],
  },
  fixes: (facts, kit, { finding }) => {
    const wait = (): FixPlan => kit.plain({ id: 'wait', title: say('fix.wait'), steps: [say('step.wait')] });
    const others = (): readonly FixPlan[] => [
      ...useMirror(facts, kit),
      ...stayOffline(facts, kit),
      ...ollamaEmbeds(facts, kit),
    ];
    // Only who cannot wait changes something for an outage.
    return finding.status === 'fail' ? [...others(), wait()] : [wait(), ...others()];
  },
});
