import type { ComposeFile } from './files.js';
import type { Edit } from './splice.js';
import { type Entry, entryOf, type Node } from './tree.js';

/** The file is written in a way that cannot be changed by a few characters: aliases, merges, all on one line. */
export class NotEditable extends Error {
  readonly code = 'not-editable';
}

/** An entry of a collection. */
export interface Wanted {
  readonly name: string;
  readonly value: string;
}
type Collection = Node & { readonly kind: 'map' | 'list' };

/** A text for YAML, in double quotes; compose reads `$$` as a dollar sign. */
export function yamlText(text: string): string {
  return JSON.stringify(text.replaceAll('$', '$$$$'));
}

/** Where what a child of a collection is ends. */
const endOf = (child: Node | Entry): number => Math.max('key' in child ? child.value.end : child.end, child.start);
/** True for the item `name`, `name=…` or `name:…` of a list. */
const isNamed = (text: string | null, name: string): boolean =>
  text === name || (text?.startsWith(name) === true && '=:'.includes(text[name.length] ?? ' '));

/** One service of a compose file, and the edits that are gathered for it. */
export class Service {
  readonly edits: Edit[] = [];
  readonly #text: string;
  readonly #map: Node & { readonly kind: 'map' };
  readonly #break: string;

  /** @throws NotEditable where the service is an alias, merges one, is empty, or stands on one line */
  constructor(file: ComposeFile, service: Node) {
    if (service.kind !== 'map' || service.flow || service.entries.length === 0) throw new NotEditable();
    this.#text = file.text;
    this.#map = service;
    this.#break = file.text.includes('\r\n') ? '\r\n' : '\n';
  }

  remove(key: string): void {
    const entry = entryOf(this.#map, key);
    if (entry !== undefined) this.#cut(entry);
  }

  /** Puts a key, with lines below it, in place of the old one, or behind the last one. */
  set(key: string, value: string, below: readonly string[] = []): void {
    const entry = entryOf(this.#map, key);
    const indent = this.#before((entry ?? this.#map.entries[0] ?? this.#map).start);
    const lines = [`${indent}${key}:${value}`, ...below.map((line) => `${indent}  ${line}`)];
    const end = this.#lineEnd(this.#map.end);
    if (entry === undefined) this.#put(end, end, lines);
    else this.#put(this.#lineStart(entry.start), this.#lineEnd(endOf(entry)), lines);
  }

  /**
   * Makes sure of entries in a collection that compose takes as a list of `name<sign>value` or as a mapping.
   * @param sign what stands between name and value in a list; '' for a plain list
   */
  ensure(key: string, sign: '=' | ':' | '', wanted: readonly Wanted[]): void {
    const node = entryOf(this.#map, key)?.value;
    const item = ({ name, value }: Wanted): string => yamlText(`${name}${sign}${value}`);
    const pair = ({ name, value }: Wanted): string => `${name}: ${yamlText(value)}`;
    if (node === undefined || (node.kind === 'scalar' && node.text === null)) {
      const line = sign === '=' ? pair : (entry: Wanted): string => `- ${item(entry)}`;
      this.set(key, '', wanted.map(line));
    } else if (node.kind === 'map' || node.kind === 'list') this.#fill(node, wanted, node.kind === 'map' ? pair : item);
    else throw new NotEditable();
  }

  /** Takes an entry of a collection away, where it is there. */
  drop(key: string, name: string): void {
    const node = entryOf(this.#map, key)?.value;
    if (node?.kind === 'elsewhere') throw new NotEditable();
    if (node === undefined || node.kind === 'scalar') return;
    const child = this.#child(node, name);
    if (child === undefined) return;
    if (node.flow) throw new NotEditable();
    if ((node.kind === 'map' ? node.entries : node.items).length === 1) this.remove(key);
    else this.#cut(child);
  }

  #child(node: Collection, name: string): Node | Entry | undefined {
    if (node.kind === 'map') return node.entries.find((entry) => entry.key === name);
    return node.items.find((item) => item.kind === 'scalar' && isNamed(item.text, name));
  }

  #fill(node: Collection, wanted: readonly Wanted[], written: (item: Wanted) => string): void {
    const fresh: string[] = [];
    for (const item of wanted) {
      const child = this.#child(node, item.name);
      if (child === undefined) fresh.push(written(item));
      else this.edits.push({ start: child.start, end: this.#afterColon(child), text: written(item) });
    }
    const children: readonly (Node | Entry)[] = node.kind === 'map' ? node.entries : node.items;
    if (fresh.length === 0) return;
    if (node.flow) {
      const at = node.start + 1;
      this.edits.push({ start: at, end: at, text: `${fresh.join(', ')}${children.length > 0 ? ', ' : ''}` });
      return;
    }
    const lead = this.#lead((children[0] ?? node).start);
    const end = this.#lineEnd(node.end);
    this.#put(
      end,
      end,
      fresh.map((line) => lead + line),
    );
  }

  /** End of a child; a key without a value ends behind its colon. */
  #afterColon(child: Node | Entry): number {
    if (!('key' in child)) return child.end;
    if (child.value.kind !== 'scalar') throw new NotEditable();
    if (child.value.text !== null) return child.value.end;
    return endOf(child) + (/^["']?[ ]*:/.exec(this.#text.slice(endOf(child)))?.[0].length ?? 0);
  }

  #cut(child: Node | Entry): void {
    this.#put(this.#lineStart(child.start), this.#lineEnd(endOf(child)), []);
  }
  #put(start: number, end: number, lines: readonly string[]): void {
    // A last line without its break gets one before something stands behind it.
    const open = lines.length > 0 && start === this.#text.length && !this.#text.endsWith('\n') ? this.#break : '';
    this.edits.push({ start, end, text: open + lines.map((line) => line + this.#break).join('') });
  }
  #lineStart(offset: number): number {
    return this.#text.lastIndexOf('\n', offset - 1) + 1;
  }
  /** Behind the break of the line that an offset lies in; an offset behind a break stays. */
  #lineEnd(offset: number): number {
    if (this.#text[offset - 1] === '\n') return offset;
    const end = this.#text.indexOf('\n', offset);
    return end < 0 ? this.#text.length : end + 1;
  }
  #before(offset: number): string {
    return ' '.repeat(offset - this.#lineStart(offset));
  }
  /** What stands before a child on its line: spaces, and the dash of a list. */
  #lead(offset: number): string {
    const lead = this.#text.slice(this.#lineStart(offset), offset);
    if (!/^ *(- +)?$/.test(lead)) throw new NotEditable();
    return lead;
  }
}
