import { expect, test } from '@jest/globals';
import { shippedChecks } from '../../checks/index.js';
import { shippedCauses } from '../../src/causes/index.js';
import { accountsMessages } from '../../src/messages/accounts.js';
import { deploymentMessages } from '../../src/messages/deployment.js';
import { fixMessages } from '../../src/messages/fixes.js';
import { programMessages } from '../../src/messages/program.js';
import { render } from '../../src/messages/render.js';
import { LANGS, type Text } from '../../src/types/text.js';

const texts: readonly (readonly [string, Text])[] = [
  ...[...shippedChecks, ...shippedCauses].flatMap(({ id, messages }) =>
    Object.entries(messages).map(([code, text]): [string, Text] => [`${id} ${code}`, text]),
  ),
  ...[accountsMessages, programMessages, deploymentMessages, fixMessages].flatMap((messages) =>
    Object.entries(messages),
  ),
];
/** A dash, a pair with nothing in it, a placeholder: a fact that is not there, told as if it were. */
const HOLE = /\bnull\b|\bundefined\b|[{}]|“”|""|\(\s*\)|（\s*）|[(（“]-[)）”]/u;

test(`no sentence of ${texts.length} shows a hole where its arguments are not there`, () => {
  for (const [code, text] of texts) {
    const names = [...text.en.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name);
    if (names.length === 0) continue;
    for (const lang of LANGS)
      for (const absent of [null, '', []])
        for (const args of [{}, Object.fromEntries(names.map((name) => [name, absent]))])
          expect([code, render(text, args, lang)]).toEqual([code, expect.not.stringMatching(HOLE)]);
  }
});

test('an optional part falls away with its argument, and only then', () => {
  const text = { en: 'It ends{? ({error})}.', 'zh-CN': '结束{?（{error}）}。' };
  expect([render(text, { error: null }, 'en'), render(text, { error: 'E' }, 'en')]).toEqual([
    'It ends.',
    'It ends (E).',
  ]);
  expect([render(text, {}, 'zh-CN'), render(text, { error: 'E' }, 'zh-CN')]).toEqual(['结束。', '结束（E）。']);
});
