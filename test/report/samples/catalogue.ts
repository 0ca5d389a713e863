import { cause, check, text } from './build.js';

/** Checks and causes that the sample runs speak of, with sentences as the shipped ones have them. */
export const checks = [
  check('docker.engine', text('The container engine answers', '容器引擎有应答'), {
    good: text('Docker {version} answers.', 'Docker {version} 有应答。'),
    absent: text(
      'No engine answers at {address}; checks from inside a container are left out.',
      '{address} 没有引擎应答；容器内的检查不进行。',
    ),
  }),
  check('webui.running', text('The container runs and is healthy', '容器正在运行且状态健康'), {
    good: text('It runs.', '正在运行。'),
  }),
  check('webui.page', text('The page opens from this machine', '可从本机打开页面'), {
    good: text('{url} answers.', '{url} 有应答。'),
    closed: text(
      '{url} takes connections and closes them: port {port} of the container has no listener.',
      '{url} 接受连接后立即关闭：容器的 {port} 端口无人监听。',
    ),
  }),
  check('webui.health', text('Open WebUI answers on its own port', 'Open WebUI 在自身端口上应答'), {
    starting: text('It does not answer at {url} yet: it is still starting.', '尚未在 {url} 应答：仍在启动。'),
  }),
  check('webui.version', text('Open WebUI is the latest release', 'Open WebUI 是最新版本'), {
    old: text('{have} is here, {latest} is the latest.', '当前版本为 {have}，最新版本为 {latest}。'),
    offline: text('No name outside this machine could be looked up.', '无法解析任何外部名称。'),
  }),
  check('ollama.url', text('The Ollama URL is well-formed', 'Ollama 的 URL 格式正确'), {
    good: text('{url}', '{url}'),
  }),
  check('ollama.tags', text('Ollama answers from inside the container', '可从容器内访问 Ollama'), {
    good: text('Ollama answers with {n} models.', 'Ollama 有应答，共有 {n} 个模型。'),
    aborted: text('Asking {url} was cut short.', '对 {url} 的请求被提前结束。'),
    refused: text(
      'Nothing accepts connections at {url} as the container sees it.',
      '从容器看，{url} 没有程序接受连接。',
    ),
  }),
  check('ollama.proxied', text('Open WebUI passes requests on to Ollama', 'Open WebUI 能把请求转发给 Ollama')),
  check('ollama.models', text('Ollama has models', 'Ollama 中有模型')),
  check('ollama.version', text('Ollama is the latest release', 'Ollama 是最新版本')),
  check('ollama.listener', text('Ollama listens where the container can reach it', 'Ollama 监听在容器可达的地址上'), {
    loopback: text(
      'On this machine, Ollama (pid {pid}) listens on 127.0.0.1:11434 only.',
      '在本机上，Ollama（pid {pid}）只监听 127.0.0.1:11434。',
    ),
  }),
  check('reach.matrix', text('Addresses of Ollama, from both sides', '从两侧访问 Ollama 的各个地址'), {
    good: text('{n} addresses were tried.', '共尝试 {n} 个地址。'),
  }),
  check('hf.http', text('Hugging Face answers', 'Hugging Face 有应答'), {
    offline: text('HF_HUB_OFFLINE is set: nothing is to be downloaded.', '已设置 HF_HUB_OFFLINE：不会下载任何内容。'),
    blocked: text(
      'The connection to {host} is reset during the TLS handshake.',
      '与 {host} 的连接在 TLS 握手时被重置。',
    ),
  }),
  check('webui.any', text('There is an Open WebUI to examine', '找到了可检查的 Open WebUI'), {
    none: text(
      'No container, no process and no port of this machine looks like Open WebUI.',
      '本机上没有任何容器、进程或端口像是 Open WebUI。',
    ),
  }),
];

export const causes = [
  cause(
    'ollama-bound-loopback',
    text('Ollama listens on 127.0.0.1 only, where no container can reach it', 'Ollama 只监听 127.0.0.1，容器无法访问'),
    'listener',
    {
      message: text(
        'From inside {container}, {url} is refused at once, while the same Ollama answers on this machine: it listens on {address} only.',
        '在 {container} 内访问 {url} 立即被拒绝，而同一个 Ollama 在本机有应答：它只监听 {address}。',
      ),
      refused: text('The container is refused at 172.17.0.1:11434.', '容器访问 172.17.0.1:11434 被拒绝。'),
      listens: text(
        'The kernel lists one listener: 127.0.0.1:11434, ollama.',
        '内核只列出一个监听者：127.0.0.1:11434，ollama。',
      ),
      canary: text(
        'A listener of this run on the same address was reached from the container.',
        '本次运行在同一地址上打开的监听端口可从容器访问。',
      ),
      'listen-all': text('Let Ollama listen on every address of this machine', '让 Ollama 监听本机的所有地址'),
      'host-network': text('Give {container} the network of this machine', '让 {container} 使用主机网络'),
      exposes: text(
        'Whoever reaches this machine at 192.168.1.20 can then use Ollama without a password; this closes it: sudo ufw deny in on eth0 to any port 11434 proto tcp',
        '此后凡能访问 192.168.1.20 的人都可以无密码使用 Ollama；可用以下命令关闭：sudo ufw deny in on eth0 to any port 11434 proto tcp',
      ),
      moves: text('The page moves from port 3000 to port 8080.', '页面端口从 3000 变为 8080。'),
      untried: text('It would change Ollama itself', '这会改变 Ollama 本身'),
      tried: text('127.0.0.1:11434 answered in 3 ms', '127.0.0.1:11434 在 3 毫秒内应答'),
    },
  ),
  cause(
    'hf-blocked-reset',
    text('Something on the way to huggingface.co resets the connection', '通往 huggingface.co 的途中有设备重置连接'),
    'huggingface',
    {
      message: text(
        '{host} is reset during the TLS handshake from everywhere, while other names connect.',
        '从任何位置访问 {host} 都在 TLS 握手时被重置，而其他名称可以连接。',
      ),
      mirror: text('Download from the mirror hf-mirror.com', '改从镜像站 hf-mirror.com 下载'),
      admin: text(
        'Open Admin Panel, Settings, Documents and choose a local model.',
        '打开“管理员面板 → 设置 → 文档”，选择本地模型。',
      ),
      third: text('hf-mirror.com belongs to a third party.', 'hf-mirror.com 由第三方运营。'),
      untried: text('The rehearsal was switched off', '预演已关闭'),
    },
  ),
  cause('nothing-found', text('There is no Open WebUI on this machine', '本机上没有 Open WebUI'), 'configuration', {
    message: text('Looked at: {places}.', '查找过：{places}。'),
    start: text('Start Open WebUI in a container', '用容器启动 Open WebUI'),
    untried: text('It would start a container', '这会启动一个容器'),
  }),
];
