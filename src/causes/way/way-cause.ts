import { defineCause } from '../../plugin.js';
import type { Diagnosis, Hop, InstanceCause, InstanceFacts } from '../../types/cause.js';
import type { CauseId } from '../../types/cause-id.js';
import type { FixKit, FixPlan } from '../../types/fix.js';
import type { Text } from '../../types/text.js';
import { decide } from './decide.js';
import type { Decision } from './decision.js';
import { decisionsOf } from './fixes.js';
import { wayTexts } from './texts.js';

/** What is one cause's own among those of the way to Ollama. */
export interface WayCause {
  readonly id: CauseId;
  readonly hop: Hop;
  readonly title: Text;
  readonly messages: Readonly<Record<string, Text>>;
  readonly explain: InstanceCause['explain'];
  /** Pure: what to do about the URLs that were decided upon, least change first. */
  fixes(facts: InstanceFacts, kit: FixKit, decisions: readonly Decision[]): readonly FixPlan[];
}

/** A cause of the way to Ollama: the rules decide, the cause says it and knows what to do. */
export function wayCause({ id, hop, title, messages, explain, fixes }: WayCause): InstanceCause {
  return defineCause({
    id,
    scope: 'instance',
    hop,
    title,
    messages: { ...wayTexts, ...messages },
    explain,
    diagnose: (facts) =>
      diagnosesOf(
        facts,
        decide(facts).filter(({ cause }) => cause === id),
      ),
    prescribe: (diagnosis, facts, kit) => {
      const decisions = decisionsOf(diagnosis, facts);
      return decisions.length === 0 ? [] : fixes(facts, kit, decisions);
    },
  });
}

/** One diagnosis for the URLs that have the same fault; the first one's words. */
export function diagnosesOf(facts: InstanceFacts, decisions: readonly Decision[]): readonly Diagnosis[] {
  const groups = new Map<string, Decision[]>();
  for (const one of decisions) {
    const key = `${one.cause} ${one.hop} ${one.message.code}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group): Diagnosis[] => {
    const [first] = group;
    if (!first) return [];
    const explains = first.explains.filter((check) => facts.troubled(check).length > 0);
    const hosts = group.flatMap(({ row }) => [row.entry.url === '' ? '' : row.shown, row.target?.host ?? row.shown]);
    return [
      {
        cause: first.cause,
        certainty: first.certainty,
        instance: facts.instance.name,
        explains,
        subjects: [...new Set(hosts)],
        ...(first.independent ? { independent: true } : {}),
        failingHop: first.hop,
        message: first.message,
        proof: group.flatMap(({ proof }) => proof),
        refuted: first.refuted,
      },
    ];
  });
}
