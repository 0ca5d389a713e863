/** What is odd about an Ollama URL. Only a probe tells whether an odd one works. */
export type UrlOddity =
  | 'empty' //               an empty entry, such as a trailing `;` leaves
  | 'literal-ollama' //      the image's placeholder `/ollama`, outside the image
  | 'quotes' //              quotes that are part of the value
  | 'comma-separated' //     several URLs in one entry; the separator is `;`
  | 'missing-scheme' //      192.168.1.11:11434
  | 'typo-scheme' //         htp://
  | 'single-slash' //        http:/host
  | 'whitespace' //          blanks, CR, NBSP, zero-width characters
  | 'bad-port' //            not a number from 1 to 65535
  | 'missing-host'
  | 'missing-port' //        means port 80 or 443
  | 'path-suffix' //         /api, /v1, /ollama …: `/api/tags` is appended to it
  | 'trailing-slash'
  | 'unspecified-address' // 0.0.0.0 or ::
  | 'https'
  | 'credentials';

/** An Ollama URL, read as Open WebUI's client (aiohttp with yarl) reads it. */
export interface ReadUrl {
  readonly raw: string;
  readonly oddities: readonly UrlOddity[];
  /** What the client connects to; null where it gives up before that. */
  readonly target: UrlTarget | null;
}
export interface UrlTarget {
  readonly scheme: 'http' | 'https';
  /** Without brackets; may hold blanks, which make the look-up fail. */
  readonly host: string;
  readonly port: number;
  /** Path without `/api/tags`, as written: '' or '/api' or '/'. */
  readonly path: string;
  /** Prefix of the requests, without credentials: `http://host:11434`; `/api/tags` is appended to it. */
  readonly base: string;
}

// Blanks that people paste without seeing them: ASCII ones, NBSP, zero-width ones, the BOM, the ideographic space.
const BLANK = /[\s\u00a0\u200b-\u200f\u2028-\u202f\u2060\u3000\ufeff]/u;
const ALL_BLANKS = new RegExp(BLANK.source, 'gu');
const QUOTES = /^["'`“”‘’]|["'`“”‘’]$/u;

/** Removes the blanks of every kind from a text. */
export function withoutBlanks(text: string): string {
  return text.replace(ALL_BLANKS, '');
}

/** Removes quotes around a text. */
export function withoutQuotes(text: string): string {
  return text.replace(/^["'`“”‘’]+|["'`“”‘’]+$/gu, '');
}

/** True where one entry holds several URLs. */
export function isCommaList(raw: string): boolean {
  return (raw.match(/:\/\//g) ?? []).length > 1 && /[,\s]/.test(raw);
}

/** Writes a host for a URL: IPv6 addresses in brackets. */
export function hostForUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * Reads one entry of the list of Ollama URLs.
 * @param raw the entry, exactly as it is in force
 * @returns what is odd about it, and what the client connects to. Held to the recordings of nine real versions: a
 *   trailing carriage return is tolerated; quotes, a missing scheme, a typing error in it, one slash are not.
 */
export function readOllamaUrl(raw: string): ReadUrl {
  const oddities: UrlOddity[] = [];
  const give = (target: UrlTarget | null): ReadUrl => ({ raw, oddities, target });
  const reject = (oddity: UrlOddity): ReadUrl => ({ raw, oddities: [...oddities, oddity], target: null });
  if (raw === '') return reject('empty');
  if (raw === '/ollama' || raw === '/ollama/') return reject('literal-ollama');
  if (isCommaList(raw)) return reject('comma-separated');
  if (QUOTES.test(raw)) return reject('quotes');
  if (BLANK.test(raw)) oddities.push('whitespace');
  const match = /^([A-Za-z][\w+.-]*):(\/*)(.*)$/s.exec(raw.replace(/^\s+/, ''));
  const scheme = match?.[1]?.toLowerCase();
  if (!match || (scheme !== 'http' && scheme !== 'https')) {
    oddities.push(match && match[2] !== '' ? 'typo-scheme' : 'missing-scheme');
    return give(null);
  }
  if ((match[2] ?? '').length !== 2) return reject('single-slash');
  return give(readAuthority(scheme, match[3] ?? '', oddities));
}

function readAuthority(scheme: 'http' | 'https', rest: string, oddities: UrlOddity[]): UrlTarget | null {
  const refuse = (oddity: UrlOddity): null => {
    oddities.push(oddity);
    return null;
  };
  const slash = rest.search(/[/?#]/);
  let authority = slash < 0 ? rest : rest.slice(0, slash);
  const path = slash < 0 ? '' : rest.slice(slash);
  const at = authority.lastIndexOf('@');
  if (at >= 0) oddities.push('credentials');
  authority = authority.slice(at + 1);
  const parts = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(authority);
  const host = (parts?.[1] ?? '').replace(/^\[|\]$/g, '');
  if (!parts || withoutBlanks(host) === '') return refuse('missing-host');
  if (scheme === 'https') oddities.push('https');
  if (host === '0.0.0.0' || host === '::') oddities.push('unspecified-address');
  // Python's int() allows blanks around the digits; that is why a trailing CR after the port does no harm.
  const portText = parts[2] === undefined ? null : withoutBlanks(parts[2]);
  if (portText === null || portText === '') oddities.push('missing-port');
  const port = portText ? Number(portText) : scheme === 'https' ? 443 : 80;
  if (!/^\d*$/.test(portText ?? '') || port < 1 || port > 65_535) return refuse('bad-port');
  const tail = withoutBlanks(path);
  if (/^\/+$/.test(tail)) oddities.push('trailing-slash');
  else if (tail !== '')
    oddities.push(...(tail.endsWith('/') ? (['path-suffix', 'trailing-slash'] as const) : (['path-suffix'] as const)));
  return { scheme, host, port, path: tail, base: `${scheme}://${hostForUrl(host)}:${port}${tail}` };
}
