import { expect, test } from '@jest/globals';
import { models } from '../../../checks/ollama/models.js';
import { instance, MODELS, NO_MODELS, ollamaUrl, settings, verdictOf, world } from '../context.js';

const value = ['http://a:1', 'http://b:1'].map((url, index) => ollamaUrl(url, { index }));
const two = instance({ settings: settings({ ollamaUrls: { known: true, value } }) });
const A = '* GET http://a:1/api/tags';
const B = '* GET http://b:1/api/tags';

test('one model anywhere is enough', async () => {
  expect(await verdictOf(models, world(two, { [A]: NO_MODELS, [B]: MODELS }))).toBe('pass models');
  expect(await verdictOf(models, world(two, { [A]: 'refused', [B]: MODELS }))).toBe('pass models');
});
test('no model at all is a failure, a list that was cut is not', async () => {
  expect(await verdictOf(models, world(two, { [A]: NO_MODELS, [B]: 'refused' }))).toBe('fail none');
  expect(await verdictOf(models, world(two, { [A]: { evidence: { truncated: true } }, [B]: NO_MODELS }))).toBe(
    'pass models',
  );
});
test('it waits for the connection', () => {
  expect(models.needs).toEqual(['ollama.tags']);
});
