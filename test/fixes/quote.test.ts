import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'shell-quote';
import { goString, quotable, quote, UnquotableError } from '../../src/fixes/quote.js';

const NASTY = [
  '',
  'plain',
  'two words',
  "it's",
  '"double"',
  '$HOME $(id) `id`',
  'back\\slash\\',
  '!history !!',
  '=zsh',
  '~root',
  '*?[a]{a,b}',
  '#comment',
  ';|&<>()',
  '-flag',
  '容器 😀',
  "'''",
  '%s%n',
];
const CONTROL = [
  'a\u200cb',
  'a\u00adb',
  'a\tb',
  'a\nb',
  'a\rb',
  '\u001b[31m',
  'a\u0000',
  '\u0085',
  '\u202eevil',
  '\ud800',
];

describe('quote', () => {
  test.each(NASTY)('%j is one word again after a shell has read it', (word) => {
    expect(parse(quote(word), {})).toEqual([word]);
    for (const shell of ['sh', 'bash', 'zsh']) {
      const run = spawnSync(shell, ['-c', `printf %s ${quote(word)}`], { encoding: 'utf8' });
      if (run.error === undefined) expect(run.stdout).toBe(word);
      else expect(run.error).toMatchObject({ code: 'ENOENT' });
    }
  });

  test.each(CONTROL)('%j has no place in a command', (word) => {
    expect(quotable(word)).toBe(false);
    expect(() => quote(word)).toThrow(UnquotableError);
  });

  test('half a surrogate pair has no place in a template either', () => {
    expect(() => goString('\ud800')).toThrow(UnquotableError);
  });
});
