import { cutAddress, shownPath, shownQuery } from './address.js';

/** A URL in running text, up to the next space. One slash is enough where the scheme is a well-known one. */
const URL_IN_TEXT = /\b(?:(?:https?|wss?|ftp|tcp|ssh|socks\w*):{1,2}[\\/]|[a-z][a-z\d+.-]{1,20}:[\\/]{2})\S*/giu;
/** `ann:hunter2@proxy:3128`, without a scheme; a digest such as `name:tag@sha256:…` is none. */
const BARE = /(?<![\w/@.:$}-])[^\s:@/"'=(<]+:[^\s@/"']+@(?=(?:[\w.-]+|\[[\da-f:]+\]):\d{2,5}(?![\w-]))/giu;
/** The same with its signs percent-encoded, as a host name looked up whole: `ann%3Ahunter2%40proxy`. */
const ENCODED = /[^\s/@?#"'<>%]{1,128}%(?:25)*3a[^\s/@?#"'<>]{1,128}?%(?:25)*40(?=[\w[])/giu;
/** Credentials that a shell fills in are no secrets. */
const SHELL = /^\$\{?[A-Z_][A-Z\d_]*\}?(?::\$\{?[A-Z_][A-Z\d_]*\}?)?$/u;
/** What ends an address in a text where a quote or a bracket stands around it. */
const WRAPPED = /^[^"'`<>|]*/u;
/** Words that may lie between the beginning of a password with blanks and its `@`. */
const GOES_ON = /^(?:[ \t][^\s@]{1,64}){0,4}[ \t][^\s@]{0,64}@(?=[\w[])/u;

/**
 * Takes credentials, values of queries and fragments out of every URL of a text.
 * @param hidden stands in the place of each
 */
export function hideInUrls(text: string, hidden: string): string {
  let done = '';
  let rest = text;
  for (let match = next(rest); match !== null; match = next(rest)) {
    const whole = addressAt(rest, match.index);
    done += rest.slice(0, match.index) + hideOne(whole, hidden);
    rest = rest.slice(match.index + whole.length);
  }
  return (done + rest).replace(BARE, `${hidden}@`).replace(ENCODED, `${hidden}@`);
}

function next(text: string): RegExpExecArray | null {
  URL_IN_TEXT.lastIndex = 0;
  return URL_IN_TEXT.exec(text);
}

/** The address that begins at a place: up to a quote if it is whole there, else up to the next space, else up to its `@`. */
function addressAt(text: string, index: number): string {
  URL_IN_TEXT.lastIndex = index;
  const run = URL_IN_TEXT.exec(text)?.[0] ?? '';
  const wrapped = WRAPPED.exec(run)?.[0] ?? run;
  if (isWhole(wrapped)) return wrapped;
  if (cutAddress(run).credentials !== null) return run;
  const goesOn = GOES_ON.exec(text.slice(index + run.length))?.[0];
  if (goesOn === undefined) return wrapped;
  const more = /^\S*/u.exec(text.slice(index + run.length + goesOn.length))?.[0] ?? '';
  return run + goesOn + (WRAPPED.exec(more)?.[0] ?? '');
}

/** True where an address has its credentials in it, or a host that needs none to be one. */
function isWhole(address: string): boolean {
  const { credentials, authority } = cutAddress(address);
  return credentials !== null || !/:[^\d\]]/u.test(authority.replace(/^\[[^\]]*\]/u, ''));
}

function hideOne(address: string, hidden: string): string {
  const { scheme, credentials, authority, path, rest } = cutAddress(address);
  const shown = credentials === null ? '' : `${shownCredentials(scheme, credentials, hidden)}@`;
  return `${scheme}${shown}${authority}${shownPath(path)}${shownQuery(rest)}`;
}

function shownCredentials(scheme: string, credentials: string, hidden: string): string {
  if (SHELL.test(credentials)) return credentials;
  const user = /ssh:/iu.test(scheme) ? /^[\w.-]+(?=:|$)/u.exec(credentials)?.[0] : undefined;
  if (user === undefined) return hidden;
  return user === credentials ? user : `${user}:${hidden}`;
}
