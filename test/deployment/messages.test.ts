import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { UNREAD_REASONS } from '../../src/deployment/settings-script.js';
import { deploymentMessages } from '../../src/messages/deployment.js';

const room = join(import.meta.dirname, '../../src/deployment');
const sources = readdirSync(room).map((name) => readFileSync(join(room, name), 'utf8'));
const said = new Set(sources.flatMap((text) => text.match(/(?<=')(?:deployment|engine)\.[a-z-]+(?=')/g) ?? []));
const reasons = UNREAD_REASONS.map((reason) => `deployment.database-${reason}`);

test('every code that discovery says has a sentence, and no sentence is left over', () => {
  expect([...new Set([...said, ...reasons])].sort()).toEqual(Object.keys(deploymentMessages).sort());
});

test('both languages take the same arguments', () => {
  const args = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const { en, 'zh-CN': zh } of Object.values(deploymentMessages)) expect([en, args(zh)]).toEqual([en, args(en)]);
});
