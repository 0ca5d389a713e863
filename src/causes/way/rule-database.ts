import { readOllamaUrl } from '../../deployment/url.js';
import type { OllamaUrl } from '../../types/deployment.js';
import { say } from '../said.js';
import { type Decision, decision, failed, inForce, type Rule, somewhereUp } from './decision.js';
import { answered } from './row.js';

/** The stored value fails, while what the environment says would work. */
export const databaseOverrides: Rule = (way, row): readonly Decision[] => {
  const { settings } = way.instance;
  if (row.entry.source !== 'database' && row.entry.source !== 'redis') return [];
  const explicit = settings.environmentUrls.filter(isExplicit);
  if (explicit.length === 0 || explicit.some(({ url }) => url === row.entry.url)) return [];
  const bases = explicit.map(({ url }) => readOllamaUrl(url).target?.base.replace(/\/+$/, ''));
  const seen = bases.map((base) => (base === undefined ? null : answered(way.facts, base)));
  const first = explicit[seen.findIndex((one) => one !== null)];
  if (!first) return [];
  return [
    decision('db-config-overrides-env', row, {
      hop: 'configuration',
      args: { environment: first.detail, instead: explicit.map(({ url }) => url) },
      instead: explicit.map(({ url }) => url),
      verified: seen.every((one) => one !== null),
      proof: [
        ...inForce(row),
        ...failed(row),
        ...seen.flatMap((one) =>
          one
            ? [{ observation: one.id, says: say('proof.answers', { url: one.target.replace(/\/api\/tags$/, '') }) }]
            : [],
        ),
      ],
      refuted: somewhereUp(first.url),
    }),
  ];
};

/** Set by a person: neither the image's own default nor what nobody set. */
function isExplicit({ source, detail }: OllamaUrl): boolean {
  return (source === 'env' || source === 'env-file' || source === 'compose') && !/=\/ollama\/?$/.test(detail);
}
