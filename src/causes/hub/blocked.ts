import { hubCause, ollamaEmbeds, stayOffline, useMirror } from './hub-cause.js';

export const blocked = hubCause({
  id: 'hf-blocked-reset',
  title: { en: 'Something on the way blocks Hugging Face', 'zh-CN': '途中有设备阻断了 Hugging Face' },
  messages: {
    is: {
      en: 'Connections from {name} to {host} are cut on the way{? ({outcome})}, while another site answers.',
      'zh-CN': '从 {name} 到 {host} 的连接在途中被切断{?（{outcome}）}，而其他站点有应答。',
    },
    'is.alone': {
      en: 'Connections from {name} to {host} are cut on the way{? ({outcome})}.',
      'zh-CN': '从 {name} 到 {host} 的连接在途中被切断{?（{outcome}）}。',
    },
  },
  explain: {
    what: {
      en: 'A firewall, a provider or a school’s network drops or resets connections to huggingface.co, or its name server gives a false address. Open WebUI fetches its embedding and speech models there; chats with Ollama do not need it.',
      'zh-CN':
        '防火墙、运营商或校园网络丢弃或重置到 huggingface.co 的连接，或者其 DNS 返回错误的地址。Open WebUI 从那里获取嵌入模型和语音模型；与 Ollama 聊天并不需要它。',
    },
    proof: {
      en: 'The connection is reset, closed in the TLS handshake or swallowed, while another site answers. Where no site answers, the machine is offline and nothing is claimed. Certificates that are not trusted have another cause.',
      'zh-CN':
        '连接被重置、在 TLS 握手时被关闭或没有任何回应，而另一个站点有应答。如果没有任何站点应答，则说明处于离线状态，不作结论。证书不受信任属于另一种原因。',
    },
    fixes: {
      en: 'A mirror, suggested only after it answered from inside and its files could be reached; it is a third party. A proxy, with NO_PROXY for Ollama’s host. Embeddings made by Ollama. With the model in the cache, HF_HUB_OFFLINE=1.',
      'zh-CN':
        '使用镜像站，仅在从容器内部有应答且能获取文件后才建议；镜像站属于第三方。使用代理，并在 NO_PROXY 中列出 Ollama 的主机。改由 Ollama 生成嵌入向量。若缓存中已有模型，可设置 HF_HUB_OFFLINE=1。',
    },
    wrongAdvice: {
      en: 'Errors about Hugging Face in the log are seldom why Ollama is not found. An “SSL error” here is no matter of certificates.',
      'zh-CN': '日志中关于 Hugging Face 的错误很少是找不到 Ollama 的原因。这里的“SSL 错误”与证书无关。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/1120',
      'https://github.com/open-webui/open-webui/issues/917',
      'https://github.com/open-webui/open-webui/issues/9727',
      'https://github.com/Avarok-Cybersecurity/dgx-vllm/issues/16',
    ],
  },
  fixes: (facts, kit) => [...useMirror(facts, kit), ...ollamaEmbeds(facts, kit), ...stayOffline(facts, kit)],
});
