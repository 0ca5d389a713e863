/**
 * What a terminal, an editor or a parser obeys without showing it: controls, format characters (direction, zero width,
 * soft hyphen, annotation, tags), and the separators of lines and paragraphs. By Unicode's classes, so that a character of
 * a later Unicode is among them.
 */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
