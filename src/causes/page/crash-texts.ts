import type { InstanceCause } from '../../types/cause.js';

/** The words of `container-crash-oom-unhealthy`. */
export const crashTexts = {
  title: { en: 'Open WebUI’s container is not well', 'zh-CN': 'Open WebUI 的容器状态异常' },
  messages: {
    'is.oom': {
      en: 'Container {name} was ended because its memory ran out (limit: {memory} MiB, restarts: {restarts}).',
      'zh-CN': '容器 {name} 因内存耗尽而被终止（上限 {memory} MiB，重启 {restarts} 次）。',
    },
    'is.crash': {
      en: 'Container {name} ends again and again (exit code {exitCode}, {restarts} restarts).',
      'zh-CN': '容器 {name} 反复退出（退出码 {exitCode}，重启 {restarts} 次）。',
    },
    'is.ended': {
      en: 'Container {name} has ended with an error (exit code {exitCode}).',
      'zh-CN': '容器 {name} 因错误退出（退出码 {exitCode}）。',
    },
    'is.stopped': {
      en: 'Container {name} is stopped (exit code {exitCode}).',
      'zh-CN': '容器 {name} 已停止（退出码 {exitCode}）。',
    },
    'is.paused': { en: 'Container {name} is paused.', 'zh-CN': '容器 {name} 已暂停。' },
    'is.unhealthy': {
      en: 'Container {name} runs, but Open WebUI does not answer in it.',
      'zh-CN': '容器 {name} 正在运行，但其中的 Open WebUI 没有应答。',
    },
    'is.health-proxy': {
      en: 'Open WebUI answers in container {name}; its health check fails because the container’s proxy variables send it to a proxy.',
      'zh-CN': '容器 {name} 中的 Open WebUI 有应答；健康检查失败是因为容器的代理变量把它送往了代理。',
    },
    'is.health-check': {
      en: 'Open WebUI answers in container {name}, but its health check fails.',
      'zh-CN': '容器 {name} 中的 Open WebUI 有应答，但健康检查失败。',
    },
    'is.no-embedding-model': {
      en: 'Container {name} ends at its start because it has no embedding model and could not load one.',
      'zh-CN': '容器 {name} 在启动时退出，因为没有嵌入模型且无法加载。',
    },
    'is.duplicate-emails': {
      en: 'Container {name} ends at its start: two accounts have the same e-mail address, which the newer version forbids.',
      'zh-CN': '容器 {name} 在启动时退出：有两个账户使用同一电子邮件地址，新版本不允许这样。',
    },
    'is.no-secret-key': {
      en: 'Container {name} ends at its start because it has no WEBUI_SECRET_KEY, neither as a variable nor from the file that its start script keeps.',
      'zh-CN':
        '容器 {name} 在启动时退出，因为没有 WEBUI_SECRET_KEY：既没有设置该变量，也无法从启动脚本保存的文件中得到。',
    },
    'is.no-space': {
      en: 'Container {name} ends because the disk is full.',
      'zh-CN': '容器 {name} 因磁盘已满而退出。',
    },
    'is.not-writable': {
      en: 'Container {name} ends because it may not write where it keeps its files.',
      'zh-CN': '容器 {name} 因无权写入其存放文件的位置而退出。',
    },
    'is.database-damaged': {
      en: 'Container {name} ends because its database is damaged.',
      'zh-CN': '容器 {name} 因数据库损坏而退出。',
    },
    'is.database-locked': {
      en: 'Container {name} ends because its database is locked: another program holds it, or it lies on network storage where locks do not work.',
      'zh-CN': '容器 {name} 因数据库被锁定而退出：可能被另一个程序占用，或者数据库位于锁机制不起作用的网络存储上。',
    },
    'refuted.started': {
      en: 'The engine did start it, and tells no error of its own.',
      'zh-CN': '引擎确实启动了它，且没有报告引擎自身的错误。',
    },
    'refuted.own-answer': {
      en: 'On its port answers Open WebUI, no other program.',
      'zh-CN': '在其端口上应答的是 Open WebUI，而不是其他程序。',
    },
    'proof.state': {
      en: 'The engine tells: state {state}, health {health}{?, exit code {exitCode}}, {restarts} restarts.',
      'zh-CN': '引擎报告：状态 {state}，健康状况 {health}{?，退出码 {exitCode}}，重启 {restarts} 次。',
    },
    'proof.log': { en: 'The last error in its log is {error}.', 'zh-CN': '日志中最后的错误是 {error}。' },
    'proof.health': {
      en: 'Its own /health was asked from inside.',
      'zh-CN': '已从容器内部访问其自身的 /health。',
    },
    'fix.more-memory': { en: 'Give container {name} more memory', 'zh-CN': '给容器 {name} 更多内存' },
    'effect.more-memory': {
      en: 'The limit lasts until the container is re-created: change it where the container is defined, too.',
      'zh-CN': '该上限在重建容器后失效：请同时修改定义该容器之处。',
    },
    'fix.free-memory': { en: 'Give this machine more memory', 'zh-CN': '为本机增加内存' },
    'step.free-memory': {
      en: 'Container {name} has no limit of its own: the machine ran out of memory. End other programs, add swap, or let Ollama make the embeddings.',
      'zh-CN':
        '容器 {name} 没有设置内存上限：是本机内存耗尽。请关闭其他程序、增加交换空间，或改由 Ollama 生成嵌入向量。',
    },
    'fix.start': { en: 'Start container {name}', 'zh-CN': '启动容器 {name}' },
    'fix.unpause': { en: 'Let container {name} go on', 'zh-CN': '恢复容器 {name}' },
    'fix.restart': { en: 'Restart container {name}', 'zh-CN': '重启容器 {name}' },
    'fix.read-log': { en: 'Read the end of its log', 'zh-CN': '查看其日志末尾' },
    'step.read-log': {
      en: 'The reason stands at the end of the log: {log}',
      'zh-CN': '原因在日志末尾：{log}',
    },
    'fix.no-proxy-for-localhost': {
      en: 'Except localhost from the container’s proxy',
      'zh-CN': '让容器的代理设置排除 localhost',
    },
    'rehearsal.variable': { en: 'A change of variables is not tried beforehand', 'zh-CN': '变量的改动不会预先试验' },
  },
  explain: {
    what: {
      en: 'The container was ended by the kernel for want of memory (exit code 137), ends with an error at its start, was stopped, or its health check fails.',
      'zh-CN': '容器因内存不足被内核终止（退出码 137）、启动时因错误退出、已被停止，或者健康检查失败。',
    },
    proof: {
      en: 'The engine’s record of the container: that it did start it, state, exit code, restarts, whether memory ran out; and the kind of the last error in its log, where it failed. A container that was never started, or found its port taken, has not crashed.',
      'zh-CN':
        '引擎对容器的记录：确实启动过、状态、退出码、重启次数、是否内存耗尽；若因错误退出，还有日志中最后一个错误的类型。从未启动过或端口被占用的容器并非崩溃。',
    },
    fixes: {
      en: 'More memory where a limit was hit; a start where it was stopped; localhost in NO_PROXY where only the health check fails; otherwise what the log names. A first start may take minutes: it migrates and loads a model.',
      'zh-CN':
        '若触及内存上限则增加内存；若已停止则启动；若只有健康检查失败则把 localhost 加入 NO_PROXY；其余情况按日志所示处理。首次启动可能需要几分钟：要迁移数据并加载模型。',
    },
    wrongAdvice: {
      en: 'Looking for the fault in the connection to Ollama. “Unhealthy” can be nothing but a health check that goes through a proxy.',
      'zh-CN': '去排查与 Ollama 的连接。“unhealthy”也可能只是健康检查走了代理。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/1003',
      'https://github.com/open-webui/open-webui/issues/7139',
      'https://github.com/open-webui/open-webui/issues/10177',
      'https://github.com/open-webui/open-webui/issues/917',
    ],
  },
} as const satisfies Pick<InstanceCause, 'title' | 'messages' | 'explain'>;
