import { urlCause } from './url-cause.js';

export const missingScheme = urlCause({
  id: 'url-missing-scheme',
  title: { en: 'The Ollama URL lacks http://', 'zh-CN': 'Ollama URL 缺少 http://' },
  messages: {
    is: {
      en: '{url} is in force. Without http:// in front, Open WebUI’s client takes the part before the colon for a scheme and asks nobody. Meant: {instead}.',
      'zh-CN':
        '当前生效的是 {url}。开头没有 http:// 时，Open WebUI 的客户端会把冒号前的部分当作协议，不会发出任何请求。应为：{instead}。',
    },
  },
  explain: {
    what: {
      en: 'The value is a host and a port, such as 192.168.1.11:11434, without http:// in front.',
      'zh-CN': '值只是主机和端口，例如 192.168.1.11:11434，前面没有 http://。',
    },
    proof: {
      en: 'The URL in force has no scheme; the same one with http:// in front answers as Ollama from inside.',
      'zh-CN': '生效的 URL 没有协议部分；在前面加上 http:// 后，从容器内部得到 Ollama 的应答。',
    },
    wrongAdvice: {
      en: 'curl guesses http://, so that “curl works in the container” proves nothing.',
      'zh-CN': 'curl 会自动补上 http://，因此“在容器里 curl 可以访问”不能说明问题。',
    },
    sources: ['https://github.com/open-webui/open-webui/issues/7197'],
  },
});

export const missingPort = urlCause({
  id: 'url-missing-port',
  title: { en: 'The Ollama URL lacks its port', 'zh-CN': 'Ollama URL 缺少端口' },
  messages: {
    is: {
      en: '{url} is in force. Without a port it means port {port}, where no Ollama answers; {instead} does.',
      'zh-CN': '当前生效的是 {url}。没有写端口就表示端口 {port}，那里没有 Ollama 应答；而 {instead} 有应答。',
    },
  },
  explain: {
    what: {
      en: 'A URL without a port means 80 or 443. Ollama’s own variable OLLAMA_HOST defaults to 11434; a URL does not.',
      'zh-CN': 'URL 不写端口时表示 80 或 443。Ollama 自己的变量 OLLAMA_HOST 默认端口是 11434，而 URL 不是。',
    },
    proof: {
      en: 'The URL in force names no port and fails; the same host answers as Ollama at 11434.',
      'zh-CN': '生效的 URL 没有写端口且访问失败；同一主机的 11434 端口有 Ollama 应答。',
    },
    wrongAdvice: {
      en: 'OLLAMA_HOST=0.0.0.0 does not change the port that a URL means.',
      'zh-CN': 'OLLAMA_HOST=0.0.0.0 不会改变 URL 所指的端口。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/209',
      'https://github.com/open-webui/open-webui/pull/201',
      'https://github.com/open-webui/open-webui/issues/685',
    ],
  },
});
