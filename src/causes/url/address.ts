import { urlCause } from './url-cause.js';

export const httpsToHttp = urlCause({
  id: 'url-https-to-http-port',
  title: {
    en: 'The Ollama URL says https, but Ollama speaks plain HTTP',
    'zh-CN': 'Ollama URL 使用 https，而 Ollama 只支持明文 HTTP',
  },
  messages: {
    is: {
      en: '{url} is in force, but no TLS is spoken there; {instead} answers.',
      'zh-CN': '当前生效的是 {url}，但那里不支持 TLS；{instead} 有应答。',
    },
  },
  explain: {
    what: {
      en: 'Ollama itself speaks no TLS. Open WebUI’s server asks it, not the browser, so a page that is served by https needs no https here.',
      'zh-CN':
        'Ollama 自身不支持 TLS。访问它的是 Open WebUI 的服务器而不是浏览器，因此即使页面使用 https，这里也不需要 https。',
    },
    proof: {
      en: 'The TLS handshake fails as it does with a server of plain HTTP, and the same address answers by http.',
      'zh-CN': 'TLS 握手失败，表现与明文 HTTP 服务器一致，而用 http 访问同一地址有应答。',
    },
    wrongAdvice: {
      en: '“ssl:default” in the log is no sign of TLS. AIOHTTP_CLIENT_SESSION_SSL=false switches off the check of certificates, not TLS.',
      'zh-CN':
        '日志中的“ssl:default”并不表示使用了 TLS。AIOHTTP_CLIENT_SESSION_SSL=false 关闭的是证书校验，而不是 TLS。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/4062',
      'https://github.com/ollama/ollama/issues/8311',
      'https://github.com/ollama/ollama/issues/1446',
      'https://github.com/ollama/ollama-python/issues/174',
    ],
  },
});

export const unspecifiedAddress = urlCause({
  id: 'url-0.0.0.0-as-client',
  title: { en: 'The Ollama URL names an address to listen on', 'zh-CN': 'Ollama URL 使用了用于监听的地址' },
  messages: {
    is: {
      en: '{url} is in force. {host} is an address to listen on; to connect to, it means the container itself, where no Ollama runs.',
      'zh-CN': '当前生效的是 {url}。{host} 是用于监听的地址；作为连接目标时指容器自身，而其中没有运行 Ollama。',
    },
    'is.bound': {
      en: '{url} is in force. {host} means the container itself there; Ollama runs on this machine and listens on its loopback address only.',
      'zh-CN': '当前生效的是 {url}。{host} 在此处指容器自身；而 Ollama 运行在本机上，且只监听本机的回环地址。',
    },
  },
  explain: {
    what: {
      en: '0.0.0.0 was copied from OLLAMA_HOST, where it means “listen on all addresses”. As a destination it means the own machine, which in a container is the container.',
      'zh-CN':
        '0.0.0.0 是从 OLLAMA_HOST 抄来的，在那里它表示“监听所有地址”。作为连接目标时它指自身，在容器中就是容器自己。',
    },
    proof: {
      en: 'The connection is refused inside, and another address answers as Ollama. With host networking on Linux the address works, and is a warning only.',
      'zh-CN': '从容器内部连接被拒绝，而另一个地址有 Ollama 应答。在 Linux 上使用主机网络时该地址可用，只给出警告。',
    },
    wrongAdvice: {
      en: 'Calling it wrong in every case: with host networking on Linux it works.',
      'zh-CN': '认为它在任何情况下都是错的：在 Linux 上使用主机网络时它可以工作。',
    },
    sources: [
      'https://github.com/wandb/openui/issues/192',
      'https://github.com/ollama/ollama/issues/2132',
      'https://github.com/ollama/ollama/issues/4674',
    ],
  },
});

export const mistypedUrl = urlCause({
  id: 'url-typo-host-port',
  title: { en: 'The Ollama URL is mistyped', 'zh-CN': 'Ollama URL 拼写有误' },
  messages: {
    is: {
      en: '{url} is in force and does not answer; {instead}, which is spelt much like it, does.',
      'zh-CN': '当前生效的是 {url}，没有应答；而拼写与之相近的 {instead} 有应答。',
    },
    'is.single-slash': {
      en: '{url} is in force, with one slash where two belong. Meant: {instead}.',
      'zh-CN': '当前生效的是 {url}，本应有两个斜杠的位置只有一个。应为：{instead}。',
    },
    'is.typo-scheme': {
      en: '{url} is in force, with a mistyped http. Meant: {instead}.',
      'zh-CN': '当前生效的是 {url}，其中的 http 拼写有误。应为：{instead}。',
    },
    'is.bad-port': {
      en: '{url} is in force, with a port that does not exist. Meant: {instead}.',
      'zh-CN': '当前生效的是 {url}，其中的端口并不存在。应为：{instead}。',
    },
  },
  explain: {
    what: {
      en: 'A digit, a letter or a slash too many or too few: 120.0.0.1, 1143, 114344, htpp://, http:/host.',
      'zh-CN': '多了或少了一个数字、字母或斜杠：120.0.0.1、1143、114344、htpp://、http:/host。',
    },
    proof: {
      en: 'A URL that differs by very little answers as Ollama from inside, or Open WebUI’s client cannot read the one in force at all. Addresses of private networks are never taken for typing errors.',
      'zh-CN':
        '与之仅有细微差别的 URL 从容器内部得到 Ollama 的应答，或者 Open WebUI 的客户端根本无法解析生效的 URL。私有网络的地址绝不会被当作拼写错误。',
    },
    wrongAdvice: {
      en: 'Correcting it without asking whether the corrected URL answers.',
      'zh-CN': '不验证更正后的 URL 是否有应答就直接更正。',
    },
    sources: ['https://github.com/open-webui/docs/pull/444', 'https://github.com/open-webui/open-webui/issues/5752'],
  },
});
