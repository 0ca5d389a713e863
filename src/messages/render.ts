import type { Args, Lang, Text } from '../types/text.js';
import { sanitize } from './sanitize.js';

const SEPARATOR: Readonly<Record<Lang, string>> = { en: ', ', 'zh-CN': '、' };
/** What stands for a fact that is not there, where a sentence cannot do without it. */
const ABSENT = {
  unknown: { en: 'not known', 'zh-CN': '未知' },
  empty: { en: '(empty)', 'zh-CN': '（空）' },
  none: { en: 'none', 'zh-CN': '无' },
} as const satisfies Record<string, Text>;
/** `{?…}`: a part of a sentence that falls away with its argument. */
const OPTIONAL = /\{\?((?:[^{}]|\{\w+\})*)\}/gu;

type Value = Args[string] | undefined;

function isMissing(value: Value): boolean {
  return value === undefined || value === null || value === '' || (typeof value === 'object' && value.length === 0);
}

/** One argument as text: lists joined, nothing that a terminal would obey; what is not there is said to be so. */
export function renderValue(value: Value, lang: Lang): string {
  if (value === undefined || value === null) return ABSENT.unknown[lang];
  if (value === '') return ABSENT.empty[lang];
  if (typeof value !== 'object') return sanitize(String(value));
  return value.length === 0 ? ABSENT.none[lang] : value.map((item) => sanitize(item)).join(SEPARATOR[lang]);
}

/** A text with its optional parts, for a page that shows it unfilled. */
export function withOptional(text: string): string {
  return text.replace(OPTIONAL, '$1');
}

/**
 * Fills a sentence. Arguments are sanitised and never expanded again, so a hostile value cannot reach a placeholder.
 * @param text the sentence in every language, `{name}` for an argument, `{? ({name})}` for a part that needs it
 * @param args values; null, an empty text and an empty list are facts that are not there
 * @returns one line of text
 */
export function render(text: Text, args: Args, lang: Lang): string {
  const argument = (name: string): Value => (Object.hasOwn(args, name) ? args[name] : undefined);
  return text[lang]
    .replace(OPTIONAL, (_, part: string) =>
      [...part.matchAll(/\{(\w+)\}/gu)].some(([, name = '']) => isMissing(argument(name))) ? '' : part,
    )
    .replace(/\{(\w+)\}/gu, (_, name: string) => renderValue(argument(name), lang));
}
