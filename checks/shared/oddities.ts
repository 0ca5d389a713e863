import type { Text, UrlOddity } from '../../src/plugin.js';

/** What is wrong with a URL, one sentence each. */
export const oddityTexts = {
  empty: {
    en: 'An entry of the list of URLs is empty, such as a trailing semicolon leaves.',
    'zh-CN': 'URL 列表中有一项为空，例如末尾多了一个分号。',
  },
  'literal-ollama': {
    en: '{url} is the image’s placeholder, which means nothing outside the image.',
    'zh-CN': '{url} 是镜像中的占位符，在镜像之外没有意义。',
  },
  quotes: { en: 'The quotes are part of the URL {url}.', 'zh-CN': '引号成了 URL {url} 的一部分。' },
  'comma-separated': {
    en: '{url} holds several URLs; the separator is a semicolon.',
    'zh-CN': '{url} 中含有多个 URL；分隔符应为分号。',
  },
  'missing-scheme': { en: '{url} lacks http:// at its start.', 'zh-CN': '{url} 开头缺少 http://。' },
  'typo-scheme': { en: 'The scheme of {url} is mistyped.', 'zh-CN': '{url} 的协议部分拼写有误。' },
  'single-slash': { en: '{url} needs two slashes after the colon.', 'zh-CN': '{url} 的冒号之后需要两个斜杠。' },
  whitespace: { en: 'There are blanks in the URL {url}.', 'zh-CN': 'URL {url} 中含有空白字符。' },
  'bad-port': {
    en: 'The port in {url} is no number from 1 to 65535.',
    'zh-CN': '{url} 中的端口不是 1 到 65535 之间的数字。',
  },
  'missing-host': { en: '{url} names no host.', 'zh-CN': '{url} 中没有主机名。' },
  'missing-port': {
    en: '{url} names no port, which means 80 or 443; Ollama’s is 11434.',
    'zh-CN': '{url} 没有写端口，默认为 80 或 443；Ollama 的端口是 11434。',
  },
  'path-suffix': {
    en: 'The path in {url} does not belong there: /api/tags is appended to it.',
    'zh-CN': '{url} 中不应带有路径：请求时会在其后追加 /api/tags。',
  },
  'trailing-slash': { en: '{url} ends in a slash.', 'zh-CN': '{url} 以斜杠结尾。' },
  'unspecified-address': {
    en: '{url} is an address to listen on, not one to connect to.',
    'zh-CN': '{url} 中是用于监听的地址，不能用来连接。',
  },
  https: {
    en: '{url} asks for TLS, but the server there speaks plain HTTP.',
    'zh-CN': '{url} 要求使用 TLS，而对方服务器使用的是明文 HTTP。',
  },
  credentials: { en: '{url} holds a user name.', 'zh-CN': '{url} 中带有用户名。' },
} as const satisfies Record<UrlOddity, Text>;
