import { redactText } from '../../secrets/redact.js';
import { goString, presentable, quote, UnquotableError, uncut } from '../quote.js';
import type { Flag, Word } from '../words.js';

/**
 * Values that are copied from the old container when the command is pasted: what is a secret, looks like one, or would not
 * be shown as it is. The command itself then holds none of it, and is exact all the same.
 * `get` is a function of the pasted block: it prints what a template makes of the old container, and an `x` after it,
 * because a shell cuts line ends off what it captures.
 */
export class Copies {
  readonly #lines: string[] = [];
  #count = 0;

  /** Lines that fill the variables, in order; empty where nothing is copied. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** @returns the shell variable that holds the value, as a quoted word, with `before` in front of it */
  value(template: string, before = ''): Word {
    return { shell: `${before === '' ? '' : quote(before)}"$${this.#read(template)}"` };
  }

  /** A word as it is where it may be shown, else copied. @param template made only where it is needed */
  word(word: string, template: string | (() => string), before = ''): Word {
    if (presentable(before + word)) return before + word;
    return this.value(typeof template === 'string' ? template : template(), before);
  }

  /** One option for each text of a list. @param path of the list in a template */
  list(flag: string, values: readonly string[], path: string): readonly Flag[] {
    return values.map((value, index): Flag => [flag, this.word(value, `{{index ${path} ${index}}}`)]);
  }

  /**
   * An entry of a mapping as `key=value`, shown where it may be.
   * @param path of the mapping in a template
   * @throws UnquotableError where the key has the sign that the client cuts at
   */
  entry(path: string, key: string, value: unknown, keys: readonly string[]): Word {
    const template = (): string => entryTemplate(path, key, keys, '{{$k}}={{$v}}');
    return this.word(`${uncut(key, '=')}=${value}`, template);
  }

  /** As `entry`, with a value that is never shown. */
  hiddenEntry(path: string, key: string, keys: readonly string[]): Word {
    return this.value(entryTemplate(path, uncut(key, '='), keys, '{{$k}}={{$v}}'));
  }

  /** Puts the value into the environment of the commands that follow. */
  exported(name: string, template: string): void {
    const variable = this.#read(template);
    this.#lines.push(`export ${name}="$${variable}"`);
  }

  /** Writes lines into a file that only this user can read. */
  file(name: string, template: string): Word {
    this.#lines.push(`get ${quote(template)} >"$files/${name}"`);
    return { shell: `"$files/${name}"` };
  }

  #read(template: string): string {
    this.#count += 1;
    const variable = `v${this.#count}`;
    this.#lines.push(`${variable}=$(get ${quote(template)} && printf x); ${variable}=\${${variable}%?x}`);
    return variable;
  }
}

/** Longer keys do not stand in a command. */
const LONGEST_BYTES = 1_000;

/**
 * A template that prints one entry of a mapping as `$k` and `$v`.
 * A key that looks like a secret is told by its length, where no other has the same.
 * @throws UnquotableError where the key can neither be written nor told apart
 */
export function entryTemplate(path: string, key: string, keys: readonly string[], prints: string): string {
  const written = goString(key);
  const bytes = Buffer.byteLength(key);
  const alone = keys.filter((other) => Buffer.byteLength(other) === bytes).length === 1;
  const isPlain = redactText(written) === written && bytes <= LONGEST_BYTES;
  if (!isPlain && !alone) throw new UnquotableError();
  const which = isPlain ? `eq $k ${written}` : `eq (len $k) ${bytes}`;
  return `{{range $k, $v := ${path}}}{{if ${which}}}${prints}{{end}}{{end}}`;
}
