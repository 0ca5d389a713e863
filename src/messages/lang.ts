import type { Lang } from '../types/text.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The locale's text, by POSIX precedence; an empty variable counts as unset. */
function localeOf(env: Environment): string {
  return env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
}

/**
 * A language from its name, however it is written: `zh_CN.UTF-8`, `zh-Hans`, `en_GB`. Every Chinese is read in
 * simplified characters, which is nearer than English.
 * @returns null where the name is of no language that the program speaks
 */
export function parseLang(name: string): Lang | null {
  const base = name.toLowerCase().split(/[._@-]/u)[0];
  if (base === 'zh') return 'zh-CN';
  if (base === 'en') return 'en';
  return null;
}

/** Language of the user, from LC_ALL, LC_MESSAGES, LANG; English where they name none that is spoken. */
export function langOf(env: Environment): Lang {
  return parseLang(localeOf(env)) ?? 'en';
}

/** Whether the terminal's locale is UTF-8 (LC_ALL, LC_CTYPE, LANG); C.UTF-8 is, C and POSIX are not. */
export function isUtf8(env: Environment): boolean {
  return /utf-?8/iu.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '');
}
