import type { Text } from '../types/text.js';

/** Headings, labels and sentences of the reports. */
export const screen = {
  'verdict.healthy': { en: 'HEALTHY', 'zh-CN': '健康' },
  'verdict.problem': { en: 'PROBLEM', 'zh-CN': '有问题' },
  'verdict.warning': { en: 'WARNING', 'zh-CN': '有警告' },
  'verdict.unknown': { en: 'UNKNOWN', 'zh-CN': '无法判定' },
  'verdict.starting': { en: 'STARTING', 'zh-CN': '正在启动' },
  'verdict.healthy-one': { en: 'No fault was found in {name}.', 'zh-CN': '{name} 未发现故障。' },
  'verdict.healthy-many': {
    en: 'No fault was found in {n} Open WebUI instances.',
    'zh-CN': '{n} 个 Open WebUI 实例均未发现故障。',
  },
  'verdict.healthy-warned': {
    en: 'Nothing is broken; {n} warnings are below.',
    'zh-CN': '没有故障；下面列出了 {n} 项警告。',
  },
  'verdict.healthy-warned-1': {
    en: 'Nothing is broken; one warning is below.',
    'zh-CN': '没有故障；下面列出了 1 项警告。',
  },
  'verdict.failed': { en: 'This does not hold: {title}', 'zh-CN': '不成立：{title}' },
  'verdict.crashed': { en: 'A check of this program broke: {title}', 'zh-CN': '本程序的一项检查出错：{title}' },
  'verdict.undecided': {
    en: 'Nothing failed, but too little could be found out.',
    'zh-CN': '没有检查失败，但能够查明的信息太少。',
  },
  'verdict.starting-one': {
    en: '{name} is still starting: it does not answer yet, and that is no fault so far.',
    'zh-CN': '{name} 仍在启动：尚未应答，目前这不算故障。',
  },
  'verdict.unanswered-webui': {
    en: 'Whether Open WebUI answers could not be told: {reason}',
    'zh-CN': '未能查明 Open WebUI 是否应答：{reason}',
  },
  'verdict.unanswered-ollama': {
    en: 'Whether Open WebUI gets an answer from Ollama could not be told: {reason}',
    'zh-CN': '未能查明 Open WebUI 能否得到 Ollama 的应答：{reason}',
  },
  'verdict.more': { en: '{n} more causes follow below the checks.', 'zh-CN': '另有 {n} 个原因，列在检查结果之后。' },
  'verdict.more-quiet': {
    en: 'Further causes: {n}; shown without --quiet.',
    'zh-CN': '另有 {n} 个原因；去掉 --quiet 即可查看。',
  },
  'verdict.more-1': { en: 'One more cause follows below the checks.', 'zh-CN': '另有 1 个原因，列在检查结果之后。' },

  'ended.deadline': {
    en: 'The time limit cut this run short: what was not known by then is “unknown”.',
    'zh-CN': '本次运行到达时限而提前结束：届时尚未查明的项目记为“未知”。',
  },
  'ended.interrupted': {
    en: 'This run was interrupted: only what was known by then is shown.',
    'zh-CN': '本次运行被中断：只显示届时已查明的内容。',
  },
  'ended.hung-up': {
    en: 'The terminal of this run was closed: only what was known by then is shown.',
    'zh-CN': '运行所在的终端已关闭：只显示届时已查明的内容。',
  },
  'ended.terminated': {
    en: 'This run was terminated: only what was known by then is shown.',
    'zh-CN': '本次运行被终止：只显示届时已查明的内容。',
  },
  'ended.wait-ran-out': {
    en: 'The waiting time is over; this is the last round.',
    'zh-CN': '等待时间已用完；以下是最后一轮的结果。',
  },

  'label.instance': { en: 'Open WebUI', 'zh-CN': 'Open WebUI' },
  'label.page': { en: 'Page', 'zh-CN': '页面' },
  'label.ollama': { en: 'Ollama', 'zh-CN': 'Ollama' },
  'label.engine': { en: 'Engine', 'zh-CN': '容器引擎' },
  'label.why': { en: 'Why', 'zh-CN': '原因' },
  'label.cause': { en: 'Cause', 'zh-CN': '代号' },
  'label.hop': { en: 'breaks at: {hop}', 'zh-CN': '断点：{hop}' },
  'label.proof': { en: 'Proof', 'zh-CN': '证据' },
  'label.refuted': { en: 'Ruled out', 'zh-CN': '已排除' },
  'label.run': { en: 'Run this', 'zh-CN': '请运行' },
  'label.do': { en: 'Do this', 'zh-CN': '请操作' },
  'label.tried': { en: 'Tried', 'zh-CN': '预演' },
  'label.effects': { en: 'Note', 'zh-CN': '注意' },
  'label.also': { en: 'As well', 'zh-CN': '另外' },
  'label.undo': { en: 'To undo', 'zh-CN': '撤销' },
  'label.more': { en: 'More', 'zh-CN': '详情' },
  'label.as-root': { en: 'as root', 'zh-CN': '以 root 身份' },
  'label.network': { en: 'network {name}', 'zh-CN': '网络 {name}' },
  'label.no-fix': { en: 'No command is known that mends this safely.', 'zh-CN': '目前没有可以安全修复它的命令。' },

  'line.seen': { en: 'seen', 'zh-CN': '所见' },
  'line.means': { en: 'means', 'zh-CN': '含义' },
  'line.run': { en: 'run', 'zh-CN': '运行' },
  'line.more': { en: 'more', 'zh-CN': '详情' },
  'line.why': { en: 'why', 'zh-CN': '原因' },
  'line.fix-above': { en: 'see the top of this report', 'zh-CN': '见报告最上方' },
  'line.fix-below': { en: 'see below: {cause}', 'zh-CN': '见下文：{cause}' },

  'section.checks': { en: 'Checks', 'zh-CN': '检查' },
  'section.machine': { en: 'This machine', 'zh-CN': '本机' },
  'section.reach': { en: 'Who reaches what', 'zh-CN': '可达性' },
  'section.ways': { en: 'Other ways to mend {cause}', 'zh-CN': '{cause} 的其他修复办法' },
  'section.evidence': { en: 'Evidence', 'zh-CN': '观测记录' },
  'section.vantages': { en: 'Could not look from', 'zh-CN': '无法从以下位置观测' },
  'ways.verbose': { en: 'Their commands: add --verbose.', 'zh-CN': '加 --verbose 可查看这些办法的命令。' },

  'reach.target': { en: 'address', 'zh-CN': '地址' },
  'reach.not-asked': { en: '-', 'zh-CN': '-' },
  'place.host': { en: 'host', 'zh-CN': '主机' },
  'place.self': { en: 'this container', 'zh-CN': '本容器' },
  'place.rehearsal': { en: 'rehearsal {name}', 'zh-CN': '预演 {name}' },

  'skips.blocked': {
    en: 'skipped {n} checks, because {check} did not pass: {list}',
    'zh-CN': '跳过 {n} 项检查，因为 {check} 未通过：{list}',
  },
  'skips.blocked-1': {
    en: 'skipped one check, because {check} did not pass: {list}',
    'zh-CN': '跳过 1 项检查，因为 {check} 未通过：{list}',
  },
  'skips.not-applicable': {
    en: 'not needed here: {list} (why: add --verbose)',
    'zh-CN': '此处无须检查：{list}（加 --verbose 查看原因）',
  },
  'skips.reason': { en: '{list}: {why}', 'zh-CN': '{list}：{why}' },

  'seen.at': { en: '{outcome} {phase}: {address} after {ms} ms', 'zh-CN': '{phase}{outcome}：{address}，{ms} 毫秒' },
  'seen.ok': { en: '{outcome}: {address} after {ms} ms', 'zh-CN': '{outcome}：{address}，{ms} 毫秒' },
  'seen.from': { en: '{what}, from {vantage}', 'zh-CN': '{what}（从 {vantage} 观测）' },

  'foot.exit': { en: 'exit code {code}: {meaning}', 'zh-CN': '退出码 {code}：{meaning}' },
  'unit.ms': { en: '{n} ms', 'zh-CN': '{n} 毫秒' },
  'unit.s': { en: '{n} s', 'zh-CN': '{n} 秒' },

  'markdown.title': { en: 'owui-doctor report', 'zh-CN': 'owui-doctor 报告' },
  'markdown.status': { en: 'Status', 'zh-CN': '状态' },
  'markdown.check': { en: 'Check', 'zh-CN': '检查' },
  'markdown.answer': { en: 'Answer', 'zh-CN': '结果' },
  'markdown.where': { en: 'Where', 'zh-CN': '位置' },
} as const satisfies Record<string, Text>;
