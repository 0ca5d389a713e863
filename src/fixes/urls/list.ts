import { shownAddress } from '../../secrets/address.js';
import { sayable } from '../../secrets/exact.js';
import type { Instance } from '../../types/deployment.js';
import { presentable } from '../quote.js';

/** True where an address can stand in a command and in a sentence: nothing of it is hidden, and it is shown as it is. */
export function printable(url: string): boolean {
  return presentable(url) && sayable(url) && shownAddress(url) === url;
}

/** The list in force now, as far as it is known. */
export function presentUrls(instance: Instance): readonly string[] {
  const known = instance.settings.ollamaUrls;
  return known.known ? [...known.value].sort((a, b) => a.index - b.index).map((entry) => entry.url) : [];
}

/**
 * A list as arguments of the scripts: `=N` stands for what is entry N when the script runs.
 * @param wanted the new list
 * @param present the list that the script finds
 * @returns null where an entry can stand in no command
 */
export function listArguments(wanted: readonly string[], present: readonly string[]): readonly string[] | null {
  const words: string[] = [];
  for (const [index, url] of wanted.entries()) {
    const at = present[index] === url ? index : present.indexOf(url);
    if (at >= 0) words.push(`=${at}`);
    else if (printable(url) && !url.startsWith('=')) words.push(url);
    else return null;
  }
  return words;
}

/**
 * Variables that put a list in force where the environment counts.
 * `OLLAMA_BASE_URLS` wins over everything else; `OLLAMA_BASE_URL` loses against K8S_FLAG, and holds one address.
 * @param variables what the process has now
 */
export function urlVariables(
  urls: readonly string[],
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const set = (name: string): boolean => (variables[name] ?? '') !== '';
  const [only] = urls;
  const plain = urls.length === 1 && only !== undefined && only !== '' && !only.includes(';');
  if (plain && !set('OLLAMA_BASE_URLS') && !set('K8S_FLAG')) return { OLLAMA_BASE_URL: only };
  return { OLLAMA_BASE_URLS: urls.join(';') };
}
