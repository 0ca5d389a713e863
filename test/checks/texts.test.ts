import { expect, test } from '@jest/globals';
import { shippedChecks } from '../../checks/index.js';

const LANGS = ['en', 'zh-CN'] as const;
const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

test('ids are family.name, each once', () => {
  const ids = shippedChecks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/);
});

test('needs exist and never lead in a circle', () => {
  const needs = new Map(shippedChecks.map(({ id, needs: wanted = [] }) => [id, wanted]));
  const depth = (id: string, path: readonly string[]): number => {
    expect(path).not.toContain(id);
    const wanted = needs.get(id);
    if (!wanted) throw new Error(`${id} does not exist`);
    return 1 + Math.max(0, ...wanted.map((need) => depth(need, [...path, id])));
  };
  for (const id of needs.keys()) expect(depth(id, [])).toBeGreaterThan(0);
});

test.each(shippedChecks.map((check) => [check.id, check] as const))('%s speaks both languages', (_, check) => {
  for (const text of [check.title, check.explain, ...Object.values(check.messages)]) {
    for (const lang of LANGS) expect(text[lang].trim()).not.toBe('');
    expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(text.en).not.toMatch(/\p{Script=Han}/u);
    expect([...new Set(placeholders(text['zh-CN']))]).toEqual([...new Set(placeholders(text.en))]);
    for (const lang of LANGS) expect(text[lang]).not.toMatch(/[!！]/);
    expect(text.en).not.toMatch(/\b(?:might|TODO)\b/);
  }
  // A title is a predicate without an end; a sentence has one.
  for (const lang of LANGS) expect(check.title[lang]).not.toMatch(/[.。]$/);
  for (const message of Object.values(check.messages)) {
    expect(message.en).toMatch(/^[\p{Lu}{].*\.$/u);
    expect(message['zh-CN']).toMatch(/。$/);
  }
});
