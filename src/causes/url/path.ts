import { urlCause } from './url-cause.js';

export const pathSuffix = urlCause({
  id: 'url-path-suffix',
  title: { en: 'The Ollama URL has a path that does not belong there', 'zh-CN': 'Ollama URL 带有多余的路径' },
  messages: {
    is: {
      en: '{url} is in force. Open WebUI appends /api/tags to it, and that path does not exist there; {instead} answers.',
      'zh-CN': '当前生效的是 {url}。Open WebUI 会在其后追加 /api/tags，而那里没有这个路径；{instead} 有应答。',
    },
  },
  explain: {
    what: {
      en: 'The value ends in /api, /v1 or the like, as older guides and guides for OpenAI have it. Open WebUI appends its own paths to it.',
      'zh-CN': '值以 /api、/v1 等结尾，旧教程和面向 OpenAI 的教程常这样写。Open WebUI 会在其后追加自己的路径。',
    },
    proof: {
      en: 'The URL with its path does not answer as Ollama, the same one without does. Both are asked: behind a reverse proxy, a path can be right.',
      'zh-CN': '带路径的 URL 没有得到 Ollama 的应答，去掉路径后则有。两者都会访问：在反向代理之后，路径可能是正确的。',
    },
    wrongAdvice: {
      en: 'Do not take a path away unseen: a reverse proxy may serve Ollama below /ollama/.',
      'zh-CN': '不要不经验证就去掉路径：反向代理可能把 Ollama 放在 /ollama/ 之下。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/691',
      'https://github.com/open-webui/open-webui/issues/209',
      'https://github.com/open-webui/open-webui/issues/685',
      'https://github.com/TauricResearch/TradingAgents/pull/667',
    ],
  },
});

export const trailingSlash = urlCause({
  id: 'url-trailing-slash',
  title: { en: 'The slash at the end of the Ollama URL does harm', 'zh-CN': 'Ollama URL 末尾的斜杠导致失败' },
  messages: {
    is: {
      en: '{url} is in force. With its last slash, Open WebUI asks for //api/tags, which the server there refuses; {instead} answers.',
      'zh-CN': '当前生效的是 {url}。由于末尾的斜杠，Open WebUI 请求的是 //api/tags，被该服务器拒绝；{instead} 有应答。',
    },
  },
  explain: {
    what: {
      en: 'Open WebUI puts /api/tags behind the URL, so that a slash at its end makes two. Ollama itself redirects such a path; strict servers in front of it answer 404, and with an old Ollama lists work while chats fail.',
      'zh-CN':
        'Open WebUI 在 URL 之后追加 /api/tags，末尾的斜杠会使其变成两个。Ollama 自身会重定向这种路径；位于其前面的严格服务器会返回 404，而旧版 Ollama 会出现能列出模型但无法聊天的情况。',
    },
    proof: {
      en: 'The URL with the slash does not answer as Ollama, the same one without does. Where it answers all the same, it is a warning and no cause.',
      'zh-CN': '带斜杠的 URL 没有得到 Ollama 的应答，去掉斜杠后则有。若带斜杠也有应答，则只是警告，不是原因。',
    },
    wrongAdvice: {
      en: 'Taking the slash from the environment variable while the stored setting keeps it.',
      'zh-CN': '只去掉环境变量中的斜杠，而数据库中的设置仍保留着它。',
    },
    sources: ['https://github.com/open-webui/open-webui/issues/1295'],
  },
});
