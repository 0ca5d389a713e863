const ASCII: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '…': '...',
  '–': '-',
  '—': '-',
  '·': '|',
  '•': '-',
  '→': '->',
};

/** The program's own typographic signs for terminals without UTF-8; names and Chinese stay, since there is no other way to write them. */
export function toAscii(text: string): string {
  return text.replace(/[“”‘’…–—·•→]/gu, (sign) => ASCII[sign] ?? sign);
}
