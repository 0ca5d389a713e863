import type { Text } from '../types/text.js';

/** Sentences of discovery: what could not be read, where was looked, and what the caller got wrong. */
export const deploymentMessages: Record<string, Text> = {
  'deployment.no-such-container': {
    en: 'no container is called {container}; there are: {names}',
    'zh-CN': '没有名为 {container} 的容器；现有容器：{names}',
  },
  'deployment.no-containers': {
    en: 'no container is called {container}; the engine has none at all',
    'zh-CN': '没有名为 {container} 的容器；容器引擎中没有任何容器',
  },
  'deployment.no-env-file': {
    en: 'the environment file {path} cannot be read',
    'zh-CN': '无法读取环境变量文件 {path}',
  },
  'engine.bad-address': {
    en: '{from} is {address}, which is no address of a container engine; write unix://, tcp://, ssh:// or npipe:// before it',
    'zh-CN': '{from} 的值 {address} 不是有效的容器引擎地址；请以 unix://、tcp://、ssh:// 或 npipe:// 开头',
  },
  'engine.no-context': {
    en: 'DOCKER_CONTEXT names the context {context}, which cannot be read ({code}); `docker context ls` lists those that exist',
    'zh-CN': 'DOCKER_CONTEXT 指定的上下文 {context} 无法读取（{code}）；可用 `docker context ls` 查看现有上下文',
  },
  'deployment.reading-aside': {
    en: 'reading the settings of {container}, which does not run, in a throw-away container of {image}: data mounted read-only, no network, removed afterwards',
    'zh-CN': '{container} 未在运行，正在用 {image} 的一次性容器读取其设置：数据卷只读挂载，无网络，读取后即删除',
  },
  'deployment.cleaning-up': {
    en: 'removing the throw-away container {container}',
    'zh-CN': '正在移除一次性容器 {container}',
  },
  'deployment.database-forbidden': {
    en: 'the settings database may not be read by this user',
    'zh-CN': '当前用户无权读取设置数据库',
  },
  'deployment.database-not-found': {
    en: 'no settings database was found',
    'zh-CN': '未找到设置数据库',
  },
  'deployment.database-busy': {
    en: 'the settings database was locked for longer than a second',
    'zh-CN': '设置数据库被锁定超过一秒',
  },
  'deployment.database-damaged': {
    en: 'the settings database is damaged',
    'zh-CN': '设置数据库已损坏',
  },
  'deployment.database-too-large': {
    en: 'the settings database has an unfinished log and is too large to be copied',
    'zh-CN': '设置数据库有未完成的日志，且文件过大，无法复制',
  },
  'deployment.database-unreadable': {
    en: 'the settings database cannot be read',
    'zh-CN': '无法读取设置数据库',
  },
  'deployment.database-unknown-database': {
    en: 'the settings lie in a database that is neither SQLite nor PostgreSQL',
    'zh-CN': '设置所在的数据库既不是 SQLite 也不是 PostgreSQL',
  },
  'deployment.database-no-driver': {
    en: 'the settings lie in PostgreSQL, and no driver for it is there to read them with',
    'zh-CN': '设置保存在 PostgreSQL 中，但没有可用于读取的驱动程序',
  },
  'deployment.database-no-connection': {
    en: 'the settings lie in PostgreSQL, which accepts no connection',
    'zh-CN': '设置保存在 PostgreSQL 中，但无法建立连接',
  },
  'deployment.database-no-answer': {
    en: 'the settings lie in PostgreSQL, which did not answer the question for them',
    'zh-CN': '设置保存在 PostgreSQL 中，但查询没有得到结果',
  },
  'deployment.database-encrypted': {
    en: 'the settings database is encrypted',
    'zh-CN': '设置数据库已加密',
  },
  'deployment.redis-unread': {
    en: 'this version keeps its settings in Redis as well (REDIS_URL), and that could not be asked',
    'zh-CN': '此版本还将设置保存在 Redis 中（REDIS_URL），但无法查询',
  },
  'deployment.settings-timeout': {
    en: 'reading the settings took too long',
    'zh-CN': '读取设置超时',
  },
  'deployment.settings-failed': {
    en: 'the settings of {container} could not be read ({code})',
    'zh-CN': '无法读取 {container} 的设置（{code}）',
  },
  'deployment.no-python': {
    en: '{container} has no Python to read its settings with',
    'zh-CN': '{container} 中没有 Python，无法读取其设置',
  },
  'deployment.no-python-here': {
    en: 'the Python interpreter {python}, which Open WebUI was installed with, is not there',
    'zh-CN': '安装 Open WebUI 时使用的 Python 解释器 {python} 不存在',
  },
  'deployment.stopped-server': {
    en: '{container} is stopped and keeps its settings in a database server',
    'zh-CN': '{container} 已停止，其设置保存在数据库服务器中',
  },
  'deployment.environ-forbidden': {
    en: 'the environment of process {pid} may not be read by this user',
    'zh-CN': '当前用户无权读取进程 {pid} 的环境变量',
  },
  'deployment.page-only': {
    en: 'only the page at {url} can be seen, not where its settings lie; a token of an administrator (--token-file) would tell',
    'zh-CN': '只能看到 {url} 的页面，看不到其设置的位置；提供管理员令牌（--token-file）即可读取',
  },
  'deployment.not-visible': {
    en: "Open WebUI's environment cannot be seen from here; run this as root with `--pid container:<name>` beside `--network container:<name>`",
    'zh-CN':
      '从这里看不到 Open WebUI 的环境变量；请以 root 身份运行，并在 `--network container:<名称>` 之外加上 `--pid container:<名称>`',
  },
  'deployment.sidecar-forbidden': {
    en: "this user may not enter the container's files; run this as root",
    'zh-CN': '当前用户无权访问容器的文件；请以 root 身份运行',
  },
  'deployment.looked-inside': {
    en: 'the container that this program runs in or beside',
    'zh-CN': '本程序所在的容器或其旁边的容器',
  },
  'deployment.looked-at-engine': {
    en: '{containers} containers of the engine at {address}',
    'zh-CN': '{address} 上容器引擎的 {containers} 个容器',
  },
  'deployment.looked-for-engine': {
    en: 'a container engine at {addresses}',
    'zh-CN': '位于 {addresses} 的容器引擎',
  },
  'deployment.looked-at-processes': {
    en: 'the processes of this machine',
    'zh-CN': '本机的进程',
  },
  'deployment.looked-at-ports': {
    en: 'the ports 8080 and 3000 of this machine',
    'zh-CN': '本机的 8080 和 3000 端口',
  },
};
