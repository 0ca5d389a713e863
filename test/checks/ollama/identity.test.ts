import { expect, test } from '@jest/globals';
import { identity } from '../../../checks/ollama/identity.js';
import { instance, MODELS, NO_MODELS, type Recorded, run, type Table, verdictOf, version, world } from '../context.js';

const INSIDE = '* GET http://host.docker.internal:11434/api';
const HOST = 'host GET http://127.0.0.1:11434/api';
const table = (tags: Recorded, told: Recorded, hostTags: Recorded, hostVersion: Recorded): Table => ({
  [`${INSIDE}/tags`]: tags,
  [`${INSIDE}/version`]: told,
  [`${HOST}/tags`]: hostTags,
  [`${HOST}/version`]: hostVersion,
});
const v = version('0.32.15');

test('the same version and models from both sides are the same Ollama', async () => {
  expect(await verdictOf(identity, world(instance(), table(MODELS, v, MODELS, v)))).toBe('pass same');
});
test('another version or other models are another one', async () => {
  expect(await verdictOf(identity, world(instance(), table(MODELS, v, MODELS, version('0.30.0'))))).toBe(
    'warn different',
  );
  expect(await verdictOf(identity, world(instance(), table(NO_MODELS, v, MODELS, v)))).toBe('warn different');
});
test('where this machine sees none, there is nothing to compare', async () => {
  expect(await verdictOf(identity, world(instance(), table(MODELS, v, 'refused', 'refused')))).toBe(
    'pass answers-as-ollama',
  );
  expect(await verdictOf(identity, world(instance(), table('refused', 'refused', MODELS, v)))).toBe('skip no-answer');
});
test('all four questions go out at once', async () => {
  expect((await run(identity, world(instance(), table(MODELS, v, MODELS, v)))).together).toHaveLength(4);
});
