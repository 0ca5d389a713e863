import { corrections } from '../../deployment/corrections.js';
import { readOllamaUrl, type UrlOddity } from '../../deployment/url.js';
import type { CauseId } from '../../types/cause-id.js';
import type { Outcome } from '../../types/probe.js';
import { ollamaTags } from '../../types/requests.js';
import { say } from '../said.js';
import { answers, type Decision, decision, failed, inForce, type Rule, somewhereUp } from './decision.js';
import { type Answer, answered, isLiteral, type Row, type Way } from './row.js';

/** Mistakes at which the client gives up, and their causes; the most telling first. */
const FATAL: readonly (readonly [UrlOddity, CauseId])[] = [
  ['comma-separated', 'urls-comma-separator'],
  ['quotes', 'url-quotes-in-env'],
  ['missing-scheme', 'url-missing-scheme'],
  ['typo-scheme', 'url-typo-host-port'],
  ['single-slash', 'url-typo-host-port'],
  ['bad-port', 'url-typo-host-port'],
  ['whitespace', 'url-whitespace-cr'],
];
const NO_WAY_IN: ReadonlySet<Outcome> = new Set(['refused', 'timeout', 'unreachable', 'dns-not-found', 'dns-failed']);

/** A mistake in a URL that the client asks all the same: proven by the corrected URL's answer, or not claimed. */
export const mistakenUrl: Rule = (way, row): readonly Decision[] => {
  if (!row.target || !row.seen) return [];
  const found = correction(way, row);
  if (!found) return [];
  const [cause, answer] = found;
  return [
    decision(cause, row, {
      hop: 'configuration',
      args: { instead: answer.url },
      instead: [answer.url],
      verified: true,
      proof: [...inForce(row), ...failed(row), ...answers(answer)],
      refuted: somewhereUp(answer.url),
    }),
  ];
};

function correction(way: Way, row: Row): readonly [cause: CauseId, answer: Answer] | null {
  const { target, seen, read } = row;
  if (!target || !seen) return null;
  const has = (oddity: UrlOddity): boolean => read.oddities.includes(oddity);
  const same = (answer: Answer, change: Partial<typeof target>): boolean => {
    const one = readOllamaUrl(answer.url).target;
    const wanted = { ...target, host: target.host.trim(), ...change };
    return (
      one !== null &&
      one.scheme === wanted.scheme &&
      one.host === wanted.host &&
      one.port === wanted.port &&
      one.path === wanted.path
    );
  };
  const find = (change: Partial<typeof target>): Answer | undefined =>
    way.answers.find((answer) => same(answer, change));
  const give = (cause: CauseId, answer: Answer | undefined): readonly [CauseId, Answer] | null =>
    answer ? [cause, answer] : null;
  const { outcome } = seen;
  const corrected = way.answers.find(({ origin }) => origin === 'correction');
  if (has('whitespace') && /[^\x21-\x7e]/.test(target.host)) return give('url-whitespace-cr', corrected);
  if (has('https') && (outcome === 'tls-protocol' || outcome === 'tls-closed'))
    return give('url-https-to-http-port', find({ scheme: 'http' }) ?? find({ scheme: 'http', path: '' }));
  if (has('missing-port'))
    return give(
      'url-missing-port',
      find({ scheme: 'http', port: 11_434 }) ?? find({ scheme: 'http', port: 11_434, path: '' }),
    );
  if (outcome === 'http-status' || outcome === 'wrong-service') {
    if (has('path-suffix')) return give('url-path-suffix', find({ path: '' }));
    if (has('trailing-slash')) return give('url-trailing-slash', find({ path: '' }));
  }
  if (!NO_WAY_IN.has(outcome)) return null;
  const other = way.answers.find((answer) => answer.origin === 'correction' && isTypingError(row, answer));
  return give('url-typo-host-port', other);
}

/** A host or a port that nobody would choose: an address in use elsewhere is no typing error of this machine's. */
function isTypingError({ target, seen }: Row, answer: Answer): boolean {
  const meant = readOllamaUrl(answer.url).target;
  if (!target || !seen || !meant) return false;
  const portDiffers = meant.port !== target.port;
  if (portDiffers && isDeliberatePort(target.port)) return false;
  if (meant.host === target.host) return portDiffers;
  if (isLiteral(target.host)) return !isPrivate(target.host);
  return seen.outcome === 'dns-not-found' || seen.outcome === 'dns-failed';
}

/** Ports that second Ollamas, Docker Model Runner and published containers really use. */
function isDeliberatePort(port: number): boolean {
  return (port > 11_429 && port < 11_500) || (port >= 11_000 && port % 1_000 === 434);
}
/** Addresses at which another machine of one's own may well be. */
function isPrivate(address: string): boolean {
  return /^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)|:/.test(
    address,
  );
}

/** A URL at which the client gives up: certain by its spelling, proven where the corrected one answers. */
export const malformedUrl: Rule = (way, row): readonly Decision[] => {
  if (row.target) return [];
  const fatal = FATAL.find(([oddity]) => row.read.oddities.includes(oddity));
  if (!fatal) return [];
  const [oddity, cause] = fatal;
  const meant = corrections(row.entry.url);
  const right = meant.find((list) => list.every((url) => answered(way.facts, bare(url)) !== null));
  const part = meant.find((list) => list.some((url) => answered(way.facts, bare(url)) !== null));
  const other = way.answers.find(({ origin }) => origin !== 'correction');
  const instead = right ?? part ?? (other ? [other.url] : (meant[0] ?? null));
  const answering = (instead ?? []).filter((url) => answered(way.facts, bare(url)) !== null);
  const seen = answering.map((url) => ({
    observation: answered(way.facts, bare(url))?.id ?? null,
    says: say('proof.answers', { url }),
  }));
  return [
    decision(cause, row, {
      hop: 'configuration',
      code: oddity === 'single-slash' || oddity === 'typo-scheme' || oddity === 'bad-port' ? `is.${oddity}` : 'is',
      certainty: (right ?? part) ? 'proven' : 'likely',
      args: { instead: instead ?? [] },
      instead,
      verified: seen.length > 0 && seen.length === instead?.length,
      proof: [...inForce(row), ...seen],
      refuted: somewhereUp(answering[0]),
    }),
  ];
};

const bare = (url: string): string => url.replace(/\/+$/, '');

/** The row as it would be with the URL that was meant, to look for a second fault behind a misspelt one. */
export function asMeant(way: Way, row: Row): Row | null {
  if (row.target) return null;
  const url = corrections(row.entry.url)[0]?.[0];
  const read = url === undefined ? null : readOllamaUrl(url);
  if (!read?.target) return null;
  const { facts } = way;
  return { ...row, read, target: read.target, seen: facts.seen(facts.inside, ollamaTags(read.target.base))[0] ?? null };
}
