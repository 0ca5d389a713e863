import type { Args, Lang, Said, Text } from '../types/text.js';
import { accountsMessages } from './accounts.js';
import { deploymentMessages } from './deployment.js';
import { fixMessages } from './fixes.js';
import { programMessages } from './program.js';
import { render } from './render.js';

type Texts = Readonly<Record<string, Text>>;

const shared: readonly Texts[] = [programMessages, deploymentMessages, fixMessages, accountsMessages];

function own(texts: Texts, code: string): Text | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}

/**
 * The text of a code: that of the check or cause which said it, else the program's own.
 * @param code code of a sentence
 * @param local texts beside the definition that said it
 * @returns a text that is the code itself where nobody knows it, so that a report never fails for a missing sentence
 */
export function lookup(code: string, local: Texts = {}): Text {
  for (const texts of [local, ...shared]) {
    const found = own(texts, code);
    if (found !== undefined) return found;
  }
  return { en: code, 'zh-CN': code };
}

/** Arguments that are codes of a closed set, by the end of their name: `outcome`, `controlOutcome`, `state`, `source`. */
const CODES = ['outcome', 'state', 'source'] as const;

/** Codes among the arguments as people read them. */
function inWords(args: Args, lang: Lang): Args {
  const told = Object.entries(args).map(([name, value]): [string, Args[string]] => {
    const set = CODES.find((code) => name.toLowerCase().endsWith(code));
    const word = set === undefined ? undefined : own(programMessages, `${set}.${value}`);
    return [name, word === undefined ? value : word[lang]];
  });
  return Object.fromEntries(told);
}

/** A sentence as data, in words. */
export function tell(said: Said, lang: Lang, local?: Texts): string {
  return render(lookup(said.code, local), inWords(said.args, lang), lang);
}
