import { expect, test } from '@jest/globals';
import { toAscii } from '../../src/messages/ascii.js';
import { lookup, tell } from '../../src/messages/catalogue.js';
import { deploymentMessages } from '../../src/messages/deployment.js';
import { fixMessages } from '../../src/messages/fixes.js';
import { isUtf8, langOf, parseLang } from '../../src/messages/lang.js';
import { programMessages } from '../../src/messages/program.js';
import { render } from '../../src/messages/render.js';
import { sanitize, sanitizeLines } from '../../src/messages/sanitize.js';

const esc = String.fromCharCode(27);
const text = { en: '{name} says {words}', 'zh-CN': '{name} 说：{words}' };

test('placeholders are filled once, lists joined in the way of the language', () => {
  expect(render(text, { name: '{words}', words: ['a', 'b'] }, 'en')).toBe('{words} says a, b');
  expect(render(text, { name: 'x', words: ['a', 'b'] }, 'zh-CN')).toBe('x 说：a、b');
  expect(render(text, { name: 3, words: null }, 'en')).toBe('3 says not known');
  expect(render({ en: '{constructor} {n}', 'zh-CN': '' }, { n: false }, 'en')).toBe('not known false');
});

test.each([
  [`a${esc}[31mred${esc}[0mb`, 'aredb'],
  [`a${esc}]0;title${String.fromCharCode(7)}b`, 'ab'],
  [`a${esc}]8;;http://evil${esc}\\link${esc}]8;;${esc}\\b`, 'alinkb'],
  [`a${esc}P1$r0m${esc}\\b`, 'ab'],
  [`a${String.fromCharCode(0x9b)}31mb`, 'ab'],
  [`a${esc}cb${esc}`, 'ab'],
  ['a\r\nb\tc\u2028d', 'a b c d'],
  ['a\u0000\u0007\u007f\u0085b', 'a b'],
  ['a\u202eb\u2066c\u200bd\ufeffe', 'abcde'],
  ['a\ud800b', 'a\ufffdb'],
  ['容器 ✔ é', '容器 ✔ é'],
])('sanitize(%j) is %j', (dirty, clean) => {
  expect(sanitize(dirty)).toBe(clean);
});

test('a long value is cut, a command is not', () => {
  expect(sanitize('x'.repeat(5_000))).toHaveLength(500);
  expect(sanitize('x'.repeat(5_000)).endsWith('…')).toBe(true);
  expect(sanitizeLines(`a ${'x'.repeat(5_000)}\r\n\tb${esc}[2J`)).toBe(`a ${'x'.repeat(5_000)}\n\tb`);
});

test('hostile input costs no time', () => {
  const startedAt = performance.now();
  sanitize(`${esc}[`.repeat(100_000));
  sanitizeLines(`${esc}]`.repeat(100_000));
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test.each([
  [{ LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }, 'zh-CN'],
  [{ LC_MESSAGES: 'zh_TW.UTF-8' }, 'zh-CN'],
  [{ LANG: 'zh-Hans' }, 'zh-CN'],
  [{ LC_ALL: '', LANG: 'zh_CN' }, 'zh-CN'],
  [{ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'en'],
  [{ LANG: 'POSIX' }, 'en'],
  [{ LANG: 'de_DE.UTF-8' }, 'en'],
  [{}, 'en'],
] as const)('the language of %j is %s', (env, lang) => {
  expect(langOf(env)).toBe(lang);
});

test('names of languages and of locales', () => {
  expect([parseLang('ZH-cn'), parseLang('en_GB.UTF-8'), parseLang('fr'), parseLang('')]).toEqual([
    'zh-CN',
    'en',
    null,
    null,
  ]);
  expect([isUtf8({ LANG: 'C.utf8' }), isUtf8({ LC_ALL: 'C', LANG: 'C.UTF-8' }), isUtf8({})]).toEqual([
    true,
    false,
    false,
  ]);
});

test('the words of a check or cause count before the shared ones; an unknown code is told as it is', () => {
  const local = { 'runner.blocked': { en: 'own {check}', 'zh-CN': '自己' } };
  expect(tell({ code: 'runner.blocked', args: { check: 'x' } }, 'en', local)).toBe('own x');
  expect(tell({ code: 'runner.blocked', args: { check: 'x' } }, 'en')).toBe('x has to pass first.');
  expect(lookup('toString')).toEqual({ en: 'toString', 'zh-CN': 'toString' });
});

test('an outcome among the arguments is told by its name', () => {
  const local = { seen: { en: 'It is {outcome}.', 'zh-CN': '{outcome}。' } };
  const said = (outcome: string) => ({ code: 'seen', args: { outcome } });
  expect(tell(said('dns-not-found'), 'en', local)).toBe('It is no such name.');
  expect(tell(said('refused'), 'zh-CN', local)).toBe('被拒绝。');
  expect(tell(said('something'), 'en', local)).toBe('It is something.');
});

const all = { ...programMessages, ...deploymentMessages, ...fixMessages };
test.each(Object.entries(all))(
  '%s has the same placeholders in both languages, and house style',
  (_, { en, 'zh-CN': zh }) => {
    const names = (sentence: string): readonly string[] => [...new Set(sentence.match(/\{\w+\}/gu) ?? [])].sort();
    expect(names(zh)).toEqual(names(en));
    expect(en).not.toMatch(/!|\bmight\b/u);
    expect(zh).not.toMatch(/！|可能会|[,;:](?=[\u4e00-\u9fff])/u);
  },
);

test('codes are used by one room each', () => {
  const codes = [programMessages, deploymentMessages, fixMessages].flatMap((messages) => Object.keys(messages));
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

test('ASCII for terminals that have nothing else', () => {
  expect(toAscii('“a” … b · c – ‘d’')).toBe('"a" ... b | c - \'d\'');
});
