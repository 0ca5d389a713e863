import type { Args, Lang, Text } from '../types/text.js';
import { sanitize } from './sanitize.js';

const SEPARATOR: Readonly<Record<Lang, string>> = { en: ', ', 'zh-CN': '、' };

/** One argument as text: lists joined, nothing that a terminal would obey. */
export function renderValue(value: Args[string], lang: Lang): string {
  if (value === null) return '-';
  if (typeof value === 'object') return value.map((item) => sanitize(item)).join(SEPARATOR[lang]);
  return sanitize(String(value));
}

/**
 * Fills a sentence. Arguments are sanitised and never expanded again, so a hostile value cannot reach a placeholder.
 * @param text the sentence in every language, `{name}` for an argument
 * @param args values; a placeholder without a value stays as it is, which a reader notices
 * @param lang language of the result
 * @returns one line of text
 */
export function render(text: Text, args: Args, lang: Lang): string {
  return text[lang].replace(/\{(\w+)\}/gu, (whole, name: string) => {
    const value = Object.hasOwn(args, name) ? args[name] : undefined;
    return value === undefined ? whole : renderValue(value, lang);
  });
}
