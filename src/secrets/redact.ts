import { hideKeys } from './keys.js';
import { hideInUrls } from './urls.js';

/**
 * The last line of defence: what looks like a secret is taken out of every text, whoever put it there.
 * Nothing upstream relies on it.
 */
const HIDDEN = '***';

/** What follows an authorisation scheme. `Bearer of news` and `Basic Documents` are words. */
const BEARER = /\b(bearer|negotiate|ntlm)(\s+)(?!\$)([\w.~+/=-]{8,})/giu;
const BASIC = /\b(basic)(\s+)(?!\$)([A-Za-z0-9+/]{6,}={0,2})(?![\w+/=])/giu;
/** `authorization: …`, `cookie: …` up to the end of the line. */
const HEADERS = /\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)(["']?\s*[:=]\s*["']?)[^\r\n"']{1,2048}/giu;
/** `password=…`, `"api_key": "…"`, `SECRET_TOKEN=…`; a shell variable as the value stays. */
const ASSIGNED =
  /\b([\w-]{0,64}(?:passw(?:or)?d|passphrase|secret(?:[_-]?key)?|(?:api|access|account|subscription)[_-]?key|token))(["']?\s*[=:]\s*["']?)(?![$"'\s*])[^\s"'&,;]{4,}/giu;
/** Names of members whose text is a secret whatever it looks like. */
const SECRET_NAME =
  /^(?:(?:proxy-)?authorization|(?:set-)?cookie|x-api-key|.*(?:passw(?:or)?d|passphrase|secret|api[_-]?key|token))$/iu;
/** Shorter than every shape of a key. */
const SHORT_WORD = /^\w{0,15}$/u;

/** Takes credentials out of a command without touching anything that a shell needs. */
export function redactCommand(text: string): string {
  return hideKeys(hideInUrls(text, HIDDEN), HIDDEN)
    .replace(BEARER, (whole, scheme: string, space: string, value: string) =>
      isToken(value) ? `${scheme}${space}${HIDDEN}` : whole,
    )
    .replace(BASIC, (whole, scheme: string, space: string, value: string) =>
      isUserAndPassword(value) ? `${scheme}${space}${HIDDEN}` : whole,
    );
}

/**
 * Takes whatever looks like a secret out of a text: credentials and query values of URLs, keys by their shape, values
 * behind a telling name. Where it changes nothing, the text may be printed as it is.
 */
export function redactText(text: string): string {
  // Most texts are names and codes: too short for a key, without the sign that a URL or an assignment has.
  if (SHORT_WORD.test(text)) return text;
  return redactCommand(text).replace(HEADERS, `$1$2${HIDDEN}`).replace(ASSIGNED, `$1$2${HIDDEN}`);
}

/** True for what no prose has behind the word "bearer". */
function isToken(value: string): boolean {
  return /\d/u.test(value) || /[a-z][A-Z]/u.test(value) || value.length >= 24;
}

/** True for base64 of `user:password`. */
function isUserAndPassword(value: string): boolean {
  return /^[^:\p{Cc}\ufffd]*:[^\p{Cc}\ufffd]*$/u.test(Buffer.from(value, 'base64').toString('utf8'));
}

/**
 * Takes secrets out of plain data, at any depth; texts under a name such as `password` are hidden whole.
 * @param value plain JSON data
 * @returns a copy of the same shape
 */
export function redactData<T>(value: T): T;
export function redactData(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map((item: unknown) => redactData(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, unknown]) => [
      redactText(name),
      typeof item === 'string' && item !== '' && SECRET_NAME.test(name) ? HIDDEN : redactData(item),
    ]),
  );
}
