import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { optionsPage } from './options-page.js';

/** After a change of the options: `UPDATE_GOLDEN=1 npm run unit -- test/cli/options-page`. */
test('docs/options.md is what the tables say', () => {
  const file = new URL('../../docs/options.md', import.meta.url);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, optionsPage());
  expect(readFileSync(file, 'utf8')).toBe(optionsPage());
});
