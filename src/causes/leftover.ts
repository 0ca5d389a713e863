import type { Diagnosis, Hop } from '../types/cause.js';
import type { Finding } from '../types/check.js';
import { say } from './said.js';

/** Warnings that say that something does not work; the others inform, and need no treatment. */
const SERIOUS_WARNINGS: ReadonlySet<string> = new Set(['hub.reach', 'hub.cdn']);

/** The hop of a check; the longest matching beginning counts. */
const HOP_OF: readonly (readonly [prefix: string, hop: Hop])[] = [
  ['webui.page', 'browser'],
  ['webui.ports', 'browser'],
  ['webui.', 'webui'],
  ['docker.', 'webui'],
  ['ollama.url', 'configuration'],
  ['ollama.settings', 'configuration'],
  ['ollama.enabled', 'configuration'],
  ['ollama.proxied', 'webui'],
  ['ollama.', 'ollama'],
  ['reach.dns', 'dns'],
  ['reach.proxy', 'proxy'],
  ['reach.canary', 'firewall'],
  ['reach.', 'route'],
  ['hub.', 'huggingface'],
];

/** True for a row that has to be explained: a failure, or a warning that something does not work. */
export function needsExplaining({ status, check }: Finding): boolean {
  return status === 'fail' || (status === 'warn' && SERIOUS_WARNINGS.has(check));
}

/** What no cause explains: one diagnosis for each Open WebUI and hop, with all that was seen there. */
export function leftovers(findings: readonly Finding[]): readonly Diagnosis[] {
  const groups = new Map<string, { readonly hop: Hop; readonly rows: Finding[] }>();
  for (const finding of findings) {
    const hop = HOP_OF.find(([prefix]) => finding.check.startsWith(prefix))?.[1] ?? 'configuration';
    const key = JSON.stringify([finding.instance, hop]);
    const group = groups.get(key) ?? { hop, rows: [] };
    group.rows.push(finding);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ hop, rows }): Diagnosis => {
    const checks = [...new Set(rows.map(({ check }) => check))];
    return {
      cause: 'undetermined',
      certainty: null,
      instance: rows[0]?.instance ?? null,
      explains: checks,
      subjects: rows.flatMap(({ subject }) => subject ?? []),
      failingHop: hop,
      message: say('leftover', { checks }),
      proof: rows.map(({ check, said, observations }) => ({
        observation: observations[0] ?? null,
        says: say('proof.row', { check, code: said.code }),
      })),
      refuted: [],
    };
  });
}
