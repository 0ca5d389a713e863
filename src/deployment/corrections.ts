import { hostForUrl, isCommaList, readOllamaUrl, type UrlTarget, withoutBlanks, withoutQuotes } from './url.js';

const OLLAMA_PORT = 11_434;
/** Names and addresses that people mean when they mistype. */
const WELL_KNOWN_HOSTS = ['127.0.0.1', 'localhost', 'host.docker.internal', 'ollama'];

/**
 * What a mistyped URL was meant to be: candidates only, each to be probed before anybody is told.
 * @param raw an entry of the list of Ollama URLs
 * @returns lists of URLs that could stand in its place (more than one URL where commas were used), most plausible first
 */
export function corrections(raw: string): readonly (readonly string[])[] {
  const bare = withoutQuotes(raw.trim());
  // The image's placeholder is no typing error of any host's name.
  if (/^\/ollama\/?$/.test(bare)) return [];
  if (isCommaList(bare)) {
    const parts = bare
      .split(/[,\s]+/)
      .map((part) => tidy(part))
      .filter((part) => part !== null);
    return parts.length > 1 ? [parts] : [];
  }
  const first = tidy(bare);
  if (first === null) return [];
  const { target } = readOllamaUrl(first);
  if (!target) return [];
  const urls = new Set<string>();
  const add = (change: Partial<UrlTarget>): void => {
    const { scheme, host, port, path } = { ...target, ...change };
    urls.add(`${scheme}://${hostForUrl(host)}:${port}${path}`);
  };
  const portGiven = !readOllamaUrl(first).oddities.includes('missing-port');
  const ports = portGiven ? [target.port, ...(nearPort(target.port) ? [OLLAMA_PORT] : [])] : [OLLAMA_PORT, target.port];
  const hosts = [
    target.host,
    ...WELL_KNOWN_HOSTS.filter((known) => known !== target.host && distance(known, target.host) <= 2),
  ];
  for (const host of hosts) {
    for (const port of ports) {
      for (const path of target.path === '' ? [''] : ['', target.path.replace(/\/+$/, '')]) {
        for (const scheme of target.scheme === 'https' ? (['http', 'https'] as const) : (['http'] as const))
          add({ host, port, path, scheme });
      }
    }
  }
  urls.delete(raw);
  return [...urls].map((url) => [url]);
}

/** Repairs what is unambiguous: quotes, blanks, scheme, slashes, a port with a digit too many. Null where no URL is left. */
function tidy(text: string): string | null {
  const clean = withoutBlanks(withoutQuotes(text));
  if (clean === '') return null;
  // `http//host`, `htp://host`, `http:/host`, `host:port`: whatever stands before the host, http was meant.
  const rest = clean.replace(/^(?:[a-z]{0,6}[:;]?\/+|https?[:;])/i, '');
  const scheme = /^https/i.test(clean) ? 'https' : 'http';
  const repaired = `${scheme}://${rest}`.replace(
    /:(\d{6,})(?=\/|$)/,
    (_, digits: string) => `:${distance(digits, String(OLLAMA_PORT)) <= 2 ? OLLAMA_PORT : digits}`,
  );
  return readOllamaUrl(repaired).target === null ? null : repaired.replace(/\/+$/, '');
}

function nearPort(port: number): boolean {
  return port !== OLLAMA_PORT && distance(String(port), String(OLLAMA_PORT)) <= 2;
}

/** Levenshtein distance of two short texts: insertions, deletions and replacements. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
