import { expect, test } from '@jest/globals';
import { shippedChecks } from '../../checks/index.js';
import { shippedCauses } from '../../src/causes/index.js';
import type { Text } from '../../src/types/text.js';

/** Every sentence of the shipped checks and causes: titles, explanations, answers, proofs. */
const ofChecks = shippedChecks.flatMap(({ id, title, explain, messages }): [string, Text][] => [
  [`${id} title`, title],
  [`${id} explain`, explain],
  ...Object.entries(messages).map(([code, text]): [string, Text] => [`${id} ${code}`, text]),
]);

const ofCauses = shippedCauses.flatMap(
  ({ id, title, messages, explain: { what, proof, fixes, wrongAdvice } }): [string, Text][] => [
    [`${id} title`, title],
    ...Object.entries({ what, proof, fixes, ...(wrongAdvice === null ? {} : { wrongAdvice }), ...messages }).map(
      ([code, text]): [string, Text] => [`${id} ${code}`, text],
    ),
  ],
);

const placeholders = (sentence: string): readonly string[] => [...new Set(sentence.match(/\{\w+\}/gu) ?? [])].sort();

test.each([...ofChecks, ...ofCauses])(
  '%s says the same in both languages, in house style',
  (_, { en, 'zh-CN': zh }) => {
    expect(placeholders(zh)).toEqual(placeholders(en));
    expect(en).not.toMatch(/!(?!\w)|\bmight\b|\b(?:please|sorry)\b/iu);
    expect(zh).toMatch(/[\u4e00-\u9fff]|^\{\w+\}$/u);
    expect(zh).not.toMatch(/！|[,;:?](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[,;:?!](?!\w)/u);
  },
);
