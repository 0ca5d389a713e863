import type { Text } from '../types/text.js';
import { FAULTS } from './faults.js';

const faultTexts = Object.fromEntries(Object.entries(FAULTS).map(([id, text]) => [`demo.fault.${id}`, text]));

/** The demo's own sentences, by code: the local texts for whoever renders its events. */
export const demoTexts: Readonly<Record<string, Text>> = {
  ...faultTexts,
  'demo.in-memory': {
    en: 'the demo keeps its settings in memory',
    'zh-CN': '演示环境的设置只保存在内存中',
  },
  'demo.starts': {
    en: 'Remedy: Ollama is started at {url}.',
    'zh-CN': '处理：在 {url} 启动 Ollama。',
  },
  'demo.pulls': {
    en: 'Remedy: the model {model} is pulled (the demo makes one up; nothing is downloaded).',
    'zh-CN': '处理：拉取模型 {model}（演示环境会生成一个假模型，不会下载任何内容）。',
  },
  'demo.sets': {
    en: 'Remedy: the Ollama URL in Open WebUI is set to {url}, with the request that its admin page sends.',
    'zh-CN': '处理：用管理页面所发送的请求，将 Open WebUI 中的 Ollama URL 改为 {url}。',
  },
  'demo.undoes': {
    en: 'The diagnosis names no cause that the demo has a remedy for, so the demo takes its own fault back.',
    'zh-CN': '诊断没有给出演示环境能处理的原因，因此演示环境撤回自己制造的故障。',
  },
  'demo.healthy': { en: 'Nothing was wrong, and nothing was found.', 'zh-CN': '环境本来就正常，也没有发现问题。' },
  'demo.healed': { en: 'The second run is healthy.', 'zh-CN': '第二次检查结果正常。' },
  'demo.false-alarm': {
    en: 'Nothing was wrong, yet a problem was reported.',
    'zh-CN': '环境本来正常，检查却报告了问题。',
  },
  'demo.missed': { en: 'The fault was not found.', 'zh-CN': '没有找到这个故障。' },
  'demo.unhealed': { en: 'The second run still finds a problem.', 'zh-CN': '第二次检查仍然发现问题。' },
};
