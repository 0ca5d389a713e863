import type { Text } from '../types/text.js';

/** What the runner says in place of a check: skips, cut-offs, crashes. */
export const runner = {
  'runner.blocked': { en: '{check} has to pass first.', 'zh-CN': '须先通过 {check}。' },
  'runner.crashed': {
    en: 'The check itself broke ({error}); the others went on.',
    'zh-CN': '检查本身出错（{error}），其余检查照常进行。',
  },
  'runner.deadline': { en: 'The time limit of this run came first.', 'zh-CN': '在得出结果前，本次运行已到时限。' },
  'runner.aborted': { en: 'The run ended before this was known.', 'zh-CN': '在查明之前，运行已结束。' },
  'runner.no-answer': { en: 'The check gave no answer.', 'zh-CN': '该检查没有给出结果。' },
} as const satisfies Record<string, Text>;
