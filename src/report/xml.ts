/** Characters that XML 1.0 does not allow, not even escaped. */
const INVALID = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Any text as XML text: what XML forbids is replaced, what it gives a meaning is escaped. */
export function xmlText(text: string): string {
  return text.replace(INVALID, '\ufffd').replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? character);
}

/** Any text as the value of an attribute; line breaks and tabs survive a parser's normalisation. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replace(/[\t\n\r]/gu, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * An element.
 * @param attributes names are the program's own; values are escaped
 * @param children elements already made, or escaped text
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[] = [],
): string {
  const head = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlAttribute(String(value))}"`);
  const open = `<${name}${head.join('')}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${name}>`;
}
