import { quote } from '../quote.js';
import type { Word } from '../words.js';

/**
 * Values that are copied from the old container when the command is pasted, so that the command itself holds no secret.
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
