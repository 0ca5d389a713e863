import type { Topic } from '../../types/cause.js';

/** Another program at the Ollama URL: told as `undetermined`, hop `http`. */
export const anotherProgram: Topic = {
  id: 'not-ollama-on-port',
  title: { en: 'Another program answers at the Ollama URL', 'zh-CN': 'Ollama URL 处应答的是另一个程序' },
  explain: {
    what: {
      en: 'The URL leads to a program that is not Ollama: Open WebUI itself, a server with OpenAI’s routes such as LM Studio or llama.cpp, a login page of the network. The connection works, and no model appears.',
      'zh-CN':
        'URL 指向的程序不是 Ollama：可能是 Open WebUI 自身、提供 OpenAI 接口的服务（如 LM Studio 或 llama.cpp），或网络的登录页面。连接正常，但没有任何模型。',
    },
    proof: {
      en: 'Ollama answers /api/version and /api/tags with JSON of known keys; status 200 alone proves nothing. Where those keys are there, it is Ollama.',
      'zh-CN':
        'Ollama 对 /api/version 和 /api/tags 返回带有固定字段的 JSON；仅有状态码 200 不能说明问题。字段齐全时，应答的就是 Ollama。',
    },
    fixes: {
      en: 'Write Ollama’s own port, usually 11434, into the URL. A server with OpenAI’s routes belongs among the OpenAI connections, with /v1 at the end.',
      'zh-CN':
        '在 URL 中填写 Ollama 自己的端口，通常是 11434。提供 OpenAI 接口的服务应添加为 OpenAI 连接，地址以 /v1 结尾。',
    },
    wrongAdvice: {
      en: 'An open port as a proof that Ollama runs.',
      'zh-CN': '以端口开放来证明 Ollama 正在运行。',
    },
    sources: ['https://github.com/jakobhoeg/nextjs-ollama-llm-ui/issues/75'],
  },
};

/** A list of authorities that is missing: a rival of interception. */
export const authoritiesMissing: Topic = {
  id: 'hf-ca-bundle-missing',
  title: {
    en: 'The file of trusted authorities is missing or incomplete',
    'zh-CN': '受信任证书颁发机构的文件缺失或不完整',
  },
  explain: {
    what: {
      en: 'SSL_CERT_FILE, REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE names a file that is not there, an empty folder that a bind mount made, or a file with a single authority of the organisation. Then no public site is trusted, though nobody reads the traffic.',
      'zh-CN':
        'SSL_CERT_FILE、REQUESTS_CA_BUNDLE 或 CURL_CA_BUNDLE 指向不存在的文件、绑定挂载产生的空目录，或只含组织自己一个颁发机构的文件。此时任何公共站点都不受信任，尽管没有人拦截流量。',
    },
    proof: {
      en: 'One of those variables is set where Open WebUI runs, and its file cannot be read or knows no public authority. Where none is set, or the certificate itself comes from an authority of the organisation, it is something else.',
      'zh-CN':
        'Open WebUI 所在位置设置了上述某个变量，而它指向的文件无法读取或不含公共颁发机构。如果都没有设置，或证书本身来自组织自己的颁发机构，则是其他原因。',
    },
    fixes: {
      en: 'Unset the variable, or let it name a complete list: the system’s authorities with the organisation’s appended.',
      'zh-CN': '取消该变量，或让它指向完整的列表：系统的颁发机构，并附上组织自己的。',
    },
    wrongAdvice: {
      en: 'Switching the verification of certificates off.',
      'zh-CN': '关闭证书验证。',
    },
    sources: ['https://github.com/open-webui/docs/blob/main/docs/troubleshooting/custom-ca.md'],
  },
};
