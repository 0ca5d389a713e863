/** A YAML document as plain data with places: what is needed to change a few characters of a text and leave the rest. */
interface Place {
  /** Offsets in the text, in UTF-16 units; `end` is behind the last character. */
  readonly start: number;
  readonly end: number;
}
export interface Entry {
  readonly key: string;
  readonly start: number;
  readonly value: Node;
}
export type Node = Place &
  (
    | { readonly kind: 'map'; readonly flow: boolean; readonly entries: readonly Entry[] }
    | { readonly kind: 'list'; readonly flow: boolean; readonly items: readonly Node[] }
    | { readonly kind: 'scalar'; readonly text: string | null }
    /** An alias, or a mapping that merges one: what it holds stands elsewhere. */
    | { readonly kind: 'elsewhere' }
  );

/**
 * Reads a YAML text.
 * @returns null where it is no mapping, or not well-formed
 */
export async function readTree(text: string): Promise<Node | null> {
  const { parseDocument, isAlias, isMap, isScalar, isSeq } = await import('yaml');
  const document = parseDocument(text, { merge: false, uniqueKeys: true });
  if (document.errors.length > 0 || !isMap(document.contents)) return null;

  const node = (from: unknown, at: number): Node => {
    if (isAlias(from)) return { kind: 'elsewhere', start: at, end: from.range?.[1] ?? at };
    if (isMap(from)) {
      const entries = from.items.map((pair): Entry => {
        const key = isScalar(pair.key) ? pair.key : null;
        const start = key?.range?.[0] ?? at;
        return { key: String(key?.value ?? ''), start, value: node(pair.value, key?.range?.[1] ?? start) };
      });
      const place = {
        start: from.range?.[0] ?? at,
        end: from.flow
          ? (from.range?.[1] ?? at)
          : lastEnd(
              entries.map((e) => e.value),
              at,
            ),
      };
      return entries.some((entry) => entry.key === '<<')
        ? { kind: 'elsewhere', ...place }
        : { kind: 'map', flow: from.flow === true, entries, ...place };
    }
    if (isSeq(from)) {
      const items = from.items.map((item) => node(item, at));
      const end = from.flow ? (from.range?.[1] ?? at) : lastEnd(items, at);
      return { kind: 'list', flow: from.flow === true, items, start: from.range?.[0] ?? at, end };
    }
    if (isScalar(from)) {
      const written = from.value === null ? null : (from.source ?? String(from.value));
      return { kind: 'scalar', text: written, start: from.range?.[0] ?? at, end: from.range?.[1] ?? at };
    }
    return { kind: 'scalar', text: null, start: at, end: at };
  };
  return node(document.contents, 0);
}

/** Where a block collection's own text ends: its range also holds the comments and blank lines behind it. */
function lastEnd(nodes: readonly Node[], at: number): number {
  return nodes.reduce((end, node) => Math.max(end, node.end), at);
}

/** The entry of a mapping. */
export function entryOf(node: Node | undefined, key: string): Entry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}
