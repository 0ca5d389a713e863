import type { Text } from '../types/text.js';

/** What the runner says in place of a check: skips, cut-offs, crashes. */
export const runner = {
  'runner.blocked': { en: '{check} has to pass first.', 'zh-CN': '须先通过 {check}。' },
  'runner.crashed': {
    en: 'The check itself broke ({error}); the others went on.',
    'zh-CN': '检查本身出错（{error}），其余检查照常进行。',
  },
  'runner.cut-off': {
    en: 'Not known: the run ended before there was an answer.',
    'zh-CN': '未查明：得到结果之前，运行已经结束。',
  },
} as const satisfies Record<string, Text>;
