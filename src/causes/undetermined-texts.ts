import type { InstanceCause } from '../types/cause.js';

/** The words of `undetermined`. */
export const undeterminedTexts = {
  title: { en: 'The place of the fault is known, its cause is not', 'zh-CN': '已确定故障位置，但未能确定原因' },
  messages: {
    configuration: {
      en: '“{url}” is in force, which is no URL that Open WebUI can ask.',
      'zh-CN': '当前生效的是“{url}”，Open WebUI 无法访问这样的 URL。',
    },
    dns: {
      en: 'The name {host} in {url} does not resolve where Open WebUI runs ({outcome}).',
      'zh-CN': '在 Open WebUI 所在位置无法解析 {url} 中的名称 {host}（{outcome}）。',
    },
    route: {
      en: 'Nothing comes back from {host}, port {port} ({outcome}): the machine is off, there is no way to it, or something on the way drops the packets.',
      'zh-CN':
        '{host} 的端口 {port} 没有任何回应（{outcome}）：可能是该机器已关机、没有通往它的路由，或途中有设备丢弃了数据包。',
    },
    'firewall.dropped': {
      en: 'A firewall drops what the container sends to this machine at {address}, port {port}.',
      'zh-CN': '防火墙丢弃了容器发往本机 {address} 端口 {port} 的数据包。',
    },
    'firewall.rejected': {
      en: 'A firewall rejects the container’s connections to this machine at {address}, port {port}: from this machine itself, that port is open.',
      'zh-CN': '防火墙拒绝了容器到本机 {address} 端口 {port} 的连接：从本机自身访问时，该端口是开放的。',
    },
    'firewall.between': {
      en: 'This machine reaches {host}, port {port}, and the container does not ({outcome}): something between the container and the network holds it back.',
      'zh-CN': '本机可以到达 {host} 的端口 {port}，而容器不能（{outcome}）：容器与网络之间有设备阻挡。',
    },
    listener: {
      en: '{host} refuses connections to port {port}: nothing listens there, or a firewall rejects them. From here the two cannot be told apart.',
      'zh-CN': '{host} 拒绝到端口 {port} 的连接：可能没有程序监听，也可能是防火墙拒绝。从此处无法区分两者。',
    },
    proxy: {
      en: 'Requests to {url} go to the proxy {proxy} ({variable}) and end there in “{outcome}”.',
      'zh-CN': '对 {url} 的请求被送往代理 {proxy}（{variable}），结果为“{outcome}”。',
    },
    tls: {
      en: 'The encrypted connection to {url} fails ({outcome}).',
      'zh-CN': '到 {url} 的加密连接失败（{outcome}）。',
    },
    http: {
      en: '{url} is reached, but what answers there does not answer as Ollama ({outcome}, status {status}).',
      'zh-CN': '可以到达 {url}，但在那里应答的并非 Ollama（{outcome}，状态码 {status}）。',
    },
    leftover: {
      en: 'No known cause explains what these checks found: {checks}.',
      'zh-CN': '没有已知原因可以解释以下检查的结果：{checks}。',
    },
    'proof.row': { en: 'Check {check} found: {code}.', 'zh-CN': '检查 {check} 的结果：{code}。' },
  },
  explain: {
    what: {
      en: 'Something fails, and none of the known causes could be shown to be behind it. The report names the hop that fails instead of guessing: name look-up, route, firewall, listener, proxy, TLS, HTTP.',
      'zh-CN':
        '有环节失败，但无法证明是任何已知原因造成的。报告不作猜测，而是指出失败的环节：名称解析、路由、防火墙、监听、代理、TLS、HTTP。',
    },
    proof: {
      en: 'What the probes saw at that hop, and what rules the neighbouring causes out.',
      'zh-CN': '探测在该环节看到的现象，以及排除相邻原因的依据。',
    },
    fixes: {
      en: 'Where another URL answered as Ollama from where Open WebUI runs, it is suggested. For a firewall, allow the container network to reach Ollama’s port; for a proxy, name Ollama’s host in NO_PROXY.',
      'zh-CN':
        '如果从 Open WebUI 所在位置访问另一个 URL 得到了 Ollama 的应答，则会建议使用它。对于防火墙，请允许容器网络访问 Ollama 的端口；对于代理，请在 NO_PROXY 中列出 Ollama 的主机。',
    },
    wrongAdvice: {
      en: 'Trying remedies for other causes one after the other.',
      'zh-CN': '逐一尝试针对其他原因的办法。',
    },
    sources: ['https://docs.openwebui.com/troubleshooting/connection-error/'],
  },
} as const satisfies Pick<InstanceCause, 'title' | 'messages' | 'explain'>;
