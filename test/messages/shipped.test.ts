import { expect, test } from '@jest/globals';
import { shippedChecks } from '../../checks/index.js';
import type { Text } from '../../src/types/text.js';

/** Every sentence of a shipped check: title, explanation, answers. */
const sentences = shippedChecks.flatMap(({ id, title, explain, messages }): [string, Text][] => [
  [`${id} title`, title],
  [`${id} explain`, explain],
  ...Object.entries(messages).map(([code, text]): [string, Text] => [`${id} ${code}`, text]),
]);

const placeholders = (sentence: string): readonly string[] => [...new Set(sentence.match(/\{\w+\}/gu) ?? [])].sort();

test.each(sentences)('%s says the same in both languages, in house style', (_, { en, 'zh-CN': zh }) => {
  expect(placeholders(zh)).toEqual(placeholders(en));
  expect(en).not.toMatch(/!(?!\w)|\bmight\b|\b(?:please|sorry)\b/iu);
  expect(zh).toMatch(/[\u4e00-\u9fff]|^\{\w+\}$/u);
  expect(zh).not.toMatch(/！|[,;:?](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[,;:?!](?!\w)/u);
});
