import { describe, expect, test } from '@jest/globals';
import { shippedCauses, shippedTopics } from '../../src/causes/index.js';
import type { Cause, Topic } from '../../src/types/cause.js';
import type { Text } from '../../src/types/text.js';

const placeholders = (text: string): readonly string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

const pages: readonly (Cause | Topic)[] = [...shippedCauses, ...shippedTopics];

describe.each(pages.map((page) => [page.id, page] as const))('%s', (_id, cause) => {
  const { what, proof, fixes, wrongAdvice } = cause.explain;
  const texts: readonly (readonly [string, Text])[] = [
    ['title', cause.title],
    ['what', what],
    ['proof', proof],
    ['fixes', fixes],
    ...(wrongAdvice ? [['wrongAdvice', wrongAdvice] as const] : []),
    ...('messages' in cause ? Object.entries(cause.messages) : []),
  ];
  test('both languages say the same with the same arguments', () => {
    for (const [code, text] of texts) {
      expect({ code, placeholders: placeholders(text['zh-CN']) }).toEqual({
        code,
        placeholders: placeholders(text.en),
      });
      expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}|!|\bmight\b/u);
    }
  });
  test('its title stands alone, its sources are public', () => {
    expect(placeholders(cause.title.en)).toEqual([]);
    expect(cause.explain.sources.length).toBeGreaterThan(0);
    for (const source of cause.explain.sources) expect(source).toMatch(/^https:\/\/[\w.-]+\/\S+$/);
  });
});
