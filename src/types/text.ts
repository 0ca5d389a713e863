/** Languages that every sentence of the program exists in. */
export type Lang = 'en' | 'zh-CN';
export const LANGS: readonly Lang[] = ['en', 'zh-CN'];

/** One sentence in every language; `{name}` stands for an argument. A missing language does not compile. */
export type Text = Readonly<Record<Lang, string>>;

/** Values that a sentence is filled with. Lists are joined with a comma. They may be hostile: renderers sanitise them. */
export type Args = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A sentence as data: looked up in the texts of the check or cause that said it, then in the program's own messages. */
export interface Said {
  readonly code: string;
  readonly args: Args;
}

/** Plain JSON, as parsed from a server's answer. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
