/**
 * The last line of defence: what looks like a secret is taken out of every text of the report, whoever put it there.
 * Nothing upstream relies on it.
 */
const HIDDEN = '***';

/** Credentials in front of a host: `http://user:pass@proxy`. Shell variables (`$USER:$PASS@`) are no secrets. */
const URL_CREDENTIALS = /\b([a-z][a-z0-9+.-]*:\/\/)(?!\$)[^\s/?#'"@]{1,256}(?:@[^\s/?#'"@]{0,256}){0,4}@/giu;
/** What is a secret by its own shape: JSON web tokens, OpenAI-like, Hugging Face, GitHub, Slack keys. */
const SHAPES =
  /\b(?:eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?|sk-[\w-]{12,}|hf_[A-Za-z0-9]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|xox[abprs]-[\w-]{10,}|\$2[aby]\$\d\d\$[./A-Za-z0-9]{53})/gu;
/** What follows an authorisation scheme. */
const SCHEMES = /\b(bearer|basic|digest|negotiate)(\s+)(?!\$)[\w.~+/=-]{8,}/giu;
/** `authorization: …`, `cookie: …` up to the end of the line. */
const HEADERS = /\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)(["']?\s*[:=]\s*["']?)[^\r\n"']{1,2048}/giu;
/** `password=…`, `"api_key": "…"`, `SECRET_TOKEN=…`; a shell variable as the value stays. */
const ASSIGNED =
  /\b([\w-]*(?:passw(?:or)?d|secret(?:[_-]?key)?|api[_-]?key|access[_-]?key|token))(["']?\s*[=:]\s*["']?)(?![$"'\s*])[^\s"'&,;]{4,}/giu;
/** Names of members whose text is a secret whatever it looks like. */
const SECRET_NAME =
  /^(?:(?:proxy-)?authorization|(?:set-)?cookie|x-api-key|.*(?:passw(?:or)?d|secret|api[_-]?key|token))$/iu;

/** Takes credentials out of a command without touching anything that a shell needs. */
export function redactCommand(text: string): string {
  return text.replace(URL_CREDENTIALS, `$1${HIDDEN}@`).replace(SHAPES, HIDDEN).replace(SCHEMES, `$1$2${HIDDEN}`);
}

/** Takes whatever looks like a secret out of a text. */
export function redactText(text: string): string {
  return redactCommand(text).replace(HEADERS, `$1$2${HIDDEN}`).replace(ASSIGNED, `$1$2${HIDDEN}`);
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
