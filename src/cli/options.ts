import { DEADLINE_MS, GATE_WAIT_MS, PROBE_MS } from '../budgets.js';
import { FAIL_ON } from '../report/exit-code.js';
import { FORMATS } from '../report/reporters.js';
import { LANGS, type Text } from '../types/text.js';

/**
 * The single source of options: parser, help, environment variables, configuration file and completion read it.
 * `value` names what an option takes; one without it is a flag.
 */
export interface OptionSpec {
  readonly help: Text;
  readonly value?: Text;
  readonly many?: true;
  readonly choices?: readonly string[];
  /** Shown in the help. */
  readonly standard?: string;
  /** What the shell completes. */
  readonly completes?: 'file' | 'check';
}

const seconds = (ms: number): string => `${ms / 1000}s`;
const duration: Text = { en: 'duration', 'zh-CN': '时长' };
const path: Text = { en: 'path', 'zh-CN': '路径' };
const glob: Text = { en: 'glob', 'zh-CN': '通配符' };
const url: Text = { en: 'url', 'zh-CN': 'URL' };

export const options = {
  'in-container': {
    help: {
      en: 'this process runs inside the Open WebUI container, or shares its network',
      'zh-CN': '本进程运行在 Open WebUI 容器内，或共享其网络',
    },
  },
  container: {
    value: { en: 'name|id', 'zh-CN': '名称|ID' },
    help: {
      en: 'which Open WebUI container (default: every one that is found)',
      'zh-CN': '要检查的 Open WebUI 容器（默认：找到的全部）',
    },
  },
  'ollama-url': {
    value: url,
    many: true,
    help: { en: 'probe this URL in place of the one in force', 'zh-CN': '探测此 URL，代替当前生效的 URL' },
  },
  'webui-url': {
    value: url,
    help: { en: 'where the browser opens Open WebUI', 'zh-CN': '浏览器打开 Open WebUI 的地址' },
  },
  dotenv: {
    value: path,
    completes: 'file',
    help: {
      en: 'read variables from this file (default: ./.env where it exists)',
      'zh-CN': '从此文件读取变量（默认：存在的 ./.env）',
    },
  },
  'docker-host': {
    value: { en: 'address', 'zh-CN': '地址' },
    help: {
      en: 'the container engine (default: DOCKER_HOST, the current context, then the usual sockets)',
      'zh-CN': '容器引擎（默认：DOCKER_HOST、当前 context，然后是常见的套接字）',
    },
  },
  only: {
    value: glob,
    many: true,
    completes: 'check',
    help: { en: 'only the checks with these ids', 'zh-CN': '只进行这些 ID 的检查' },
  },
  skip: {
    value: glob,
    many: true,
    completes: 'check',
    help: { en: 'leave the checks with these ids out', 'zh-CN': '不进行这些 ID 的检查' },
  },
  timeout: {
    value: duration,
    standard: seconds(PROBE_MS),
    help: { en: 'limit of one probe', 'zh-CN': '单次探测的时限' },
  },
  deadline: {
    value: duration,
    standard: seconds(DEADLINE_MS),
    help: { en: 'limit of one round', 'zh-CN': '一轮检查的时限' },
  },
  wait: {
    value: duration,
    help: {
      en: `repeat until healthy, or exit with 3 (gate: ${seconds(GATE_WAIT_MS)})`,
      'zh-CN': `重复检查直到健康，超时则以 3 退出（gate 默认 ${seconds(GATE_WAIT_MS)}）`,
    },
  },
  offline: {
    help: {
      en: 'send nothing beyond this machine and the configured Ollama',
      'zh-CN': '除本机和所配置的 Ollama 外，不向任何地方发送请求',
    },
  },
  'fail-on': {
    value: { en: 'status', 'zh-CN': '状态' },
    choices: FAIL_ON,
    standard: 'fail',
    help: { en: 'the least status that counts as unhealthy', 'zh-CN': '从哪一状态起算作不健康' },
  },
  format: {
    value: { en: 'format', 'zh-CN': '格式' },
    many: true,
    choices: FORMATS,
    standard: 'text',
    help: { en: 'how the report is written', 'zh-CN': '报告的格式' },
  },
  output: {
    value: path,
    many: true,
    completes: 'file',
    help: {
      en: 'write the --format before it to this file, not to stdout',
      'zh-CN': '把前一个 --format 写入此文件，而不是标准输出',
    },
  },
  lang: {
    value: { en: 'language', 'zh-CN': '语言' },
    choices: LANGS,
    help: { en: 'language of the sentences (default: that of the locale)', 'zh-CN': '语言（默认：取自 locale）' },
  },
  'token-file': {
    value: { en: 'path|-', 'zh-CN': '路径|-' },
    completes: 'file',
    help: {
      en: 'an Open WebUI token for the proxied route; - reads stdin (also: OWUI_DOCTOR_TOKEN)',
      'zh-CN': '用于转发路径的 Open WebUI 令牌；- 表示标准输入（也可用 OWUI_DOCTOR_TOKEN）',
    },
  },
  plugin: {
    value: { en: 'package|path', 'zh-CN': '包名|路径' },
    many: true,
    completes: 'file',
    help: { en: 'load a plug-in', 'zh-CN': '加载插件' },
  },
  rehearse: {
    help: {
      en: 'try fixes in a throw-away container first; --no-rehearse starts none (off in gate and with --wait)',
      'zh-CN': '先在一次性容器中预演修复；--no-rehearse 则不启动（gate 和 --wait 下默认关闭）',
    },
  },
  email: {
    value: { en: 'address', 'zh-CN': '地址' },
    help: {
      en: 'reset-password: whose password, in any case (default: the only administrator, or one of several to choose)',
      'zh-CN': 'reset-password：要重置密码的账户，不区分大小写（默认：唯一的管理员；有多个时可选择）',
    },
  },
  'password-stdin': {
    help: {
      en: 'reset-password: read the new password from stdin, one line',
      'zh-CN': 'reset-password：从标准输入读取新密码（一行）',
    },
  },
  generate: {
    help: {
      en: 'reset-password: make a new password and show it once',
      'zh-CN': 'reset-password：生成新密码，只显示一次',
    },
  },
  'make-admin': {
    help: {
      en: 'reset-password: make the account an administrator, where there is none',
      'zh-CN': 'reset-password：没有管理员时，将该账户设为管理员',
    },
  },
  restore: {
    value: { en: 'copy', 'zh-CN': '副本' },
    help: {
      en: 'reset-password: put the old row back from the copy that was made before',
      'zh-CN': 'reset-password：从更改前保存的副本恢复旧记录',
    },
  },
  'dry-run': {
    help: { en: 'reset-password: show what would change', 'zh-CN': 'reset-password：只显示将要更改的内容' },
  },
  yes: { help: { en: 'do not ask before a change', 'zh-CN': '更改前不再询问' } },
  quiet: { help: { en: 'the verdict, the first fix and the counts alone', 'zh-CN': '只显示结论、首选修复和统计' } },
  verbose: { help: { en: 'every command, answer and observation', 'zh-CN': '显示全部命令、结果和观测记录' } },
  color: {
    help: {
      en: 'colours; --no-color for none (also: NO_COLOR, FORCE_COLOR)',
      'zh-CN': '颜色；--no-color 关闭（也可用 NO_COLOR、FORCE_COLOR）',
    },
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type OptionName = keyof typeof options;
export const OPTION_NAMES = Object.keys(options).filter(isOption);

function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}

/** The environment variable of an option: `--fail-on` is `OWUI_DOCTOR_FAIL_ON`. */
export function variableOf(name: OptionName): string {
  return `OWUI_DOCTOR_${name.toUpperCase().replaceAll('-', '_')}`;
}

export function specOf(name: OptionName): OptionSpec {
  return options[name];
}

/** Options of `reset-password` alone. */
export const ACCOUNT = [
  'email',
  'password-stdin',
  'generate',
  'make-admin',
  'restore',
  'dry-run',
  'yes',
] as const satisfies readonly OptionName[];

/** Options of an examination: all but those that change an account. */
export const EXAMINE: readonly OptionName[] = OPTION_NAMES.filter((name) => !ACCOUNT.some((other) => other === name));

/** Options that every command knows. */
export const COMMON = ['lang', 'color'] as const satisfies readonly OptionName[];
