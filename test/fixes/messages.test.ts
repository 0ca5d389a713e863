import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fixMessages } from '../../src/messages/fixes.js';

const root = join(import.meta.dirname, '../../src/fixes');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(root, name), 'utf8'))
  .join('\n');
const slots = (text: string): readonly string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

test('every sentence that the fixes say has a text', () => {
  const said = [...sources.matchAll(/\bsay\(\s*'([\w.]+)'/g)].map(([, code]) => `fixes.${code}`);
  expect(said.length).toBeGreaterThan(30);
  expect(said.filter((code) => !Object.hasOwn(fixMessages, code))).toEqual([]);
});
test('no text is without a fix that says it', () => {
  const codes = Object.keys(fixMessages).map((code) => code.replace('fixes.', ''));
  const built = /^setUrls\.(row|blob)(\.effect)?$/;
  expect(codes.filter((code) => !sources.includes(`'${code}'`) && !built.test(code))).toEqual([]);
});
test.each(Object.entries(fixMessages))('%s has the same arguments in both languages', (_code, text) => {
  expect(slots(text['zh-CN'])).toEqual(slots(text.en));
  expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
});
