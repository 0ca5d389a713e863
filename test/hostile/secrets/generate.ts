import { chance } from '../sample.js';

/** A whole number below another, time after time; the same ones for the same seed. */
export function random(seed: number): (below: number) => number {
  const next = chance(seed);
  return (below) => Math.floor(next() * below);
}

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const CLASSES: Readonly<Record<string, string>> = { w: ALNUM, d: '0123456789', s: ' ', S: ALNUM };

/**
 * Makes a text that a regular expression of gitleaks matches: alternatives, groups, classes, quantifiers; anchors and
 * flags are passed over.
 * @throws where the expression has something else
 */
export class Generator {
  #at = 0;
  constructor(
    private readonly source: string,
    private readonly pick: (below: number) => number,
  ) {}

  text(): string {
    const made = this.#alternatives();
    if (this.#at < this.source.length) throw new Error(`unread: ${this.source.slice(this.#at)}`);
    return made();
  }

  /** What was read, as something to make texts with, since a quantifier repeats it. */
  #alternatives(): () => string {
    const all: (() => string)[] = [];
    for (;;) {
      all.push(this.#sequence());
      if (this.source[this.#at] !== '|') break;
      this.#at += 1;
    }
    return () => all[this.pick(all.length)]?.() ?? '';
  }

  #sequence(): () => string {
    const items: (() => string)[] = [];
    while (this.#at < this.source.length && !')|'.includes(this.source[this.#at] ?? '')) {
      const item = this.#item();
      const [least, most] = this.#quantifier();
      items.push(() => Array.from({ length: least + this.pick(most - least + 1) }, item).join(''));
    }
    return () => items.map((item) => item()).join('');
  }

  #item(): () => string {
    const sign = this.source[this.#at++] ?? '';
    if (sign === '[') return this.#oneOf();
    if (sign === '^' || sign === '$') return () => '';
    if (sign === '.') return () => '.';
    if (sign === '\\') return this.#escaped();
    if (sign !== '(') return () => sign;
    const head = /^\?(?:P<\w+>|-?[a-z]*:|[a-z]+\))/.exec(this.source.slice(this.#at))?.[0] ?? '';
    this.#at += head.length;
    if (head.endsWith(')')) return () => '';
    const inner = this.#alternatives();
    this.#at += 1;
    return inner;
  }

  #escaped(): () => string {
    const sign = this.source[this.#at++] ?? '';
    if (sign === 'b' || sign === 'z') return () => '';
    const set = CLASSES[sign];
    return () => (set === undefined ? sign : (set[this.pick(set.length)] ?? ''));
  }

  #oneOf(): () => string {
    const end = /(?:\[:alnum:\]|\\.|[^\]\\])*/.exec(this.source.slice(this.#at))?.[0] ?? '';
    this.#at += end.length + 1;
    const set = end
      .replace('[:alnum:]', 'A-Za-z0-9')
      .replace('\\x60', '`')
      .replace(/\\([wds])/g, (_, name: string) => CLASSES[name] ?? '')
      .replace(/([A-Za-z0-9])-([A-Za-z0-9])/g, (_, from: string, to: string) => range(from, to))
      .replace(/\\(.)/g, '$1');
    return () => set[this.pick(set.length)] ?? '';
  }

  #quantifier(): readonly [number, number] {
    const [whole = '', sign, from, comma, to] =
      /^(?:([?*+])|\{(\d+)(,?)(\d*)\})\??/.exec(this.source.slice(this.#at)) ?? [];
    this.#at += whole.length;
    if (sign === '?') return [0, 1];
    if (sign === '*') return [0, 8];
    if (sign === '+') return [4, 12];
    if (from === undefined) return [1, 1];
    const least = Number(from);
    return [least, to ? Number(to) : comma ? least + 8 : least];
  }
}

function range(from: string, to: string): string {
  const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index)).join('');
}
