/** An element of a small strict XML reader: it throws where a document is not well-formed. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  if (/[<]|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text))
    throw new Error(`not allowed in XML: ${text}`);
  return text.replace(/&(?:#(\d+)|(\w+));|&/gu, (whole, code?: string, name?: string) => {
    const named = name === undefined ? undefined : NAMED[name];
    if (code !== undefined) return String.fromCodePoint(Number(code));
    if (named === undefined) throw new Error(`no entity: ${whole}`);
    return named;
  });
}

/** Reads a document with elements, attributes and text. */
export function parseXml(source: string): Element {
  const body = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/u, '');
  const [element, rest] = parseElement(body);
  if (rest.trim() !== '') throw new Error(`behind the root: ${rest}`);
  return element;
}

function parseElement(source: string): [Element, string] {
  const open = /^<([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>/u.exec(source);
  if (open === null) throw new Error(`no element: ${source.slice(0, 60)}`);
  const [whole, name = '', list = '', closed] = open;
  const attributes = Object.fromEntries(
    [...list.matchAll(/ ([\w-]+)="([^"]*)"/gu)].map(([, key = '', value = '']) => [key, decode(value)]),
  );
  let rest = source.slice(whole.length);
  if (closed === '/') return [{ name, attributes, children: [], text: '' }, rest];
  const children: Element[] = [];
  let text = '';
  while (!rest.startsWith('</')) {
    const next = rest.indexOf('<');
    if (next < 0) throw new Error(`never closed: ${name}`);
    text += decode(rest.slice(0, next));
    rest = rest.slice(next);
    if (rest.startsWith('</')) break;
    const [child, behind] = parseElement(rest);
    children.push(child);
    rest = behind;
  }
  if (!rest.startsWith(`</${name}>`)) throw new Error(`closed by another: ${name}`);
  return [{ name, attributes, children, text }, rest.slice(name.length + 3)];
}
