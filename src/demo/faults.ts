import type { Text } from '../types/text.js';

/** The faults that the demo can have, and the sentence that tells what was built. */
export const FAULTS = {
  healthy: {
    en: 'Open WebUI and Ollama with one model; nothing is wrong.',
    'zh-CN': 'Open WebUI 与带有一个模型的 Ollama，一切正常。',
  },
  'ollama-not-running': {
    en: 'Open WebUI is set to {url}, and Ollama is not running.',
    'zh-CN': 'Open WebUI 指向 {url}，但 Ollama 没有运行。',
  },
  'ollama-port-changed': {
    en: 'Ollama has moved to another port; Open WebUI is still set to {url}.',
    'zh-CN': 'Ollama 换了端口，Open WebUI 仍指向 {url}。',
  },
  'url-path-suffix': {
    en: 'The URL in Open WebUI has a path behind it: {url}.',
    'zh-CN': 'Open WebUI 中的 URL 多了一段路径：{url}。',
  },
  'url-missing-scheme': {
    en: 'The URL in Open WebUI lacks its http://: {url}.',
    'zh-CN': 'Open WebUI 中的 URL 缺少 http://：{url}。',
  },
  'url-https-to-http-port': {
    en: 'Open WebUI is set to {url}, while Ollama speaks plain HTTP.',
    'zh-CN': 'Open WebUI 指向 {url}，而 Ollama 只使用明文 HTTP。',
  },
  'no-models-pulled': {
    en: 'Everything is connected, and Ollama has no model yet.',
    'zh-CN': '连接全部正常，但 Ollama 里还没有模型。',
  },
  'wrong-service': {
    en: 'Another web service answers at {url}, where Open WebUI looks for Ollama.',
    'zh-CN': 'Open WebUI 在 {url} 寻找 Ollama，应答的却是另一个网页服务。',
  },
} as const satisfies Readonly<Record<string, Text>>;

export type Fault = keyof typeof FAULTS;

/** All faults, `healthy` among them. */
export const FAULT_IDS = Object.keys(FAULTS).filter(isFault);

/** Whether a word names one of the demo's faults. */
export function isFault(word: string): word is Fault {
  return Object.hasOwn(FAULTS, word);
}

/** A fault by chance; never `healthy`, which has nothing to show. */
export function randomFault(chance: number = Math.random()): Fault {
  const broken = FAULT_IDS.filter((id) => id !== 'healthy');
  return broken[Math.floor(chance * broken.length)] ?? 'ollama-not-running';
}
