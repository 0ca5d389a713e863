import type { Json, Observation } from '../../src/plugin.js';

/** A member of a JSON object; undefined where there is none. */
export function member(json: Json | undefined, name: string): Json | undefined {
  return json !== null && typeof json === 'object' && !Array.isArray(json) && Object.hasOwn(json, name)
    ? (json as { readonly [key: string]: Json })[name]
    : undefined;
}

/** A text member of an answer's JSON body. */
export function textMember(seen: Observation, name: string): string | null {
  const value = member(seen.evidence.json, name);
  return typeof value === 'string' ? value : null;
}

/** The models that an answer of `/api/tags` lists; empty where it lists none or is cut. */
export function modelsOf(seen: Observation): readonly Json[] {
  const models = member(seen.evidence.json, 'models');
  return Array.isArray(models) ? models : [];
}
