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
      en: 'The name {host} in {url} does not resolve where Open WebUI runs{? ({outcome})}.',
      'zh-CN': '在 Open WebUI 所在位置无法解析 {url} 中的名称 {host}{?（{outcome}）}。',
    },
    route: {
      en: 'Nothing comes back from {host}, port {port}{? ({outcome})}: the machine is off, there is no way to it, or something on the way drops the packets.',
      'zh-CN':
        '{host} 的端口 {port} 没有任何回应{?（{outcome}）}：可能是该机器已关机、没有通往它的路由，或途中有设备丢弃了数据包。',
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
      en: 'This machine reaches {host}, port {port}, and the container does not{? ({outcome})}: something between the container and the network holds it back.',
      'zh-CN': '本机可以到达 {host} 的端口 {port}，而容器不能{?（{outcome}）}：容器与网络之间有设备阻挡。',
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
      en: 'The encrypted connection to {url} fails{? ({outcome})}.',
      'zh-CN': '到 {url} 的加密连接失败{?（{outcome}）}。',
    },
    http: {
      en: '{url} is reached, but what answers there does not answer as Ollama ({outcome}, status {status}).',
      'zh-CN': '可以到达 {url}，但在那里应答的并非 Ollama（{outcome}，状态码 {status}）。',
    },
    'listener.published-narrowly': {
      en: 'Port {port} of this machine belongs to container {ollama}, which publishes it on {addresses} only; Open WebUI comes in at {address}. Publish it on an address that containers reach, or put both containers in one network and use the name {ollama}.',
      'zh-CN':
        '本机端口 {port} 属于容器 {ollama}，它只在 {addresses} 上发布该端口，而 Open WebUI 访问的是 {address}。请在容器可达的地址上发布该端口，或将两个容器放入同一网络并使用名称 {ollama}。',
    },
    'listener.own-loopback': {
      en: 'Port {port} of this machine leads into container {ollama}, where Ollama listens on the container’s own loopback (OLLAMA_HOST={bound}), which nothing from outside reaches. Inside a container, OLLAMA_HOST is to be 0.0.0.0.',
      'zh-CN':
        '本机端口 {port} 通向容器 {ollama}，但其中的 Ollama 只监听容器自身的回环地址（OLLAMA_HOST={bound}），外部无法访问。在容器内，OLLAMA_HOST 应为 0.0.0.0。',
    },
    'listener.silent-container': {
      en: 'Port {port} of this machine leads into container {ollama}, and there nothing takes the connection: Ollama listens at another address or port in it, or is not up.',
      'zh-CN':
        '本机端口 {port} 通向容器 {ollama}，但其中没有程序接受连接：Ollama 在容器内监听的是其他地址或端口，或者尚未就绪。',
    },
    'webui.port-taken': {
      en: 'Container {name} could not be started, because a port that it publishes ({ports}) is taken by another container or program. Free that port, or publish another one.',
      'zh-CN':
        '容器 {name} 未能启动，因为它要发布的端口（{ports}）已被其他容器或程序占用。请释放该端口，或改用其他端口。',
    },
    'webui.not-started': {
      en: 'The engine could not start container {name} (exit code {exitCode}); Open WebUI itself has not run.',
      'zh-CN': '引擎未能启动容器 {name}（退出码 {exitCode}），Open WebUI 本身并未运行。',
    },
    'webui.waits': {
      en: 'Container {name} was created, and is started only when {needs} is as far as its compose file asks: look there first.',
      'zh-CN': '容器 {name} 已创建，但要等 {needs} 达到 compose 文件要求的状态后才会启动：请先检查它。',
    },
    'webui.created': {
      en: 'Container {name} was created, and nobody has started it.',
      'zh-CN': '容器 {name} 已创建，但尚未启动。',
    },
    'webui.removing': {
      en: 'The engine is about to remove container {name}.',
      'zh-CN': '引擎正在删除容器 {name}。',
    },
    'webui.dead': {
      en: 'The engine has not managed to remove container {name}: it is dead, and can only be removed.',
      'zh-CN': '引擎未能完整删除容器 {name}：它处于 dead 状态，只能将其删除。',
    },
    'webui.port-in-use': {
      en: 'Container {name} ends at its start, because another program has port {listenPort} in the network where Open WebUI listens.',
      'zh-CN': '容器 {name} 在启动时退出，因为在 Open WebUI 所监听的网络中，端口 {listenPort} 已被另一个程序占用。',
    },
    'hub.trust-unread': {
      en: 'No certificate can be checked in {name}: what {store} names cannot be read there{? ({error})}.',
      'zh-CN': '{name} 无法校验任何证书：在那里无法读取 {store} 所指的文件{?（{error}）}。',
    },
    'hub.trust-replaced': {
      en: '{host} shows a certificate of {issuer}, which {store} does not vouch for. That file takes the place of the usual list: either it is incomplete, or a device on the way opens encrypted connections.',
      'zh-CN':
        '{host} 出示的证书由 {issuer} 签发，而 {store} 不包含该颁发机构。该文件取代了通常的信任列表：要么文件不完整，要么途中有设备在解密加密连接。',
    },
    'hub.trust-unseen': {
      en: 'The certificate of {host} is not trusted in {name}, and could not be looked at.',
      'zh-CN': '{name} 不信任 {host} 的证书，且无法查看该证书。',
    },
    leftover: {
      en: 'No known cause explains what these checks found: {checks}.',
      'zh-CN': '没有已知原因可以解释以下检查的结果：{checks}。',
    },
    'proof.state': {
      en: 'The engine tells: state {state}{?, exit code {exitCode}}.',
      'zh-CN': '引擎报告：状态 {state}{?，退出码 {exitCode}}。',
    },
    'fix.start': { en: 'Start container {name}', 'zh-CN': '启动容器 {name}' },
    'fix.read-error': { en: 'Read what the engine says of it', 'zh-CN': '查看引擎给出的说明' },
    'step.read-error': { en: 'Its reason: {command}', 'zh-CN': '原因：{command}' },
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
