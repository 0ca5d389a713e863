import type { InstanceFacts } from '../../types/cause.js';
import type { Decision, Rule } from './decision.js';
import { hostView } from './host-view.js';
import { type Row, type Way, wayOf } from './row.js';
import { databaseOverrides } from './rule-database.js';
import { notRunning, thisMachine } from './rule-here.js';
import { loopbackInBridge } from './rule-loopback.js';
import { containerNameUnknown, hostNameUnknown } from './rule-name.js';
import { publishedPort } from './rule-published.js';
import { caughtByProxy, lastHop } from './rule-rest.js';
import { asMeant, malformedUrl, mistakenUrl } from './rule-url.js';

/** Why a URL that can be asked fails: the first rule that has an answer. */
const RULES: readonly Rule[] = [
  databaseOverrides,
  mistakenUrl,
  caughtByProxy,
  loopbackInBridge,
  hostNameUnknown,
  containerNameUnknown,
  publishedPort,
  thisMachine,
  lastHop,
];

/** Every reason why a URL in force gives no models: one for each failing URL, two where it has two faults. */
export function decide(facts: InstanceFacts): readonly Decision[] {
  const known = decided.get(facts);
  if (known) return known;
  const way = wayOf(facts);
  const decisions = way.rows.flatMap((row) => ofRow(way, row));
  decided.set(facts, decisions);
  return decisions;
}
/** Facts never change, and every cause of the way asks the same of them. */
const decided = new WeakMap<InstanceFacts, readonly Decision[]>();

function ofRow(way: Way, row: Row): readonly Decision[] {
  const overridden = databaseOverrides(way, row);
  if (overridden.length > 0) return overridden;
  const malformed = malformedUrl(way, row);
  if (malformed.length === 0) return withSecond(way, row, first(RULES, way, row));
  if (malformed.some(({ verified, certainty }) => verified || certainty === 'proven')) return malformed;
  const meant = asMeant(way, row);
  return [...malformed, ...second(meant ? withSecond(way, meant, first(RULES.slice(2), way, meant)) : [])];
}

function first(rules: readonly Rule[], way: Way, row: Row): readonly Decision[] {
  for (const rule of rules) {
    const decisions = rule(way, row);
    if (decisions.length > 0) return decisions;
  }
  return [];
}

/** A URL that cannot lead out of the container, and no Ollama to be seen on the host either: a fault of its own. */
function withSecond(way: Way, row: Row, found: readonly Decision[]): readonly Decision[] {
  const [only] = found;
  if (!only || !row.target || !NO_WAY_OUT.has(only.cause)) return found;
  return [...found, ...second(notRunning(way, row, hostView(way.facts, row.target.port)) ?? [])];
}
const NO_WAY_OUT: ReadonlySet<string> = new Set([
  'loopback-url-in-bridge-container',
  'url-0.0.0.0-as-client',
  'host-docker-internal-missing-linux',
]);

const second = (found: readonly Decision[]): readonly Decision[] =>
  found.filter(({ cause }) => cause !== 'undetermined').map((one) => ({ ...one, independent: true }));
