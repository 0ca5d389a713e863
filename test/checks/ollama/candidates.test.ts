import { expect, test } from '@jest/globals';
import { candidates } from '../../../checks/ollama/candidates.js';
import { instance, MODELS, run, type Table, verdictOf, version, world } from '../context.js';

const URL = 'http://host.docker.internal:11434';
const GATEWAY = 'http://172.17.0.1:11434';
const table = (inForce: Table[string], gateway: Table[string]): Table => ({
  [`* GET ${URL}/api/tags`]: inForce ?? 'refused',
  [`* GET ${URL}/api/version`]: 'refused',
  [`* GET ${GATEWAY}/api/tags`]: gateway ?? 'refused',
  [`* GET ${GATEWAY}/api/version`]: gateway === MODELS ? version('0.32.15') : 'refused',
});

test('a healthy deployment is asked nothing more', async () => {
  const told = await run(candidates, world(instance(), table(MODELS, 'refused')));
  expect(told.verdicts).toMatchObject([{ status: 'skip', code: 'not-needed' }]);
  expect(told.asked).toHaveLength(1);
});
test('where a URL fails, what answers in its place is told', async () => {
  const { verdicts } = await run(candidates, world(instance(), table('dns-not-found', MODELS)));
  expect(verdicts).toMatchObject([{ status: 'pass', code: 'answer', args: { urls: [GATEWAY], models: ['1'] } }]);
  expect(await verdictOf(candidates, world(instance(), table('refused', 'refused')))).toBe('pass none-answers');
});
