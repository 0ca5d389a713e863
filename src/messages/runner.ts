import type { Text } from '../types/text.js';

/** What the runner says in place of a check: skips, cut-offs, crashes. */
export const runner = {
  'runner.blocked': { en: '{check} has to pass first.', 'zh-CN': '须先通过 {check}。' },
  'runner.crashed': {
    en: 'The check itself broke{? ({error})}; the others went on.',
    'zh-CN': '检查本身出错{?（{error}）}，其余检查照常进行。',
  },
  'runner.bad-answer': {
    en: 'The check returned no usable answer (at {where}); the others went on.',
    'zh-CN': '检查返回的结果无法使用（位于 {where}），其余检查照常进行。',
  },
  'runner.cause-crashed': {
    en: 'The cause {name} could not be judged, since its code broke{? ({error})}; the others were.',
    'zh-CN': '无法判断原因 {name}：其代码出错{?（{error}）}，其余原因照常判断。',
  },
  'runner.cause-bad-answer': {
    en: 'The cause {name} could not be judged, since it returned no usable answer (at {where}); the others were.',
    'zh-CN': '无法判断原因 {name}：它返回的结果无法使用（位于 {where}），其余原因照常判断。',
  },
  'row.plugin': { en: 'The plug-in runs without an error', 'zh-CN': '插件运行无误' },
  'runner.plugin-crashed': {
    en: 'The plug-in {name} broke{? ({error})}; everything else went on.',
    'zh-CN': '插件 {name} 出错{?（{error}）}，其余部分照常进行。',
  },
  'runner.cut-off': {
    en: 'Not known: the run ended before there was an answer.',
    'zh-CN': '未查明：得到结果之前，运行已经结束。',
  },
  'vantage.container-not-running': {
    en: 'Nothing can be asked from inside {name}: the container is {state}.',
    'zh-CN': '无法从 {name} 内部探测：容器处于{state}状态。',
  },
  'vantage.page-only': {
    en: 'Only the page of {name} is seen from here; what runs behind it cannot be looked into.',
    'zh-CN': '从此处只能看到 {name} 的页面，无法查看其背后的程序。',
  },
  'vantage.no-python': {
    en: 'Nothing can be asked from inside {name}: the container has no python3.',
    'zh-CN': '无法从 {name} 内部探测：容器中没有 python3。',
  },
  'vantage.none': {
    en: 'There is no place to ask this from.',
    'zh-CN': '没有可用于探测的位置。',
  },
} as const satisfies Record<string, Text>;
