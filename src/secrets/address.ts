import { hideKeys } from './keys.js';

/** What may stand before the authority. One slash, none, or backslashes are read as two by browsers and clients. */
const SCHEME = /^[\s'"`<([{]*(?:(?:https?|wss?|ftp|tcp|ssh|socks\w*):[\\/]*|[a-z][a-z\d+.-]*:[\\/]{2,}|[\\/]{2,})/iu;
/** `@` as it is, as a full-width sign, or percent-encoded any number of times. */
const AT = /[@\uff20\ufe6b]|%(?:25)*40/giu;
/** Name, IPv4 or [IPv6], and a port. A sign at the end is a mistake that has to be seen, not a secret. */
const HOST_AND_PORT = /^(?:\[[^\]@]*\]|[\p{L}\p{N}._~%*-]*)(?::\d{0,5})?[^\p{L}\p{N}:@]{0,3}$/u;
/** IPv6 without its brackets, which many forget. */
const BARE_IPV6 = /^[\da-f]*:[\da-f.]*:[\da-f:.]*$/iu;
/** `…@host:port` behind what reads as a host: `http://ann:12/34@ollama:11434`, a password with a slash after digits. */
const HOST_BEHIND = /@[^/?#@\s:]+:\d{1,5}(?![\w.])/u;
/** The user name of ssh is no secret, and its commands need it. */
const SSH_USER = /^[\w.-]+(?=[:@]|$)/u;

/** An address cut into what may be shown and what may not; the five parts joined are the whole text. */
export interface AddressParts {
  readonly scheme: string;
  /** Everything before the `@` that ends the credentials, without it; null where there are none. */
  readonly credentials: string | null;
  /** Host and port. */
  readonly authority: string;
  readonly path: string;
  /** Query and fragment with their signs. */
  readonly rest: string;
}

/**
 * Cuts an address. If it reads as a URL, credentials are what stands before the last `@` of the authority, so that a path
 * with `@` survives; if it does not, everything before the last `@`.
 * @param text one address, however it is mistyped
 */
export function cutAddress(text: string): AddressParts {
  const scheme = SCHEME.exec(text)?.[0] ?? '';
  const body = text.slice(scheme.length);
  const isPath = /^\s*(?:unix|npipe|file):[\\/]{3,}$/iu.test(scheme);
  if (isPath) return parts(scheme, null, body);
  const end = body.search(/[\\/?#]/u);
  const authority = end < 0 ? body : body.slice(0, end);
  const behind = body.slice(authority.length);
  const at = lastAt(authority);
  const host = at === null ? authority : authority.slice(at.end);
  const readable =
    scheme !== '' && (HOST_AND_PORT.test(host) || BARE_IPV6.test(host)) && !isMisread(behind, at !== null);
  if (readable) return parts(scheme, at && authority.slice(0, at.start), body.slice(at?.end ?? 0));
  const last = lastAt(body);
  return parts(scheme, last && body.slice(0, last.start), body.slice(last?.end ?? 0));
}

/** True where what follows a host shows that it was no host: the credentials went on behind a sign that ends them. */
function isMisread(behind: string, hasCredentials: boolean): boolean {
  if (/^[?#]/u.test(behind) || /^[^?#]*\\/u.test(behind)) return lastAt(behind) !== null && !hasCredentials;
  return HOST_BEHIND.test(behind);
}

function parts(scheme: string, credentials: string | null, body: string): AddressParts {
  const end = body.search(/[\\/?#]/u);
  const authority = end < 0 ? body : body.slice(0, end);
  const behind = body.slice(authority.length);
  const query = behind.search(/[?#]/u);
  return {
    scheme,
    credentials,
    authority,
    path: query < 0 ? behind : behind.slice(0, query),
    rest: query < 0 ? '' : behind.slice(query),
  };
}

function lastAt(text: string): { readonly start: number; readonly end: number } | null {
  const found = [...text.matchAll(AT)].at(-1);
  return found ? { start: found.index, end: found.index + found[0].length } : null;
}

/** A port that is none may be a part of a password: `http://ann:hunter2`, which a list has cut at a `;`. */
function shownAuthority(authority: string): string {
  if (HOST_AND_PORT.test(authority) || BARE_IPV6.test(authority)) return authority;
  return authority.replace(/([:=])[^\]]*$/u, '$1***');
}

/** A second address in the path, as in `http://http://ann:hunter2@host`, has credentials of its own. */
export function shownPath(path: string): string {
  const double = /[\\/]{2,}(?=[^\\/])/u.exec(path);
  const at = double && lastAt(path.slice(double.index));
  if (!double || !at) return path;
  return path.slice(0, double.index + double[0].length) + path.slice(double.index + at.end);
}

/** Names of a query stay, every value and the fragment are hidden. */
export function shownQuery(rest: string): string {
  return rest
    .replace(/#.+$/su, '#***')
    .replace(
      /([?&;])(?:([\w.~-]{1,40})=)?([^&;#]*)/gu,
      (whole, sign: string, name: string | undefined, value: string) => {
        if (value === '' || value === '***' || value === '…') return whole;
        return name === undefined ? `${sign}***` : `${sign}${name}=***`;
      },
    );
}

/** Credentials as they may be shown: of ssh the user, of everything else nothing. */
function shownUser({ scheme, credentials }: AddressParts): string {
  const user = credentials !== null && /ssh:/iu.test(scheme) ? SSH_USER.exec(credentials)?.[0] : undefined;
  return user === undefined ? '' : `${user}@`;
}

const one = (text: string): string => {
  const cut = cutAddress(text);
  return `${cut.scheme}${shownUser(cut)}${shownAuthority(cut.authority)}${shownPath(cut.path)}${shownQuery(cut.rest)}`;
};

/**
 * An address as it may be shown: scheme, host, port and path, nothing else.
 * @param text the value of a setting, an option or a header that is an address, however it is mistyped; several in one
 * text are shown one by one
 */
export function shownAddress(text: string): string {
  // Clients drop tabs and line breaks wherever they stand in an address.
  const clean = text.replace(/[\t\n\r]+/gu, '');
  const each = clean.split(/(?<=[\s,;|])(?=[a-z][a-z\d+.-]*:[\\/]{2})/iu);
  const shown = hideKeys(each.map(one).join(''), '***');
  // Where nothing is hidden the text stays: a tab or a line break in it may be the fault.
  return shown === clean ? text : shown;
}

/** Where a redirect leads, as it may be shown: the query of a CDN's address is a signature, as good as a password. */
export function shownLocation(location: string): string {
  return shownAddress(location).replace(/\?.+$/s, '?…');
}

/** A list of addresses as one variable holds it. A piece without a scheme belongs to the credentials before it. */
export function shownAddresses(list: string): string {
  const pieces: string[] = [];
  for (const piece of list.split(';')) {
    const before = pieces.at(-1);
    const goesOn = before !== undefined && !SCHEME.test(piece) && lastAt(piece) !== null;
    if (goesOn) pieces[pieces.length - 1] = `${before};${piece}`;
    else pieces.push(piece);
  }
  return pieces.map(shownAddress).join(';');
}
