import type { Args, Lang, Text } from '../types/text.js';
import { commandLine } from './command-line.js';
import { render } from './render.js';
import { runner } from './runner.js';
import { screen } from './screen.js';
import { words } from './words.js';

const own = { ...words, ...screen, ...runner, ...commandLine } as const;

/** A code of the program's own sentences; a misspelt one does not compile. */
export type ProgramCode = keyof typeof own;

/** All of the program's own sentences. */
export const programMessages: Readonly<Record<ProgramCode, Text>> = own;

/** One of the program's own sentences, filled. */
export function say(lang: Lang, code: ProgramCode, args: Args = {}): string {
  return render(programMessages[code], args, lang);
}
