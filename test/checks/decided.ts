import type { Args, Observation, Verdict } from '../../src/plugin.js';
import { OUTCOMES } from '../../src/types/probe.js';

/** Rows whose good news is that something does not answer, or that something else than a probe says. */
const GOOD_THOUGH_SILENT: ReadonlySet<string> = new Set([
  'none-answers',
  'no-version',
  'running',
  'answers',
  'published',
  'there',
  'usable',
  'told',
  'well-formed',
  'bypassed',
  'passes-through',
]);

/**
 * The first observation of a row is the one that decided it: what the row says of an outcome, an address, a status or an
 * error is that observation's, and what passes rests on one that went well.
 * @returns what does not fit, or null
 */
export function undecided(
  { status, code, args = {}, observations: [id] = [] }: Shown,
  observation: (id: string) => Observation | undefined,
): string | null {
  const first = id === undefined ? undefined : observation(id);
  if (first === undefined) return null;
  const { outcome, phase, address, evidence } = first;
  const claimed = OUTCOMES.find((one) => one === code);
  // A name server that stays silent is one that gives no answer, in whatever way.
  const silent = claimed === 'dns-failed' && first.kind === 'dns' && outcome !== 'ok';
  if (claimed !== undefined && claimed !== outcome && !silent)
    return `says ${code}, shows ${outcome} of ${first.target}`;
  if (status === 'pass' && outcome !== 'ok' && !GOOD_THOUGH_SILENT.has(code))
    return `passes (${code}), shows ${outcome} of ${first.target}`;
  const facts = {
    outcome,
    phase,
    address,
    error: evidence.code ?? evidence.alert ?? null,
    status: evidence.status ?? null,
  };
  // Only rows that speak of a probe carry its phase; others use some of these names for something else.
  if (args.phase === undefined) return null;
  for (const [name, value] of Object.entries(facts))
    if (args[name] !== undefined && args[name] !== value)
      return `says ${name} ${String(args[name])}, shows ${String(value)}`;
  return null;
}

interface Shown {
  readonly status: Verdict['status'] | 'crash';
  readonly code: string;
  readonly args?: Args;
  readonly observations?: readonly string[];
}
