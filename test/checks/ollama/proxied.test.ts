import { expect, test } from '@jest/globals';
import { proxied } from '../../../checks/ollama/proxied.js';
import { instance, MODELS, NO_MODELS, type Recorded, run, status, verdictOf, world } from '../context.js';

const role = (name: string): Recorded => ({ evidence: { status: 200, json: { role: name } } });
const at = (list: Recorded, user: Recorded, direct: Recorded) =>
  world(
    instance(),
    {
      '* GET http://127.0.0.1:8080/ollama/api/tags': list,
      '* GET http://127.0.0.1:8080/api/v1/auths/': user,
      '* GET http://host.docker.internal:11434/api/tags': direct,
    },
    { options: { token: 'sk-secret' } },
  );

test('a list with models passes', async () => {
  expect(await verdictOf(proxied, at(MODELS, role('admin'), MODELS))).toBe('pass lists');
});
test('an empty list fails for an administrator alone, and only where Ollama has models', async () => {
  expect(await verdictOf(proxied, at(NO_MODELS, role('admin'), MODELS))).toBe('fail lists-none');
  expect(await verdictOf(proxied, at(NO_MODELS, role('user'), MODELS))).toBe('unknown none-for-role');
  expect(await verdictOf(proxied, at(NO_MODELS, role('admin'), 'refused'))).toBe('skip nothing-to-list');
});
test('a refused token is a warning, and is shown nowhere', async () => {
  const { verdicts } = await run(proxied, at(status(401), status(401), MODELS));
  expect(verdicts).toMatchObject([{ status: 'warn', code: 'token-refused' }]);
  expect(JSON.stringify(verdicts)).not.toContain('secret');
});
test('without a token nothing is asked', async () => {
  expect(await verdictOf(proxied, world(instance()))).toBe('skip no-token');
});
