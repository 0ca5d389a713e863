import type { Text } from '../types/text.js';

/** What a fix does, costs and leaves behind. */
export const fixMessages: Record<string, Text> = {
  'fixes.rehearsal.reached': {
    en: 'Asked from where Open WebUI runs, it answers.',
    'zh-CN': '已从 Open WebUI 所在位置实际探测，对方有应答。',
  },
  'fixes.rehearsal.noTrial': {
    en: 'It cannot be tried beforehand.',
    'zh-CN': '这项修复无法预先试行。',
  },
  'fixes.rehearsal.machine': {
    en: 'It changes this machine or Ollama itself, which is not tried beforehand.',
    'zh-CN': '它会改动本机或 Ollama 本身，不会预先试行。',
  },
  'fixes.rehearsal.off': { en: 'Trials were not asked for.', 'zh-CN': '未要求预演。' },
  'fixes.rehearsal.noTime': { en: 'No time was left for a trial.', 'zh-CN': '没有剩余时间进行预演。' },
  'fixes.rehearsal.imageAbsent': {
    en: 'The image {image} is not on this engine, and none is downloaded for a trial.',
    'zh-CN': '引擎上没有镜像 {image}，不会为试行而下载。',
  },
  'fixes.rehearsal.podman': {
    en: 'Trials are made with Docker only; this engine is Podman.',
    'zh-CN': '试行仅支持 Docker，而此引擎是 Podman。',
  },
  'fixes.rehearsal.remote': {
    en: 'The engine runs on another machine; no container is started there for a trial.',
    'zh-CN': '引擎在另一台机器上，不会为试行而在那里启动容器。',
  },
  'fixes.rehearsal.refused': {
    en: 'The engine did not run the trial container ({code}).',
    'zh-CN': '引擎未能运行试行容器（{code}）。',
  },
  'fixes.rehearsal.outOfTime': {
    en: 'The trial container gave no answer within {seconds} seconds.',
    'zh-CN': '试行容器在 {seconds} 秒内没有结果。',
  },
  'fixes.rehearsal.aborted': { en: 'The trial was cut short.', 'zh-CN': '试行被中断。' },
  'fixes.rehearsal.worked': {
    en: 'A throw-away container with these settings reached {target}.',
    'zh-CN': '采用这些设置的一次性容器已成功连到 {target}。',
  },
  'fixes.rehearsal.failed': {
    en: 'A throw-away container with these settings did not reach {target} either: {outcome}.',
    'zh-CN': '采用这些设置的一次性容器同样连不到 {target}：{outcome}。',
  },

  'fixes.withheld': {
    en: 'No command is printed: a value looks like a secret, contains invisible characters, or cannot be written as an option of the client; a changed value would do something else.',
    'zh-CN':
      '此处不给出命令：其中某个词看起来像密钥、含有不可见字符，或无法用客户端的选项表达；改动后的命令会作用到别的对象上。',
  },

  'fixes.recreate.away': {
    en: 'The container {name} is re-created from its own settings and is away for 15 to 60 seconds.',
    'zh-CN': '容器 {name} 会按原有设置重新创建，期间约有 15 至 60 秒不可用。',
  },
  'fixes.recreate.kept': {
    en: 'The old container stays, stopped, as {name}. Once all is well: {remove}',
    'zh-CN': '旧容器会停止并保留为 {name}。确认一切正常后可删除：{remove}',
  },
  'fixes.recreate.vanishes': {
    en: 'The container {name} was started with --rm: it removes itself when it stops, so there is no old one to go back to.',
    'zh-CN': '容器 {name} 以 --rm 启动，停止时会自行删除，因此没有旧容器可供回退。',
  },
  'fixes.recreate.pageMoves': {
    en: 'With the host’s network the published ports no longer count: the page moves to {url}.',
    'zh-CN': '使用主机网络后，端口映射不再生效：页面改为 {url}。',
  },
  'fixes.recreate.dataInLayer': {
    en: 'The data of {name} lie on no volume. They are copied into the new container, and should get a volume of their own.',
    'zh-CN': '{name} 的数据不在任何卷上。命令会把它们复制到新容器，建议为其挂载专用的卷。',
  },
  'fixes.recreate.sharing': {
    en: 'These containers share the network of {name} and have to be re-created after it: {sharing}.',
    'zh-CN': '以下容器共用 {name} 的网络，之后也需要重新创建：{sharing}。',
  },
  'fixes.recreate.byHand': {
    en: 'Start {name} again with these options added: {options}',
    'zh-CN': '重新启动 {name}，并加上这些选项：{options}',
  },

  'fixes.recreate.byTitle': {
    en: 'Start {name} again with its old settings and the change that the title names; the value of that change cannot be shown here.',
    'zh-CN': '以原有设置重新启动 {name}，并加上标题所述的改动；该改动的值无法在此显示。',
  },

  'fixes.compose.edits': {
    en: 'The file {file} is changed; a copy stays beside it as {copy}.',
    'zh-CN': '会修改文件 {file}，并在旁边保留副本 {copy}。',
  },
  'fixes.compose.recreates': {
    en: 'Compose re-creates the service {service}: it is away for 15 to 60 seconds.',
    'zh-CN': 'Compose 会重新创建服务 {service}，期间约有 15 至 60 秒不可用。',
  },
  'fixes.compose.byHand': {
    en: 'In {file}, at the service {service}, set: {lines}',
    'zh-CN': '在 {file} 的服务 {service} 下设置：{lines}',
  },
  'fixes.compose.byTitle': {
    en: 'In {file}, at the service {service}, make the change that the title names; its value cannot be shown here.',
    'zh-CN': '在 {file} 的服务 {service} 下进行标题所述的改动；其值无法在此显示。',
  },
  'fixes.compose.remove': {
    en: 'At the service {service}, remove: {keys}',
    'zh-CN': '在服务 {service} 下删除：{keys}',
  },
  'fixes.compose.up': { en: 'Then run: {command}', 'zh-CN': '然后运行：{command}' },
  'fixes.compose.upThere': {
    en: 'Then run “docker compose up -d” in the folder of the project.',
    'zh-CN': '然后在项目目录中运行 “docker compose up -d”。',
  },

  'fixes.setUrls.row': {
    en: 'Change the saved Ollama URL to {urls}',
    'zh-CN': '将已保存的 Ollama 地址改为 {urls}',
  },
  'fixes.setUrls.blob': {
    en: 'Change the saved Ollama URL to {urls}, while Open WebUI is stopped',
    'zh-CN': '停止 Open WebUI 后，将已保存的 Ollama 地址改为 {urls}',
  },
  'fixes.setUrls.environment': {
    en: 'Start Open WebUI with the Ollama URL {urls}',
    'zh-CN': '以 Ollama 地址 {urls} 启动 Open WebUI',
  },
  'fixes.setUrls.page': {
    en: 'Change the Ollama URL to {urls} on the administrator’s page',
    'zh-CN': '在管理员页面把 Ollama 地址改为 {urls}',
  },
  'fixes.setUrls.row.effect': {
    en: 'One settings row changes, in force within a second; nothing is restarted or re-created.',
    'zh-CN': '只改动一行设置，一秒内生效；无需重启或重新创建容器。',
  },
  'fixes.setUrls.blob.effect': {
    en: 'Open WebUI is away for the time of a restart: this version would write its own copy of the settings back.',
    'zh-CN': '期间 Open WebUI 会重启一次：该版本运行时会用自己的副本覆盖设置。',
  },
  'fixes.setUrls.printsWayBack': {
    en: 'The command prints the old list and the command that puts it back.',
    'zh-CN': '命令会打印原有列表以及恢复它的命令。',
  },
  'fixes.setUrls.stale': {
    en: '{names} still names another address; it counts only for the first start of a fresh volume.',
    'zh-CN': '{names} 仍是另一个地址；它只在全新卷首次启动时生效。',
  },
  'fixes.setUrls.startFirst': { en: 'Start {name}.', 'zh-CN': '启动 {name}。' },
  'fixes.setUrls.open': {
    en: 'Sign in as an administrator and open {page} (Admin Panel > Settings > Connections).',
    'zh-CN': '以管理员身份登录，打开 {page}（管理员面板 > 设置 > 外部连接）。',
  },
  'fixes.setUrls.entry': {
    en: 'Set Ollama connection {number} to {url} (type it, do not paste it).',
    'zh-CN': '将第 {number} 个 Ollama 连接设为 {url}（请手动输入，不要粘贴）。',
  },
  'fixes.setUrls.keep': {
    en: 'Leave the address of Ollama connection {number} as it is.',
    'zh-CN': '第 {number} 个 Ollama 连接的地址保持不变。',
  },
  'fixes.setUrls.entryHidden': {
    en: 'Set Ollama connection {number} to the new address, which cannot be shown here.',
    'zh-CN': '将第 {number} 个 Ollama 连接设为新地址；该地址无法在此显示。',
  },
  'fixes.setUrls.save': { en: 'Save.', 'zh-CN': '保存。' },

  'fixes.listen.title': { en: 'Let Ollama listen on {value}', 'zh-CN': '让 Ollama 监听 {value}' },
  'fixes.listen.restarts': {
    en: 'Ollama restarts: running answers end, and loaded models are loaded again.',
    'zh-CN': 'Ollama 会重启：正在进行的回答会中断，模型需要重新加载。',
  },
  'fixes.listen.exposed': {
    en: 'From then on a model answers without a password at {urls}.',
    'zh-CN': '此后，任何人无需密码即可通过 {urls} 使用模型。',
  },
  'fixes.listen.exposedNowhere': {
    en: 'This machine has no other network address now; on a network it gets one, and a model then answers there without a password.',
    'zh-CN': '本机目前没有其他网络地址；一旦接入网络，任何人无需密码即可在那里使用模型。',
  },
  'fixes.listen.close': {
    en: 'This keeps it to this machine and its containers, until the next start of the machine:',
    'zh-CN': '以下命令可将其限制在本机及本机容器内，重启机器后失效：',
  },
  'fixes.listen.bridgeFirst': {
    en: '{address} has to exist before Ollama starts: where Ollama starts before Docker, it ends with an error. It changes when the bridge’s address does.',
    'zh-CN': '{address} 必须先于 Ollama 存在：若 Ollama 早于 Docker 启动，会报错退出。网桥地址变化后也需随之修改。',
  },
  'fixes.listen.ownClient': {
    en: 'It no longer answers on 127.0.0.1: Ollama’s own commands then need OLLAMA_HOST={value}.',
    'zh-CN': '它不再应答 127.0.0.1：之后使用 ollama 命令时需要设置 OLLAMA_HOST={value}。',
  },
  'fixes.listen.windows': {
    en: 'Set the user environment variable OLLAMA_HOST to {value}, quit Ollama from the tray, and start it again.',
    'zh-CN': '将用户环境变量 OLLAMA_HOST 设为 {value}，从托盘退出 Ollama 后重新启动。',
  },
  'fixes.listen.byHand': {
    en: 'Start Ollama with the environment variable OLLAMA_HOST={value}.',
    'zh-CN': '启动 Ollama 时设置环境变量 OLLAMA_HOST={value}。',
  },

  'fixes.start.title': { en: 'Start Ollama', 'zh-CN': '启动 Ollama' },
  'fixes.start.notFound': {
    en: 'No Ollama was found on this machine. Start it on the machine that the URL names, or install it from https://ollama.com/download.',
    'zh-CN': '本机未找到 Ollama。请在地址所指的机器上启动它，或从 https://ollama.com/download 安装。',
  },
  'fixes.start.app': { en: 'Start the Ollama app.', 'zh-CN': '启动 Ollama 应用。' },
  'fixes.start.untilReboot': {
    en: 'It runs until the machine restarts, and writes its log to ~/.ollama/serve.log.',
    'zh-CN': '它会一直运行到机器重启，日志写入 ~/.ollama/serve.log。',
  },

  'fixes.connect.title': {
    en: 'Join {webui} and {ollama} in the network {network}',
    'zh-CN': '将 {webui} 与 {ollama} 加入网络 {network}',
  },
  'fixes.connect.byHand': {
    en: 'Put Open WebUI into a network that {ollama} is in.',
    'zh-CN': '将 Open WebUI 加入 {ollama} 所在的网络。',
  },
  'fixes.connect.lost': {
    en: 'Nothing is restarted. It is lost when one of them is re-created: add the network to its compose file or docker run as well.',
    'zh-CN': '无需重启。其中任一容器重新创建后会失效：请同时把该网络写入 compose 文件或 docker run 命令。',
  },

  'fixes.pull.title': { en: 'Pull a first model, {model}', 'zh-CN': '拉取第一个模型 {model}' },
  'fixes.pull.size': {
    en: '{model} is a download of about 2 GB; any other model of Ollama’s library serves as well.',
    'zh-CN': '{model} 约需下载 2 GB；也可换成 Ollama 模型库中的其他模型。',
  },
  'fixes.update.title': { en: 'Bring Ollama up to date', 'zh-CN': '更新 Ollama' },
  'fixes.update.download': {
    en: 'Install the newest Ollama from https://ollama.com/download on the machine that runs it.',
    'zh-CN': '在运行 Ollama 的机器上，从 https://ollama.com/download 安装最新版本。',
  },
  'fixes.update.keepsModels': {
    en: 'Ollama restarts; its models stay.',
    'zh-CN': 'Ollama 会重启，已有模型保留。',
  },
  'fixes.ollama.modelsInLayer': {
    en: 'The models of {name} lie on no volume. They are copied into the new container, which takes as much room again.',
    'zh-CN': '{name} 的模型不在任何卷上。命令会把它们复制到新容器，需占用同样大小的空间。',
  },
};
