import type { Args, Lang, Said, Text } from '../types/text.js';
import { deploymentMessages } from './deployment.js';
import { fixMessages } from './fixes.js';
import { programMessages } from './program.js';
import { render } from './render.js';

type Texts = Readonly<Record<string, Text>>;

const shared: readonly Texts[] = [programMessages, deploymentMessages, fixMessages];

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

/** An outcome among the arguments is a code of a closed set: people read its name. */
function inWords(args: Args, lang: Lang): Args {
  const { outcome } = args;
  const name = typeof outcome === 'string' ? own(programMessages, `outcome.${outcome}`) : undefined;
  return name === undefined ? args : { ...args, outcome: name[lang] };
}

/** A sentence as data, in words. */
export function tell(said: Said, lang: Lang, local?: Texts): string {
  return render(lookup(said.code, local), inWords(said.args, lang), lang);
}
