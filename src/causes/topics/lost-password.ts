import type { Topic } from '../../types/cause.js';

/**
 * The administrator's password is lost. Nothing that a probe sees shows it, so it is no cause: a page of
 * `explain`, and `reset-password` is its remedy.
 */
export const lostPassword: Topic = {
  id: 'lost-admin-password',
  title: {
    en: "The administrator's password is lost, so the connections cannot be changed on the page",
    'zh-CN': '管理员密码丢失，无法在页面上更改连接设置',
  },
  explain: {
    what: {
      en: 'Only an administrator can change connections on the page, and nobody else can make one: sign-up is closed once the first account exists. Open WebUI answers a wrong password, an unknown address and an account that is switched off with the same words (“The email or password provided is incorrect”).\nThe password is a bcrypt hash in the table auth, found by the id of the row of the table user that has the address. Since 0.12.0 that row also has session_stamp, which every token carries, and mfa, with the second factor, pending challenges and counts of failures.',
      'zh-CN':
        '只有管理员能在页面上更改连接，而其他人无法成为管理员：第一个账户创建后，注册即被关闭。密码错误、地址不存在、账户被停用时，Open WebUI 的回答都相同（“The email or password provided is incorrect”）。\n密码以 bcrypt 哈希的形式保存在 auth 表中，按 user 表中该地址所在行的 id 查找。自 0.12.0 起，该行还有 session_stamp（每个令牌都带有它）和 mfa（第二因素、未完成的验证和失败计数）。',
    },
    proof: {
      en: 'No probe shows it, so it is never diagnosed. `owui-doctor reset-password --dry-run` shows the database in use, the administrators, and what would block a local password: ENABLE_PASSWORD_AUTH=false, WEBUI_AUTH=false, a trusted header, LDAP, OAuth, SCIM, a hidden form, or two addresses that differ in case only.',
      'zh-CN':
        '任何探测都看不出这一点，因此不会被诊断出来。`owui-doctor reset-password --dry-run` 会显示所用的数据库、管理员，以及会阻碍本地密码的设置：ENABLE_PASSWORD_AUTH=false、WEBUI_AUTH=false、受信请求头、LDAP、OAuth、SCIM、隐藏的登录表单，或仅大小写不同的两个地址。',
    },
    fixes: {
      en: "Run `owui-doctor reset-password`. It works with Docker, Podman and local installations, running or stopped, SQLite or PostgreSQL, by Open WebUI's own Python, since the image has no sqlite3 program.\nIt keeps a consistent copy first (`--restore <copy>` puts the old row back, and only that), then changes one row of auth in one transaction: password (bcrypt, 12 rounds, 72 bytes at most), active, and from 0.12.0 on a new session_stamp, so that stolen or forgotten sessions end, and the pending challenges and counts of failures, which would refuse the right password too. At last it signs in with the new password; 429 means that too many sign-ins were tried, not that the password is wrong.\nNo restart is needed. If the second factor is lost too, the command says how a recovery token is made.\nWhere only a connection has to be repaired, one settings row does it without any account, from 0.10 on: see `explain db-config-overrides-env`.",
      'zh-CN':
        '运行 `owui-doctor reset-password`。它适用于 Docker、Podman 和本地安装，无论运行或停止、SQLite 或 PostgreSQL，都由 Open WebUI 自带的 Python 执行，因为镜像中没有 sqlite3 程序。\n它先保存一份一致的副本（`--restore <副本>` 只恢复旧的那一行），再在一个事务中更改 auth 表的一行：password（bcrypt，12 轮，最多 72 字节）、active；自 0.12.0 起还会写入新的 session_stamp，使被盗或遗忘的会话失效，并清除未完成的验证和失败计数，否则正确的密码也会被拒绝。最后用新密码登录加以证实；429 表示登录尝试过多，而不是密码错误。\n无需重启。如果第二因素也丢失，命令会说明如何生成恢复令牌。\n如果只是要修复连接，自 0.10 起更改一行设置即可，不需要任何账户：见 `explain db-config-overrides-env`。',
    },
    wrongAdvice: {
      en: 'Deleting webui.db, or the volume: every chat, account and setting goes with it.\n`docker exec … sqlite3 …`: the image has no such program. Recipes that fetch alpine and install packages need the internet, and write as root into a database that nobody has copied.\n`UPDATE auth … WHERE email=…`: changes no row, silently, where the case differs; and leaves every old session valid from 0.12.0 on.\nCopying the whole backup over webui.db to go back: it erases the chats since.\nEditing webui.db where DATABASE_URL is set: the accounts lie elsewhere, and that file is a decoy.\nWEBUI_ADMIN_EMAIL and WEBUI_ADMIN_PASSWORD: they count only while there is no account at all.',
      'zh-CN':
        '删除 webui.db 或卷：所有对话、账户和设置都会随之消失。\n`docker exec … sqlite3 …`：镜像中没有这个程序。拉取 alpine 并安装软件包的做法需要联网，并以 root 身份写入没有备份的数据库。\n`UPDATE auth … WHERE email=…`：大小写不同时不会更改任何行，也没有提示；自 0.12.0 起所有旧会话仍然有效。\n用整个备份覆盖 webui.db 来撤回：会抹掉此后的对话。\n设置了 DATABASE_URL 时编辑 webui.db：账户在别处，该文件只是摆设。\nWEBUI_ADMIN_EMAIL 和 WEBUI_ADMIN_PASSWORD：只在没有任何账户时才起作用。',
    },
    sources: ['https://github.com/open-webui/docs/blob/main/docs/troubleshooting/password-reset.mdx'],
  },
};
