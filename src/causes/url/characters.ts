import { urlCause } from './url-cause.js';

export const quotesInUrl = urlCause({
  id: 'url-quotes-in-env',
  title: { en: 'Quotes are part of the Ollama URL', 'zh-CN': '引号成了 Ollama URL 的一部分' },
  messages: {
    is: {
      en: '{url} is in force, quotes included: Open WebUI’s client takes that for no URL. Meant: {instead}.',
      'zh-CN': '当前生效的是 {url}，其中包含引号：Open WebUI 的客户端不认为这是 URL。应为：{instead}。',
    },
  },
  explain: {
    what: {
      en: 'docker run --env-file and lists in compose files keep quotes as part of a value; a shell takes them away.',
      'zh-CN': 'docker run --env-file 和 compose 文件中的列表写法会把引号保留为值的一部分；shell 则会去掉引号。',
    },
    proof: {
      en: 'The URL in force begins or ends with a quote; without quotes it answers as Ollama from inside.',
      'zh-CN': '生效的 URL 以引号开头或结尾；去掉引号后，从容器内部得到 Ollama 的应答。',
    },
    wrongAdvice: {
      en: '“curl $OLLAMA_BASE_URL works” in a shell that has taken the quotes away. On 0.10 and later a corrected file does not reach a volume that was started before.',
      'zh-CN':
        '在已去掉引号的 shell 中“curl $OLLAMA_BASE_URL 可以访问”。在 0.10 及以后的版本中，更正后的文件对已启动过的数据卷不起作用。',
    },
    sources: [
      'https://github.com/moby/moby/issues/46773',
      'https://github.com/docker/cli/issues/3630',
      'https://github.com/docker/docs/pull/25799',
      'https://github.com/ethersphere/bee/pull/1277',
    ],
  },
});

export const blanksInUrl = urlCause({
  id: 'url-whitespace-cr',
  title: { en: 'Blanks are part of the Ollama URL', 'zh-CN': 'Ollama URL 中含有空白字符' },
  messages: {
    is: {
      en: 'The URL in force ({url}) holds a blank or an invisible character. Meant: {instead}.',
      'zh-CN': '当前生效的 URL（{url}）中含有空白字符或不可见字符。应为：{instead}。',
    },
  },
  explain: {
    what: {
      en: 'A space, a carriage return of a file from Windows, or an invisible character that came along by copy and paste stands in the URL.',
      'zh-CN': 'URL 中含有空格、来自 Windows 文件的回车符，或复制粘贴时带入的不可见字符。',
    },
    proof: {
      en: 'The URL in force holds such a character where it does harm, and the cleaned one answers as Ollama from inside. Blanks behind the port are tolerated, and are a warning at most.',
      'zh-CN':
        '生效的 URL 在有害的位置含有这类字符，清理后的 URL 从容器内部得到 Ollama 的应答。端口之后的空白可以容忍，至多给出警告。',
    },
    wrongAdvice: {
      en: 'Looking at it: such characters do not show. Type the URL anew instead of pasting it.',
      'zh-CN': '用肉眼检查：这些字符看不见。请重新输入 URL，不要粘贴。',
    },
    sources: [
      'https://github.com/bartolli/ollama-bearer-auth-caddy/issues/2',
      'https://github.com/open-webui/open-webui/issues/1295',
    ],
  },
});

export const commaSeparated = urlCause({
  id: 'urls-comma-separator',
  title: { en: 'Several Ollama URLs stand in one entry', 'zh-CN': '一个条目中写了多个 Ollama URL' },
  messages: {
    is: {
      en: '{url} is in force as one entry: Open WebUI separates URLs by semicolons only. Meant: {instead}.',
      'zh-CN': '{url} 作为一个条目生效：Open WebUI 只用分号分隔多个 URL。应为：{instead}。',
    },
  },
  explain: {
    what: {
      en: 'OLLAMA_BASE_URLS is split at semicolons. A list with commas or blanks becomes one entry that is no URL.',
      'zh-CN': 'OLLAMA_BASE_URLS 以分号分隔。用逗号或空格分隔的列表会成为一个不是 URL 的条目。',
    },
    proof: {
      en: 'One entry holds several URLs; each of them answers as Ollama when asked alone.',
      'zh-CN': '一个条目中含有多个 URL；单独访问时，每个都有 Ollama 的应答。',
    },
    wrongAdvice: {
      en: 'Public examples with commas; those belong to OLLAMA_ORIGINS. In a shell the semicolon has to be quoted, or it ends the command.',
      'zh-CN': '网上用逗号的示例：逗号是 OLLAMA_ORIGINS 的写法。在 shell 中分号必须加引号，否则会结束命令。',
    },
    sources: [
      'https://github.com/open-webui/docs/blob/main/docs/reference/env-configuration.mdx',
      'https://github.com/we-promise/sure/pull/489',
    ],
  },
});
