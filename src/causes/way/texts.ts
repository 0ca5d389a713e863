import type { Text } from '../../types/text.js';

/** Sentences that prove or refute, shared by the causes of the way to Ollama. */
export const proofTexts = {
  'proof.inside': {
    en: 'Asked from where Open WebUI runs, {url} ends in “{outcome}”{? ({error})}.',
    'zh-CN': '从 Open WebUI 所在位置访问 {url}，结果为“{outcome}”{?（{error}）}。',
  },
  'proof.not-asked': {
    en: 'Open WebUI’s client gives up at {url} before it asks anybody.',
    'zh-CN': 'Open WebUI 的客户端无法解析 {url}，不会发出任何请求。',
  },
  'proof.answers': {
    en: '{url} answers as Ollama from where Open WebUI runs.',
    'zh-CN': '从 Open WebUI 所在位置访问 {url}，得到 Ollama 的应答。',
  },
  'proof.in-force': { en: 'In force is {url}{? ({detail})}.', 'zh-CN': '当前生效的是 {url}{?（{detail}）}。' },
  'proof.host-answers': {
    en: 'On this machine itself, {target} answers as Ollama.',
    'zh-CN': '在本机上直接访问 {target}，得到 Ollama 的应答。',
  },
  'proof.host-connects': {
    en: 'This machine itself connects to {target}.',
    'zh-CN': '本机自身可以连接 {target}。',
  },
  'proof.host-refused': {
    en: 'This machine itself is refused at {target}, with no firewall of the bridge in between: nothing listens on that address.',
    'zh-CN': '本机自身连接 {target} 也被拒绝，而这条路径不经过网桥的防火墙：该地址上没有程序监听。',
  },
  'proof.listens': {
    en: 'The kernel’s table of sockets shows port {port} on {addresses} only.',
    'zh-CN': '内核的套接字表显示端口 {port} 只在 {addresses} 上监听。',
  },
  'proof.nothing-listens': {
    en: 'Nothing listens on port {port} of this machine.',
    'zh-CN': '本机的端口 {port} 上没有程序监听。',
  },
  'proof.network': {
    en: 'Container {name} has a network of its own ({network}).',
    'zh-CN': '容器 {name} 使用独立的网络（{network}）。',
  },
  'proof.networks': {
    en: 'Container {name} is in these networks: {networks}.',
    'zh-CN': '容器 {name} 所在的网络：{networks}。',
  },
  'proof.no-extra-host': {
    en: 'Container {name} was created without an entry for {host}.',
    'zh-CN': '创建容器 {name} 时没有添加 {host} 的映射。',
  },
  'proof.container-state': {
    en: 'The engine tells that container {ollama} is not running ({state}{?, exit code {exitCode}}).',
    'zh-CN': '引擎报告容器 {ollama} 未在运行（{state}{?，退出码 {exitCode}}）。',
  },
  'proof.canary.arrives': {
    en: 'A test listener at {address} of this machine is reached from the container: no firewall is in the way.',
    'zh-CN': '容器可以访问本机 {address} 上的测试监听端口：中间没有防火墙阻挡。',
  },
  'proof.canary.dropped': {
    en: 'Packets from the container to a test listener at {address} of this machine are dropped.',
    'zh-CN': '容器发往本机 {address} 上测试监听端口的数据包被丢弃。',
  },
  'proof.canary.rejected': {
    en: 'Connections from the container to a test listener at {address} of this machine are rejected.',
    'zh-CN': '容器连接本机 {address} 上的测试监听端口被拒绝。',
  },
  'refuted.host-answers': {
    en: 'Ollama answers on this machine itself, at port {port}.',
    'zh-CN': '在本机上访问端口 {port}，Ollama 有应答。',
  },
  'refuted.host-refused': {
    en: 'This machine is refused at {address} as well, where no firewall of the bridge applies.',
    'zh-CN': '本机自身连接 {address} 也被拒绝，而这条路径不受网桥防火墙影响。',
  },
  'refuted.listens': {
    en: 'Something does listen on {address}, port {port}.',
    'zh-CN': '{address} 的端口 {port} 上确有程序监听。',
  },
  'refuted.other-name': {
    en: 'Another name ({host}) resolves there.',
    'zh-CN': '在那里可以解析另一个名称（{host}）。',
  },
  'refuted.owner': {
    en: 'What listens on port {port} is a program of this machine, not a port that a container publishes.',
    'zh-CN': '监听端口 {port} 的是本机自身的程序，而不是容器发布的端口。',
  },
  'refuted.server-answers': {
    en: 'The name server answers that {host} does not exist; a broken one gives no answer.',
    'zh-CN': 'DNS 服务器明确答复 {host} 不存在；若其有故障则不会有答复。',
  },
  'refuted.runs': { en: 'Container {ollama} is running.', 'zh-CN': '容器 {ollama} 正在运行。' },
  'refuted.rests': {
    en: 'Container {ollama}, which has that name, does not run: in no network would it answer.',
    'zh-CN': '具有该名称的容器 {ollama} 未在运行：在任何网络中都不会有应答。',
  },
  'refuted.nowhere': {
    en: 'No Ollama is running on this machine, and none answers at another address or port.',
    'zh-CN': '本机没有正在运行的 Ollama，其他地址和端口上也没有应答。',
  },
  'proof.host-ends': {
    en: 'This machine’s own request to {target} ends in “{outcome}” as well.',
    'zh-CN': '本机自身访问 {target} 的结果同样是“{outcome}”。',
  },
  'refuted.answers-elsewhere': {
    en: 'An Ollama answers at {url}.',
    'zh-CN': '在 {url} 有 Ollama 应答。',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Titles and effects of the fixes that those causes share. */
export const fixTexts = {
  'fix.host-network': {
    en: 'Let Open WebUI use this machine’s own network (Ollama stays as it is)',
    'zh-CN': '让 Open WebUI 使用主机网络（无需改动 Ollama）',
  },
  'fix.add-host': {
    en: 'Re-create the container with an entry for {host}',
    'zh-CN': '重新创建容器并添加 {host} 的映射',
  },
  'fix.join-network': {
    en: 'Re-create the container in the network {network}, where {ollama} is',
    'zh-CN': '在 {ollama} 所在的网络 {network} 中重新创建容器',
  },
  'effect.host-network': {
    en: 'The container then has no network of its own: its page listens on every address of this machine.',
    'zh-CN': '此后容器不再有独立的网络：其页面会在本机的所有地址上监听。',
  },
  'rehearsal.no-image': {
    en: 'No image is known to try it with',
    'zh-CN': '没有可用于试验的镜像',
  },
} as const satisfies Readonly<Record<string, Text>>;

export const wayTexts = { ...proofTexts, ...fixTexts } as const;
