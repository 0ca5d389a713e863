import type { Text } from '../types/text.js';
import { accountsObstacles } from './accounts-obstacles.js';
import { accountsRefused } from './accounts-refused.js';

/** Sentences of reset-password: plan, questions, proof, result. */
export const accountsMessages: Readonly<Record<string, Text>> = {
  ...accountsRefused,
  ...accountsObstacles,
  'accounts.aside': {
    en: '{container} does not run: its accounts are reached through a throw-away container of {image}, removed afterwards.',
    'zh-CN': '{container} 未在运行：将通过 {image} 的一次性容器访问其账户，用后即删除。',
  },
  'accounts.label.instance': { en: 'Open WebUI', 'zh-CN': 'Open WebUI' },
  'accounts.label.database': { en: 'Database', 'zh-CN': '数据库' },
  'accounts.label.account': { en: 'Account', 'zh-CN': '账户' },
  'accounts.label.change': { en: 'Change', 'zh-CN': '更改' },
  'accounts.label.backup': { en: 'Copy', 'zh-CN': '副本' },
  'accounts.label.back': { en: 'Way back', 'zh-CN': '撤回' },
  'accounts.label.password': { en: 'New password', 'zh-CN': '新密码' },
  'accounts.value.instance': {
    en: '{name} ({runtime}, {version}, {state})',
    'zh-CN': '{name}（{runtime}，{version}，{state}）',
  },
  'accounts.value.postgresql': {
    en: 'PostgreSQL (as DATABASE_URL says)',
    'zh-CN': 'PostgreSQL（由 DATABASE_URL 指定）',
  },
  'accounts.value.account': { en: '{email} ({role})', 'zh-CN': '{email}（{role}）' },
  'accounts.value.columns': { en: 'one row of auth: {columns}', 'zh-CN': 'auth 表中的一行：{columns}' },
  'accounts.value.columns-admin': {
    en: 'one row of auth: {columns}; and the role: admin',
    'zh-CN': 'auth 表中的一行：{columns}；以及角色：admin',
  },
  'accounts.value.copy-file': {
    en: 'a copy of the database, beside it, is made first',
    'zh-CN': '先在数据库旁保存一份完整副本',
  },
  'accounts.value.copy-row': { en: 'the old row is kept on this machine first', 'zh-CN': '先在本机保存旧记录' },
  'accounts.value.unknown-version': { en: 'version unknown', 'zh-CN': '版本未知' },
  'accounts.role.admin': { en: 'administrator', 'zh-CN': '管理员' },
  'accounts.role.user': { en: 'user', 'zh-CN': '普通用户' },
  'accounts.role.pending': { en: 'waiting for approval', 'zh-CN': '等待批准' },
  'accounts.dry-run': { en: 'Dry run: nothing was changed.', 'zh-CN': '试运行：未做任何更改。' },
  'accounts.blocked': {
    en: 'The new password could not be used as things are (see above).',
    'zh-CN': '按目前的设置，新密码无法使用（见上文）。',
  },
  'accounts.ask.which': { en: 'Which administrator? (number)', 'zh-CN': '选择哪个管理员？（序号）' },
  'accounts.ask.instance': { en: 'Which Open WebUI? (number)', 'zh-CN': '选择哪个 Open WebUI？（序号）' },
  'accounts.ask.password': { en: 'New password (not shown)', 'zh-CN': '新密码（不显示）' },
  'accounts.ask.again': { en: 'The same again', 'zh-CN': '再输入一次' },
  'accounts.ask.differ': { en: 'The two are not the same.', 'zh-CN': '两次输入不一致。' },
  'accounts.ask.confirm': { en: 'Change it? [y/N]', 'zh-CN': '确认更改？[y/N]' },
  'accounts.ask.restore': {
    en: 'Put the old row of {email} back? [y/N]',
    'zh-CN': '恢复 {email} 的旧记录？[y/N]',
  },
  'accounts.done.reset': { en: 'The password of {email} was changed.', 'zh-CN': '{email} 的密码已更改。' },
  'accounts.done.sessions': {
    en: 'Every earlier session of this account has ended.',
    'zh-CN': '该账户此前的所有会话均已失效。',
  },
  'accounts.done.admin': { en: '{email} is the administrator now.', 'zh-CN': '{email} 现在是管理员。' },
  'accounts.done.restored': {
    en: 'The old row of {email} is back: the old password is good again. Everything else is as it was.',
    'zh-CN': '已恢复 {email} 的旧记录：旧密码重新有效。其余内容保持不变。',
  },
  'accounts.done.keep': {
    en: 'It holds everything that the database holds, for its owner alone; delete it once you are in: {remove}',
    'zh-CN': '副本包含数据库的全部内容，仅所有者可读；登录成功后请删除：{remove}',
  },
  'accounts.proof.signed-in': {
    en: 'Proven: signing in with the new password works.',
    'zh-CN': '已证实：使用新密码可以登录。',
  },
  'accounts.proof.second-factor': {
    en: 'Proven: the new password is right. A second factor is asked for as well ({step}).',
    'zh-CN': '已证实：新密码正确。此外还要求第二因素（{step}）。',
  },
  'accounts.factor.enroll': {
    en: 'This account has none yet: the page sets one up at the next sign-in.',
    'zh-CN': '该账户尚未设置：下次登录时页面会引导设置。',
  },
  'accounts.factor.verify': {
    en: 'If that is lost too, this makes a recovery token of 30 minutes for the sign-in page: {command}',
    'zh-CN': '如果第二因素也丢失，以下命令会生成一个 30 分钟内有效的恢复令牌，用于登录页面：{command}',
  },
  'accounts.proof.rate-limited': {
    en: 'Not proven: too many sign-ins were tried for this address lately (429), so the right password is refused too, for three minutes at most ({seconds}). The password itself was changed.',
    'zh-CN': '未能证实：该地址近期登录尝试过多（429），正确的密码也会被拒绝，最多三分钟（{seconds}）。密码本身已更改。',
  },
  'accounts.proof.seconds': { en: '{seconds} s left', 'zh-CN': '剩余 {seconds} 秒' },
  'accounts.proof.wait': { en: 'wait, then sign in', 'zh-CN': '请稍候再登录' },
  'accounts.proof.refused': {
    en: 'The new password was written, and signing in with it is refused (400).',
    'zh-CN': '新密码已写入，但登录被拒绝（400）。',
  },
  'accounts.proof.switched-off': {
    en: 'The new password was written, and this instance refuses every sign-in with a password (403).',
    'zh-CN': '新密码已写入，但此实例拒绝任何密码登录（403）。',
  },
  'accounts.proof.other-account': {
    en: 'The new password was written, and signing in leads to another account with the same address in another case.',
    'zh-CN': '新密码已写入，但登录进入了地址仅大小写不同的另一个账户。',
  },
  'accounts.proof.no-answer': {
    en: 'Not proven: the server does not answer yet. The password itself was changed.',
    'zh-CN': '未能证实：服务器尚无应答。密码本身已更改。',
  },
  'accounts.proof.not-running': {
    en: 'Not proven: it does not run. The new password counts from its next start.',
    'zh-CN': '未能证实：它未在运行。新密码在下次启动后生效。',
  },
  'accounts.proof.not-tried': {
    en: 'Not proven: this run was interrupted. The password itself was changed.',
    'zh-CN': '未能证实：本次运行被中断。密码本身已更改。',
  },
  'accounts.proof.unexpected': {
    en: 'Not proven: the sign-in was answered with HTTP {status}. The password itself was changed.',
    'zh-CN': '未能证实：登录请求的应答为 HTTP {status}。密码本身已更改。',
  },
};
