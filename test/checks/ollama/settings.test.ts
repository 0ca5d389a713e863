import { expect, test } from '@jest/globals';
import { settings as check } from '../../../checks/ollama/settings.js';
import type { Outcome, Source } from '../../../src/plugin.js';
import { instance, ollamaUrl, settings, verdictOf, world } from '../context.js';

const verdict = (
  inForce: string,
  source: Source,
  environment: string,
  from: Source,
  outcomes: readonly Outcome[] = [],
) => {
  const change = {
    ollamaUrls: { known: true, value: [ollamaUrl(inForce, { source })] },
    environmentUrls: [ollamaUrl(environment, { source: from })],
  } as const;
  const [there = 'ok', wanted = 'ok'] = outcomes;
  const table = { [`* GET ${inForce}/api/tags`]: there, [`* GET ${environment}/api/tags`]: wanted };
  return verdictOf(check, world(instance({ settings: settings(change) }), table));
};

test('the environment in force, or a database that agrees with it, passes', async () => {
  expect(await verdict('http://a:1', 'env', 'http://a:1', 'env')).toBe('pass environment-in-force');
  expect(await verdict('http://a:1', 'database', 'http://a:1', 'env')).toBe('pass database-agrees');
  expect(await verdict('http://a:1/', 'database', 'http://a:1', 'env')).toBe('pass database-agrees');
});
test('a default that nobody wrote is overridden by nobody’s mistake', async () => {
  expect(await verdict('http://a:1', 'database', 'http://host.docker.internal:11434', 'image-default')).toBe(
    'pass database-agrees',
  );
});
test('an override is a failure only where it breaks what the environment would mend', async () => {
  const override = (there: Outcome, wanted: Outcome) =>
    verdict('http://a:1', 'database', 'http://b:1', 'env', [there, wanted]);
  expect(await override('ok', 'ok')).toBe('warn database-overrides');
  expect(await override('ok', 'refused')).toBe('warn database-overrides');
  expect(await override('refused', 'refused')).toBe('warn database-overrides');
  expect(await override('refused', 'ok')).toBe('fail database-overrides');
});
test('what could not be read is not known', async () => {
  const unread = settings({ ollamaUrls: { known: false, reason: { code: 'deployment.x', args: {} } } });
  expect(await verdictOf(check, world(instance({ settings: unread })))).toBe('unknown unread');
});
