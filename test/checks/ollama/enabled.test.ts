import { expect, test } from '@jest/globals';
import { enabled } from '../../../checks/ollama/enabled.js';
import { instance, ollamaUrl, settings, verdictOf, world } from '../context.js';

const verdict = (value: boolean, written: string | null, explicit = false) => {
  const environmentUrls = [ollamaUrl('http://a:11434', { source: explicit ? 'env' : 'image-default' })];
  const variables: Record<string, string> = written === null ? {} : { ENABLE_OLLAMA_API: written };
  const ollamaEnabled = { value, source: 'env', detail: '' } as const;
  return verdictOf(enabled, world(instance({ settings: settings({ ollamaEnabled, variables, environmentUrls }) })));
};

test('on passes, whatever is written', async () => {
  expect(await verdict(true, null)).toBe('pass enabled');
});
test.each(['1', 'yes', 'on', 'enabled'])('%s was meant for yes and switches off', async (written) => {
  expect(await verdict(false, written)).toBe('fail value-not-true');
});
test('off is a warning only where URLs are configured', async () => {
  expect(await verdict(false, 'false', true)).toBe('warn disabled');
  expect(await verdict(false, 'false')).toBe('skip switched-off');
});
