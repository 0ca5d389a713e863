import { quoteShown } from './quote.js';

/** A word of a command: text, which is quoted, or shell code, which stands as it is (`"$files/env"`). */
export type Word = string | { readonly shell: string };
/** An option with its values: what stands together on one line. */
export type Flag = readonly Word[];

export function render(word: Word): string {
  return typeof word === 'string' ? quoteShown(word) : word.shell;
}

export function line(words: readonly Word[]): string {
  return words.map(render).join(' ');
}

/**
 * One command, an option a line.
 * @param indent what every line but the first begins with
 */
export function longCommand(
  start: readonly Word[],
  flags: readonly Flag[],
  end: readonly Word[],
  indent: string,
): string {
  const lines = [line(start), ...flags.map(line), ...(end.length > 0 ? [line(end)] : [])];
  return lines.join(` \\\n${indent}`);
}

/** One value of a comma-separated field (`--mount`, `--gpus`), as Go's CSV reader takes it. */
export function csv(fields: readonly string[]): string {
  return fields.map((field) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
}
