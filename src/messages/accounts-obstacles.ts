import type { Text } from '../types/text.js';

/** What may block a local password, each with what to do then. */
export const accountsObstacles: Readonly<Record<string, Text>> = {
  'accounts.obstacle.auth-off': {
    en: 'WEBUI_AUTH is off: the page signs in by itself as {email}, and nobody is asked for a password.',
    'zh-CN': 'WEBUI_AUTH 已关闭：页面会自动以 {email} 登录，不会要求任何人输入密码。',
  },
  'accounts.advice.auth-off': {
    en: 'Open the page: you are in. Another password for {email} would lock everybody out; for accounts with passwords, start Open WebUI without WEBUI_AUTH.',
    'zh-CN':
      '直接打开页面即可。更改 {email} 的密码会把所有人拒之门外；若要使用带密码的账户，请不带 WEBUI_AUTH 启动 Open WebUI。',
  },
  'accounts.obstacle.no-row': {
    en: '{email} has no row in the table auth: there is no password to change.',
    'zh-CN': '{email} 在 auth 表中没有记录：没有可更改的密码。',
  },
  'accounts.advice.no-row': {
    en: 'Let another administrator delete the account and make it anew.',
    'zh-CN': '请由其他管理员删除并重新创建该账户。',
  },
  'accounts.obstacle.password-auth-off': {
    en: 'ENABLE_PASSWORD_AUTH=false: this instance refuses every password (403).',
    'zh-CN': 'ENABLE_PASSWORD_AUTH=false：此实例拒绝任何密码登录（403）。',
  },
  'accounts.advice.password-auth-off': {
    en: 'Sign in by the way that is switched on (OAuth), or start Open WebUI without ENABLE_PASSWORD_AUTH=false.',
    'zh-CN': '请使用已启用的登录方式（OAuth），或去掉 ENABLE_PASSWORD_AUTH=false 后启动 Open WebUI。',
  },
  'accounts.obstacle.trusted-header': {
    en: 'WEBUI_AUTH_TRUSTED_EMAIL_HEADER is set: the proxy in front says who signs in, and passwords are not looked at.',
    'zh-CN': '已设置 WEBUI_AUTH_TRUSTED_EMAIL_HEADER：由前置代理声明登录者，不检查密码。',
  },
  'accounts.advice.trusted-header': {
    en: 'Sign in through that proxy, or start Open WebUI without the variable.',
    'zh-CN': '请通过该代理登录，或去掉此变量后启动 Open WebUI。',
  },
  'accounts.obstacle.capitals': {
    en: '{email} is stored with capital letters, and Open WebUI {version} looks for small letters only: it never finds this account.',
    'zh-CN': '{email} 以大写字母存储，而 Open WebUI {version} 只按小写查找：永远找不到此账户。',
  },
  'accounts.advice.capitals': {
    en: 'Update Open WebUI to 0.8.12 or later, which looks in any case, or let another administrator write the address in small letters.',
    'zh-CN': '请将 Open WebUI 升级到 0.8.12 或更高版本（不区分大小写），或由其他管理员将该地址改为小写。',
  },
  'accounts.obstacle.twins': {
    en: '{count} more account has the address {email} in another case, and sign-in takes whichever comes first.',
    'zh-CN': '另有 {count} 个账户使用仅大小写不同的 {email}，登录时会取先找到的那个。',
  },
  'accounts.advice.twins': {
    en: 'The password of the one that is named is changed. Once you are in, give one of them another address; until then 0.11 and later cannot update their database.',
    'zh-CN': '将更改所指定账户的密码。登录后请为其中一个更换地址；在此之前，0.11 及更高版本无法升级数据库。',
  },
  'accounts.obstacle.oauth-only': {
    en: 'The sign-in form is hidden (ENABLE_LOGIN_FORM), and the page offers OAuth alone.',
    'zh-CN': '登录表单已隐藏（ENABLE_LOGIN_FORM），页面只提供 OAuth 登录。',
  },
  'accounts.advice.oauth-only': {
    en: 'The password works all the same: open the page at /auth?form=1, which shows the form.',
    'zh-CN': '密码仍然有效：打开页面的 /auth?form=1 即可显示表单。',
  },
  'accounts.obstacle.login-form-hidden': {
    en: 'The sign-in form is hidden (ENABLE_LOGIN_FORM).',
    'zh-CN': '登录表单已隐藏（ENABLE_LOGIN_FORM）。',
  },
  'accounts.advice.login-form-hidden': {
    en: 'The password works all the same: open the page at /auth?form=1, which shows the form.',
    'zh-CN': '密码仍然有效：打开页面的 /auth?form=1 即可显示表单。',
  },
  'accounts.obstacle.ldap': {
    en: 'LDAP is switched on: the password of the directory is another one and is not touched.',
    'zh-CN': '已启用 LDAP：目录服务的密码是另一个，不会被更改。',
  },
  'accounts.advice.ldap': {
    en: 'Choose the sign-in with e-mail on the page for the new password.',
    'zh-CN': '使用新密码时，请在页面上选择以电子邮件登录。',
  },
  'accounts.obstacle.scim': {
    en: '{email} was made by a directory (SCIM) and has had no password of its own.',
    'zh-CN': '{email} 由目录服务（SCIM）创建，此前没有自己的密码。',
  },
  'accounts.advice.scim': {
    en: 'It gets one now; the directory may still switch the account off.',
    'zh-CN': '现在会为其设置一个；目录服务仍可停用该账户。',
  },
  'accounts.obstacle.oauth-account': {
    en: '{email} signs in with OAuth and has had no password that anybody knows.',
    'zh-CN': '{email} 通过 OAuth 登录，此前没有任何人知道的密码。',
  },
  'accounts.advice.oauth-account': {
    en: 'It gets one now; OAuth goes on working.',
    'zh-CN': '现在会为其设置一个；OAuth 登录不受影响。',
  },
  'accounts.obstacle.pending': {
    en: '{email} waits for approval (role pending) and sees nothing but that after signing in.',
    'zh-CN': '{email} 正等待批准（角色 pending），登录后只能看到等待页面。',
  },
  'accounts.advice.pending': {
    en: 'The role stays; --make-admin changes it where there is no administrator.',
    'zh-CN': '角色保持不变；没有管理员时可用 --make-admin 更改。',
  },
  'accounts.obstacle.no-administrator': {
    en: '{email} is no administrator (role {role}).',
    'zh-CN': '{email} 不是管理员（角色 {role}）。',
  },
  'accounts.advice.no-administrator': {
    en: 'The role stays; --make-admin changes it where there is no administrator.',
    'zh-CN': '角色保持不变；没有管理员时可用 --make-admin 更改。',
  },
  'accounts.obstacle.inactive': { en: '{email} was switched off.', 'zh-CN': '{email} 已被停用。' },
  'accounts.advice.inactive': {
    en: 'It is switched on again, or no password would work.',
    'zh-CN': '将重新启用，否则任何密码都无效。',
  },
  'accounts.obstacle.second-factor': {
    en: '{email} has a second factor, which stays.',
    'zh-CN': '{email} 设有第二因素，将保持不变。',
  },
  'accounts.advice.second-factor': {
    en: 'Pending challenges and counts of failures are cleared.',
    'zh-CN': '未完成的验证和失败计数会被清除。',
  },
  'accounts.obstacle.old-tokens': {
    en: 'This version cannot end sessions: whoever is signed in as this account stays so.',
    'zh-CN': '此版本无法结束会话：已登录此账户的人将保持登录。',
  },
  'accounts.advice.old-tokens': {
    en: 'Where that is a danger, start Open WebUI with another WEBUI_SECRET_KEY: everybody is then signed out.',
    'zh-CN': '若有风险，请更换 WEBUI_SECRET_KEY 后启动 Open WebUI：所有人都会被登出。',
  },
};
