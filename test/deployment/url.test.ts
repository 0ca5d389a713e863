import { describe, expect, test } from '@jest/globals';
import { corrections } from '../../src/deployment/corrections.js';
import { readOllamaUrl } from '../../src/deployment/url.js';

/** Entry → oddities, what the client connects to, what it was meant to be (first suggestion). */
const TABLE: readonly (readonly [raw: string, oddities: string, base: string | null, meant: string | null])[] = [
  ['http://127.0.0.1:11434', '', 'http://127.0.0.1:11434', null],
  ['http://[::1]:11434', '', 'http://[::1]:11434', null],
  ['http://h:11434/', 'trailing-slash', 'http://h:11434/', 'http://h:11434'],
  ['http://h:11434//', 'trailing-slash', 'http://h:11434//', 'http://h:11434'],
  ['http://h:11434/api', 'path-suffix', 'http://h:11434/api', 'http://h:11434'],
  ['http://h:11434/v1/', 'path-suffix trailing-slash', 'http://h:11434/v1/', 'http://h:11434'],
  ['192.168.1.11:11434', 'missing-scheme', null, 'http://192.168.1.11:11434'],
  ['ollama', 'missing-scheme', null, 'http://ollama:11434'],
  ['http://h', 'missing-port', 'http://h:80', 'http://h:11434'],
  ['https://h', 'https missing-port', 'https://h:443', 'http://h:11434'],
  ['"http://h:11434"', 'quotes', null, 'http://h:11434'],
  ["'http://h:11434'", 'quotes', null, 'http://h:11434'],
  ['http://h :11434', 'whitespace', 'http://h :11434', 'http://h:11434'],
  ['http://h:11434\r', 'whitespace', 'http://h:11434', 'http://h:11434'],
  ['http://h\u200b:11434', 'whitespace', 'http://h\u200b:11434', 'http://h:11434'],
  ['htp://h:11434', 'typo-scheme', null, 'http://h:11434'],
  ['http:/h:11434', 'single-slash', null, 'http://h:11434'],
  ['http//h:11434', 'missing-scheme', null, 'http://h:11434'],
  ['http://h:114344', 'bad-port', null, 'http://h:11434'],
  ['http://h:0', 'bad-port', null, null],
  ['http://:11434', 'missing-host', null, null],
  ['https://h:11434', 'https', 'https://h:11434', 'http://h:11434'],
  ['http://0.0.0.0:11434', 'unspecified-address', 'http://0.0.0.0:11434', null],
  ['http://120.0.0.1:11434', '', 'http://120.0.0.1:11434', 'http://127.0.0.1:11434'],
  ['http://127.0.0.1:1143', '', 'http://127.0.0.1:1143', 'http://127.0.0.1:11434'],
  ['http://user:secret@h:11434', 'credentials', 'http://h:11434', 'http://h:11434'],
  ['', 'empty', null, null],
  ['/ollama', 'literal-ollama', null, null],
];

describe.each(TABLE)('%j', (raw, oddities, base, meant) => {
  const read = readOllamaUrl(raw);
  test('is read as the real client reads it', () => {
    expect(read.oddities.join(' ')).toBe(oddities);
    expect(read.target?.base ?? null).toBe(base);
  });
  test('is corrected to what was meant', () => {
    expect(corrections(raw)[0]?.[0] ?? null).toBe(meant);
  });
});

test('a list with commas becomes a list', () => {
  expect(readOllamaUrl('http://a:11434,http://b:11434').oddities).toEqual(['comma-separated']);
  expect(corrections('http://a:11434,http://b:11434')).toEqual([['http://a:11434', 'http://b:11434']]);
  expect(corrections('http://a:11434, http://b:11434/')).toEqual([['http://a:11434', 'http://b:11434']]);
});
