import type { Text } from '../types/text.js';

/** What the command line says on stderr: wrong usage, progress, defects. */
export const commandLine = {
  'cli.unknown-option': { en: 'Unknown option: {name}', 'zh-CN': '未知选项：{name}' },
  'cli.env-file': {
    en: 'Node takes --env-file for an option of its own; use --dotenv',
    'zh-CN': 'Node 会把 --env-file 当作它自己的选项；请改用 --dotenv',
  },
  'cli.unknown-command': { en: 'Unknown command: {name}', 'zh-CN': '未知命令：{name}' },
  'cli.extra-argument': { en: 'Unexpected argument: {name}', 'zh-CN': '多余的参数：{name}' },
  'cli.did-you-mean': {
    en: '{problem} (did you mean {suggestion}?)',
    'zh-CN': '{problem}（是否想输入 {suggestion}？）',
  },
  'cli.missing-value': { en: '{name} needs a value', 'zh-CN': '{name} 缺少取值' },
  'cli.missing-argument': { en: '{command} needs an argument: {name}', 'zh-CN': '{command} 缺少参数：{name}' },
  'cli.given-twice': { en: '{name} can be given only once', 'zh-CN': '{name} 只能给出一次' },
  'cli.bad-boolean': {
    en: '{name}: “{value}” is neither true nor false',
    'zh-CN': '{name}：“{value}” 既不是 true 也不是 false',
  },
  'cli.bad-duration': {
    en: '{name}: “{value}” is no duration; examples: 500ms, 4s, 1m30s, 20 (seconds)',
    'zh-CN': '{name}：“{value}” 不是时长；例如 500ms、4s、1m30s、20（秒）',
  },
  'cli.bad-choice': {
    en: '{name}: “{value}” is none of {choices}',
    'zh-CN': '{name}：“{value}” 不在可选值之内：{choices}',
  },
  'cli.bad-url': { en: '{name}: “{value}” is no http(s) URL', 'zh-CN': '{name}：“{value}” 不是 http(s) URL' },
  'cli.bad-type': { en: '{name}: wrong type of value', 'zh-CN': '{name}：取值类型有误' },
  'cli.no-match': { en: '{name}: no check matches “{value}”', 'zh-CN': '{name}：没有与 “{value}” 匹配的检查' },
  'cli.nothing-left': {
    en: '--only and --skip together leave no check to run',
    'zh-CN': '--only 与 --skip 合在一起后没有剩下任何检查',
  },
  'cli.unknown-id': { en: '“{value}” is neither a check nor a cause', 'zh-CN': '“{value}” 既不是检查也不是原因' },
  'cli.unknown-fault': {
    en: '“{value}” is no fault of the demo; there are: {choices}',
    'zh-CN': '演示中没有 “{value}” 这种故障；可选：{choices}',
  },
  'cli.unreadable': { en: '{name}: cannot read {path} ({code})', 'zh-CN': '{name}：无法读取 {path}（{code}）' },
  'cli.token-file': {
    en: '{name}: the file cannot be read ({code}); it takes a path, never the token itself',
    'zh-CN': '{name}：无法读取该文件（{code}）；此选项接受路径，而不是令牌本身',
  },
  'cli.empty-token': { en: '{name}: no token was found there', 'zh-CN': '{name}：其中没有令牌' },
  'cli.unwritable': { en: '{name}: cannot write {path} ({code})', 'zh-CN': '{name}：无法写入 {path}（{code}）' },
  'cli.output-pairs': {
    en: '--output: at most one --format may go to stdout, but {list} would',
    'zh-CN': '--output：最多只能有一种 --format 输出到标准输出，而现在有：{list}',
  },
  'cli.too-many-outputs': { en: '--output: more files than formats', 'zh-CN': '--output：文件比格式多' },
  'cli.same-output': { en: '--output: {path} is given twice', 'zh-CN': '--output：{path} 给出了两次' },
  'cli.config-json': { en: '{path} is no valid JSON object', 'zh-CN': '{path} 不是有效的 JSON 对象' },
  'cli.config-key': { en: '{path}: unknown key “{name}”', 'zh-CN': '{path}：未知的键 “{name}”' },
  'cli.conflict': { en: '{one} and {other} exclude each other', 'zh-CN': '{one} 与 {other} 不能同时使用' },
  'cli.needs-yes': {
    en: '{name} changes an account and nobody can be asked here; add --yes, or --dry-run to look only',
    'zh-CN': '{name} 会更改账户，而此处无法询问；请加上 --yes，或用 --dry-run 只查看',
  },
  'cli.needs-password': {
    en: '{name} needs a password, and nobody can be asked here; give it with --password-stdin, or use --generate',
    'zh-CN': '{name} 需要密码，而此处无法询问；请用 --password-stdin 提供，或使用 --generate',
  },
  'cli.nowhere-to-show': {
    en: '--generate with --format json shows the password on the terminal alone, and there is none; use --password-stdin',
    'zh-CN': '--generate 与 --format json 同用时只在终端上显示密码，而此处没有终端；请使用 --password-stdin',
  },
  'cli.stdin-terminal': {
    en: '--password-stdin reads a pipe or a file; without it the password is asked for',
    'zh-CN': '--password-stdin 用于读取管道或文件；不加该选项则会询问密码',
  },
  'cli.plugin': { en: '--plugin: cannot load {name} ({code})', 'zh-CN': '--plugin：无法加载 {name}（{code}）' },
  'cli.plugin-invalid': {
    en: '--plugin: {name} is no plug-in of owui-doctor: {why}',
    'zh-CN': '--plugin：{name} 不是 owui-doctor 的插件：{why}',
  },
  'cli.defect': {
    en: 'owui-doctor broke{? ({error})}; no report could be made. Please report it, with the output of “owui-doctor --verbose”, where you got the program from.',
    'zh-CN':
      'owui-doctor 自身出错{?（{error}）}，未能生成报告。请将 “owui-doctor --verbose” 的输出反馈给本程序的发布者。',
  },
  'cli.output-failed': {
    en: 'The report could not be written to {path} ({code}).',
    'zh-CN': '报告无法写入 {path}（{code}）。',
  },
  'cli.stdout': {
    en: 'the standard output cannot be written ({code}); nothing of the result is certain to have arrived',
    'zh-CN': '无法写入标准输出（{code}）；不能保证结果已完整输出',
  },
  'cli.stopped': { en: 'ended by a signal before anything was found out', 'zh-CN': '尚无任何结果时即被信号结束' },
  'cli.summary-failed': {
    en: 'The job summary could not be written ({code}).',
    'zh-CN': '作业摘要无法写入（{code}）。',
  },

  'progress.discovering': { en: 'Reading the configuration', 'zh-CN': '正在读取配置' },
  'progress.reading-stopped': {
    en: 'Reading the settings of {name}, which is stopped, in a throw-away container',
    'zh-CN': '{name} 已停止，正在用一次性容器读取它的设置',
  },
  'progress.cleaning-up': {
    en: 'Removing the throw-away container {name}; a second signal ends this',
    'zh-CN': '正在移除一次性容器 {name}；再次发送信号可立即结束',
  },
  'progress.checking': { en: 'Checking ({done} of {total})', 'zh-CN': '正在检查（{done}/{total}）' },
  'progress.rehearsing': {
    en: 'Rehearsing the fix {fix} in a throw-away container (--no-rehearse leaves this out)',
    'zh-CN': '正在一次性容器中预演修复 {fix}（可用 --no-rehearse 关闭）',
  },
  'progress.waiting': {
    en: 'Not healthy yet ({title}); next round in {s} s, {left} s left',
    'zh-CN': '尚不健康（{title}）；{s} 秒后开始下一轮，剩余 {left} 秒',
  },
  'progress.stopping': {
    en: 'Stopping; press Ctrl+C again to end at once',
    'zh-CN': '正在停止；再按一次 Ctrl+C 立即结束',
  },

  'help.usage': { en: 'Usage: owui-doctor [command] [options]', 'zh-CN': '用法：owui-doctor [命令] [选项]' },
  'help.about': {
    en: 'Finds out why Open WebUI cannot reach Ollama, Hugging Face or your browser, and prints the commands that mend it.',
    'zh-CN': '查明 Open WebUI 为何无法连接 Ollama、Hugging Face 或浏览器，并给出可直接粘贴的修复命令。',
  },
  'help.commands': { en: 'Commands:', 'zh-CN': '命令：' },
  'help.options': { en: 'Options:', 'zh-CN': '选项：' },
  'help.positionals': { en: 'Arguments:', 'zh-CN': '参数：' },
  'help.exit': { en: 'Exit codes:', 'zh-CN': '退出码：' },
  'help.precedence': {
    en: 'Every option is also an environment variable (OWUI_DOCTOR_DEADLINE=30s) and a key of owui-doctor.config.json ({"deadline": "30s"}). An option counts before a variable, a variable before the file.',
    'zh-CN':
      '每个选项都可用环境变量（OWUI_DOCTOR_DEADLINE=30s）或 owui-doctor.config.json 中的键（{"deadline": "30s"}）给出。优先级：选项、环境变量、文件。',
  },
  'help.help': { en: 'show help', 'zh-CN': '显示帮助' },
  'help.version': { en: 'show the version', 'zh-CN': '显示版本' },
  'help.default': { en: 'default', 'zh-CN': '默认' },
  'help.choices': { en: 'one of', 'zh-CN': '可选' },
  'help.repeatable': { en: 'repeatable', 'zh-CN': '可重复' },

  'list.checks': { en: 'Checks', 'zh-CN': '检查' },
  'list.causes': { en: 'Causes', 'zh-CN': '原因' },
  'list.sends': { en: '{title} (asks {hosts})', 'zh-CN': '{title}（会访问 {hosts}）' },
  'list.more': {
    en: 'More about one: owui-doctor explain <id>',
    'zh-CN': '查看某一项的说明：owui-doctor explain <id>',
  },
  'explain.check': { en: 'check', 'zh-CN': '检查' },
  'explain.cause': { en: 'cause', 'zh-CN': '原因' },
  'explain.needs': { en: 'Asked only where these pass', 'zh-CN': '仅在以下检查通过后进行' },
  'explain.answers': { en: 'What it can answer', 'zh-CN': '可能的结果' },
  'explain.what': { en: 'What it is', 'zh-CN': '这是什么' },
  'explain.proof': { en: 'How it is proven', 'zh-CN': '如何证实' },
  'explain.fixes': { en: 'What mends it', 'zh-CN': '如何修复' },
  'explain.wrong': { en: 'Advice that does not help', 'zh-CN': '无效的建议' },
  'explain.sources': { en: 'Sources', 'zh-CN': '来源' },
} as const satisfies Record<string, Text>;
