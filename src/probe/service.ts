import type { Service } from '../types/probe.js';
import type { Json } from '../types/text.js';
import { isObject, parseJson } from './json.js';

/** A complete answer with status 200, or the beginning of one. */
export interface Answer {
  readonly text: string;
  readonly truncated: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

type Kind = 'text' | 'list' | 'true' | 'any';
/** The keys that each service answers with. */
const KEYS: Readonly<Partial<Record<Service, Readonly<Record<string, Kind>>>>> = {
  'ollama-tags': { models: 'list' },
  'ollama-version': { version: 'text' },
  'webui-health': { status: 'true' },
  'webui-config': { status: 'any', name: 'any', version: 'any' },
  'webui-models': { models: 'list' },
  'hub-model': { sha: 'text' },
  'github-release': { tag_name: 'text' },
};
/** How a key of the kind begins, where the rest was cut off. */
const BEGINS: Readonly<Record<Kind, string>> = { text: '"', list: '\\[', true: 'true', any: '' };

/**
 * Whether an answer is the one that the service gives. A cut one is judged by what was read.
 * @param service what should answer
 */
export function isFrom(service: Service, answer: Answer): boolean {
  if (service === 'any') return true;
  if (service === 'hub-file') return answer.headers['x-repo-commit'] !== undefined;
  const keys = Object.entries(KEYS[service] ?? {});
  if (answer.truncated) {
    const begins = (key: string, kind: Kind) => new RegExp(`"${key}"\\s*:\\s*${BEGINS[kind]}`).test(answer.text);
    return /^\s*[{[]/.test(answer.text) && keys.every(([key, kind]) => begins(key, kind));
  }
  const value = parseJson(answer.text);
  if (service === 'json') return value !== undefined;
  return isObject(value) && keys.every(([key, kind]) => Object.hasOwn(value, key) && fits(value[key], kind));
}

function fits(value: Json | undefined, kind: Kind): boolean {
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'list') return Array.isArray(value);
  return kind === 'any' || value === true;
}
