import type { Reporter } from './reporter.js';

/** The formats, each loaded when it is asked for. */
export const FORMATS = ['text', 'json', 'junit', 'github', 'markdown', 'prometheus'] as const;
export type Format = (typeof FORMATS)[number];

const load: Readonly<Record<Format, () => Promise<Reporter>>> = {
  text: async () => (await import('./text.js')).text,
  json: async () => (await import('./json.js')).json,
  junit: async () => (await import('./junit.js')).junit,
  github: async () => (await import('./github.js')).github,
  markdown: async () => (await import('./markdown.js')).markdown,
  prometheus: async () => (await import('./prometheus.js')).prometheus,
};

/** The reporter of a format. */
export function reporterOf(format: Format): Promise<Reporter> {
  return load[format]();
}
