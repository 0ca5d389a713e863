import type { Text } from '../types/text.js';

/** Why no password was changed, one line each; by the codes of src/accounts/refusal.ts. */
export const accountsRefused: Readonly<Record<string, Text>> = {
  'accounts.refused.no-database': {
    en: 'there is no database at {path}: this Open WebUI was never started, or keeps its data elsewhere. Nothing was changed',
    'zh-CN': '{path} 处没有数据库：此 Open WebUI 从未启动过，或数据存放在别处。未做任何更改',
  },
  'accounts.refused.not-found': {
    en: "the folder of Open WebUI's data was not found. Nothing was changed",
    'zh-CN': '未找到 Open WebUI 的数据目录。未做任何更改',
  },
  'accounts.refused.foreign': {
    en: 'the database {path} is not one of Open WebUI: it has no accounts in it. Nothing was changed',
    'zh-CN': '数据库 {path} 不是 Open WebUI 的数据库：其中没有账户表。未做任何更改',
  },
  'accounts.refused.damaged': {
    en: 'the database is damaged. Nothing was changed; restore it from a backup of yours, or salvage it with `sqlite3 webui.db .recover`, then run this again',
    'zh-CN': '数据库已损坏。未做任何更改；请先用自己的备份恢复，或用 `sqlite3 webui.db .recover` 抢救数据，然后重试',
  },
  'accounts.refused.irregular': {
    en: '{path} is no regular file: a named pipe or the like stands in its place',
    'zh-CN': '{path} 不是普通文件：该处是命名管道之类的特殊文件',
  },
  'accounts.refused.unreadable': {
    en: 'the database cannot be read. Nothing was changed',
    'zh-CN': '无法读取数据库。未做任何更改',
  },
  'accounts.refused.input-output': {
    en: 'the disk that holds the database reports an error. Nothing was changed',
    'zh-CN': '数据库所在磁盘报告了错误。未做任何更改',
  },
  'accounts.refused.encrypted': {
    en: 'the database is encrypted (SQLCipher), or is no SQLite file at all; this program cannot change it. Nothing was changed',
    'zh-CN': '数据库已加密（SQLCipher），或根本不是 SQLite 文件；本程序无法更改。未做任何更改',
  },
  'accounts.refused.too-large': {
    en: 'the database has an unfinished log and is too large to be looked at in a copy; start Open WebUI once, then run this again. Nothing was changed',
    'zh-CN': '数据库有未完成的日志，且过大而无法复制查看；请先启动一次 Open WebUI，再重试。未做任何更改',
  },
  'accounts.refused.forbidden': {
    en: 'this user may not write to the database or to its folder; run this as the user that Open WebUI runs as, or as root. Nothing was changed',
    'zh-CN': '当前用户无权写入数据库或其所在目录；请以运行 Open WebUI 的用户或 root 身份重试。未做任何更改',
  },
  'accounts.refused.read-only': {
    en: 'the database lies on a read-only mount; mount it writable, then run this again. Nothing was changed',
    'zh-CN': '数据库位于只读挂载上；请改为可写挂载后重试。未做任何更改',
  },
  'accounts.refused.disk-full': {
    en: 'the disk has no room for a copy of the database, and without one nothing is changed; make room, then run this again',
    'zh-CN': '磁盘空间不足以保存数据库副本；没有副本就不会做任何更改。请清理空间后重试',
  },
  'accounts.refused.busy': {
    en: 'another program kept the database locked for longer than 10 seconds. Nothing was changed; try again, or stop Open WebUI first (a stopped one is handled too)',
    'zh-CN': '其他程序锁定数据库超过 10 秒。未做任何更改；请重试，或先停止 Open WebUI（停止状态下同样可以处理）',
  },
  'accounts.refused.unknown-database': {
    en: 'the accounts lie in a database that is neither SQLite nor PostgreSQL. Nothing was changed',
    'zh-CN': '账户所在的数据库既不是 SQLite 也不是 PostgreSQL。未做任何更改',
  },
  'accounts.refused.no-driver': {
    en: "the accounts lie in PostgreSQL, and Open WebUI's Python has no driver for it. Nothing was changed",
    'zh-CN': '账户保存在 PostgreSQL 中，而 Open WebUI 的 Python 没有相应驱动。未做任何更改',
  },
  'accounts.refused.no-connection': {
    en: "the PostgreSQL server that DATABASE_URL names does not answer, or does not let Open WebUI's own user in. Nothing was changed",
    'zh-CN': 'DATABASE_URL 指定的 PostgreSQL 服务器没有应答，或拒绝了 Open WebUI 所用的用户。未做任何更改',
  },
  'accounts.refused.no-entry': {
    en: 'the PostgreSQL server refuses the user, the password or the database that DATABASE_URL names. Nothing was changed',
    'zh-CN': 'PostgreSQL 服务器拒绝了 DATABASE_URL 中的用户、密码或数据库。未做任何更改',
  },
  'accounts.refused.no-answer': {
    en: 'the PostgreSQL server did not carry out the change. Nothing was changed',
    'zh-CN': 'PostgreSQL 服务器未能执行更改。未做任何更改',
  },
  'accounts.refused.no-bcrypt': {
    en: "Open WebUI's Python has no bcrypt, so no password can be made with it. Nothing was changed",
    'zh-CN': 'Open WebUI 的 Python 中没有 bcrypt，无法生成密码哈希。未做任何更改',
  },
  'accounts.refused.no-row': {
    en: 'the account has no row in the table auth, so there is no password to change. Nothing was changed; another administrator can make the account anew',
    'zh-CN': '该账户在 auth 表中没有记录，没有密码可改。未做任何更改；可由其他管理员重新创建该账户',
  },
  'accounts.refused.ambiguous': {
    en: 'the change would have touched more or less than one row, so it was taken back. Nothing was changed',
    'zh-CN': '更改涉及的行数不是恰好一行，因此已撤回。未做任何更改',
  },
  'accounts.refused.changed-meanwhile': {
    en: 'the account was changed by somebody else at the same time, three times. Nothing was changed; try again',
    'zh-CN': '该账户同时被他人更改，连续三次。未做任何更改；请重试',
  },
  'accounts.refused.broken': {
    en: "the change ended before its time in Open WebUI's own Python{? ({error})}. Nothing was changed",
    'zh-CN': '更改在 Open WebUI 自带的 Python 中提前终止{?（{error}）}。未做任何更改',
  },
  'accounts.refused.no-python': {
    en: "Open WebUI's own Python cannot be started. Nothing was changed",
    'zh-CN': '无法启动 Open WebUI 自带的 Python。未做任何更改',
  },
  'accounts.refused.out-of-time': {
    en: 'it took longer than {seconds} seconds and was ended. Nothing was changed',
    'zh-CN': '用时超过 {seconds} 秒，已终止。未做任何更改',
  },
  'accounts.refused.no-image': {
    en: '{name} does not run, and its image {image} is no longer there to read its data with; start it, then run this again. Nothing was changed',
    'zh-CN': '{name} 未在运行，且其镜像 {image} 已不存在，无法读取数据；请启动后重试。未做任何更改',
  },
  'accounts.refused.own-layer': {
    en: '{name} does not run, and its data ({folder}) lie in the container itself, in no volume; start it, then run this again. Nothing was changed',
    'zh-CN': '{name} 未在运行，且数据（{folder}）保存在容器自身而非卷中；请启动后重试。未做任何更改',
  },
  'accounts.refused.engine': {
    en: 'the container engine did not run what was asked of it. Nothing was changed',
    'zh-CN': '容器引擎未能执行请求。未做任何更改',
  },
  'accounts.refused.not-found-instance': {
    en: 'no Open WebUI was found: no container, no process, no installation',
    'zh-CN': '未找到 Open WebUI：没有容器、进程或安装',
  },
  'accounts.refused.engine-forbidden': {
    en: 'no Open WebUI was found, and the container engine may not be asked by this user ({addresses}); run this as root, or as a member of its group',
    'zh-CN': '未找到 Open WebUI，且当前用户无权访问容器引擎（{addresses}）；请以 root 或其用户组成员身份运行',
  },
  'accounts.refused.engine-unreachable': {
    en: 'no Open WebUI was found, and the container engine does not answer ({addresses}); start it, then run this again',
    'zh-CN': '未找到 Open WebUI，且容器引擎没有应答（{addresses}）；请启动后重试',
  },
  'accounts.refused.page-only': {
    en: 'of {name} only the page can be seen, not where its data lie; run this on the machine that it runs on, as the same user or root',
    'zh-CN': '只能看到 {name} 的页面，看不到其数据的位置；请在其所在机器上，以同一用户或 root 身份运行',
  },
  'accounts.refused.no-users': {
    en: 'this Open WebUI has no account yet: open its page, and the first account that is made is the administrator',
    'zh-CN': '此 Open WebUI 还没有账户：打开页面，注册的第一个账户即为管理员',
  },
  'accounts.refused.stopped': {
    en: 'nothing was changed, since it would not have helped (see above)',
    'zh-CN': '未做任何更改，因为更改不会有帮助（见上文）',
  },
  'accounts.refused.unsettled': {
    en: 'the connection was lost while the change was made, and whether it was made cannot be told; run this again',
    'zh-CN': '更改过程中连接中断，无法判断是否已更改；请重新运行',
  },
  'accounts.refused.unkept-row': {
    en: 'the old row could not be kept on this machine, and without that nothing is changed (folder: XDG_STATE_HOME, or ~/.local/state)',
    'zh-CN': '无法在本机保存旧记录；没有副本就不会做任何更改（目录：XDG_STATE_HOME 或 ~/.local/state）',
  },
  'accounts.refused.declined': { en: 'nothing was changed', 'zh-CN': '未做任何更改' },
  'accounts.refused.interrupted': { en: 'interrupted; nothing was changed', 'zh-CN': '已中断；未做任何更改' },
  'accounts.refused.generated-rule': {
    en: "this instance's own password rule refuses generated passwords{hint}; give one with --password-stdin. Nothing was changed",
    'zh-CN': '此实例自定义的密码规则不接受生成的密码{hint}；请用 --password-stdin 提供。未做任何更改',
  },
  'accounts.refused.has-admin': {
    en: '--make-admin is for an instance without an administrator; this one has: {emails}',
    'zh-CN': '--make-admin 仅用于没有管理员的实例；此实例已有：{emails}',
  },
  'accounts.refused.several-instances': {
    en: 'several Open WebUIs were found ({names}); name one with --container',
    'zh-CN': '找到多个 Open WebUI（{names}）；请用 --container 指定',
  },
  'accounts.refused.no-such-user': {
    en: 'nobody has the address {email}; the administrators are: {emails}',
    'zh-CN': '没有使用 {email} 的账户；管理员有：{emails}',
  },
  'accounts.refused.several-accounts': {
    en: 'several accounts have the address {email}, in different case: {emails}; give it exactly as one of them has it',
    'zh-CN': '有多个账户使用 {email}，仅大小写不同：{emails}；请按其中之一的确切写法给出',
  },
  'accounts.refused.several-admins': {
    en: 'there are several administrators ({emails}); name one with --email',
    'zh-CN': '有多个管理员（{emails}）；请用 --email 指定',
  },
  'accounts.refused.no-admin': {
    en: 'this instance has {users} accounts and no administrator; name the account with --email, and add --make-admin to make it one',
    'zh-CN': '此实例有 {users} 个账户，但没有管理员；请用 --email 指定账户，并加上 --make-admin 将其设为管理员',
  },
  'accounts.refused.password-empty': { en: 'the password is empty', 'zh-CN': '密码为空' },
  'accounts.refused.password-zero': { en: 'the password has a zero byte in it', 'zh-CN': '密码中含有零字节' },
  'accounts.refused.password-long': {
    en: 'the password is longer than 72 bytes, which is all that counts ({bytes} bytes in UTF-8)',
    'zh-CN': '密码超过 72 字节上限（UTF-8 编码为 {bytes} 字节）',
  },
  'accounts.refused.password-lines': {
    en: 'standard input holds more than one line; a password is one',
    'zh-CN': '标准输入包含多行；密码只能是一行',
  },
  'accounts.refused.password-text': { en: 'the password is no valid UTF-8', 'zh-CN': '密码不是有效的 UTF-8' },
  'accounts.refused.password-rule': {
    en: "this instance's own rule (ENABLE_PASSWORD_VALIDATION) refuses the password{hint}. Nothing was changed",
    'zh-CN': '此实例自身的密码规则（ENABLE_PASSWORD_VALIDATION）不接受该密码{hint}。未做任何更改',
  },
  'accounts.refused.backup-missing': {
    en: 'there is no copy at {path}',
    'zh-CN': '{path} 处没有副本',
  },
  'accounts.refused.backup-unreadable': { en: 'the copy {path} cannot be read', 'zh-CN': '无法读取副本 {path}' },
  'accounts.refused.backup-foreign': {
    en: '{path} is no copy that this program has made',
    'zh-CN': '{path} 不是本程序生成的副本',
  },
  'accounts.refused.backup-damaged': { en: 'the copy {path} is damaged', 'zh-CN': '副本 {path} 已损坏' },
  'accounts.refused.backup-other': {
    en: '{path} is a copy from another kind of database than this instance uses',
    'zh-CN': '{path} 所属的数据库类型与此实例不同',
  },
  'accounts.refused.backup-same': {
    en: '{path} is the database itself, not a copy of it',
    'zh-CN': '{path} 是数据库本身，而不是副本',
  },
  'accounts.refused.backup-no-row': {
    en: 'the copy {path} holds no row of that account',
    'zh-CN': '副本 {path} 中没有该账户的记录',
  },
  'accounts.refused.backup-whose': {
    en: 'the name of the copy {path} does not tell whose row it was made for; add --email',
    'zh-CN': '从副本 {path} 的文件名看不出属于哪个账户；请加上 --email',
  },
  'accounts.refused.backup-no-account': {
    en: 'the account that the copy was made for is no longer there. Nothing was changed',
    'zh-CN': '副本所属的账户已不存在。未做任何更改',
  },
};
