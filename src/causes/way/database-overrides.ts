import { putInstead } from './fixes.js';
import { wayCause } from './way-cause.js';

export const databaseOverridesEnv = wayCause({
  id: 'db-config-overrides-env',
  hop: 'configuration',
  title: {
    en: 'A stored setting overrides the environment’s Ollama URL',
    'zh-CN': '数据库中保存的设置覆盖了环境变量中的 Ollama URL',
  },
  messages: {
    is: {
      en: 'In force is {url}, as stored in Open WebUI’s settings. {environment} is not read any more, though it would work.',
      'zh-CN': '当前生效的是 Open WebUI 设置中保存的 {url}。{environment} 虽然可用，但已不再被读取。',
    },
  },
  explain: {
    what: {
      en: 'Open WebUI 0.10 and later writes every setting into its database at the first start of a volume, and reads it from there ever after. In 0.9 and earlier the same holds once the connections were saved on the admin page. A changed OLLAMA_BASE_URL then has no effect.',
      'zh-CN':
        'Open WebUI 0.10 及以后的版本在数据卷首次启动时把所有设置写入数据库，此后一律从数据库读取。0.9 及更早的版本在管理页面保存过连接之后也是如此。此时修改 OLLAMA_BASE_URL 不起作用。',
    },
    proof: {
      en: 'The URL in the database differs from the one that the environment sets, it fails from inside, and the environment’s one answers from there.',
      'zh-CN': '数据库中的 URL 与环境变量设置的不同，从容器内部访问失败，而环境变量中的 URL 有应答。',
    },
    fixes: {
      en: 'Change the stored setting: one row (0.10 and later), effective within a second and without a restart, or the admin page.',
      'zh-CN': '修改数据库中保存的设置：在 0.10 及以后的版本中只需改一行，一秒内生效且无需重启；或在管理页面修改。',
    },
    wrongAdvice: {
      en: 'Re-creating the container with another -e OLLAMA_BASE_URL and the same volume changes nothing. The SQL that circulates uses columns that do not exist, and the image has no sqlite3 program. RESET_CONFIG_ON_START wipes every setting; that and ENABLE_PERSISTENT_CONFIG=false reopen sign-up unless ENABLE_SIGNUP=false is set too.',
      'zh-CN':
        '用同一数据卷并改用另一个 -e OLLAMA_BASE_URL 重建容器毫无作用。流传的 SQL 使用了不存在的列，镜像中也没有 sqlite3 程序。RESET_CONFIG_ON_START 会清除所有设置；它与 ENABLE_PERSISTENT_CONFIG=false 都会重新开放注册，除非同时设置 ENABLE_SIGNUP=false。',
    },
    sources: [
      'https://github.com/open-webui/open-webui/issues/12034',
      'https://github.com/open-webui/open-webui/issues/9727',
      'https://github.com/open-webui/open-webui/issues/1326',
      'https://github.com/open-webui/docs/blob/main/docs/reference/env-configuration.mdx',
    ],
  },
  fixes: putInstead,
});
