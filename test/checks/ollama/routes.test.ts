import { expect, test } from '@jest/globals';
import { routes } from '../../../checks/ollama/routes.js';
import { instance, MODELS, type Recorded, status, type Table, verdictOf, version, world } from '../context.js';

const BASE = '* GET http://host.docker.internal:11434/api';
const LATEST = '* GET https://api.github.com/repos/ollama/ollama/releases/latest';
const released: Recorded = { evidence: { status: 200, json: { tag_name: 'v0.32.15' } } };
const table = (tags: Recorded, ps: Recorded, told: string): Table => ({
  [`${BASE}/tags`]: tags,
  [`${BASE}/ps`]: ps,
  [`${BASE}/version`]: version(told),
});
const refused = instance({ log: ['pull model manifest: 412: \u001b[31m<script>'] });

test('a missing route is the fault of an old Ollama alone', async () => {
  expect(await verdictOf(routes, world(instance(), table(MODELS, 'ok', '0.32.15')))).toBe('pass there');
  expect(await verdictOf(routes, world(instance(), table(MODELS, status(404), '0.1.37')))).toBe('fail route-missing');
  expect(await verdictOf(routes, world(instance(), table(MODELS, status(404), '0.32.15')))).toBe(
    'unknown route-hidden',
  );
});
test('an old Ollama without models, which lists null, is recognised', async () => {
  const nothing: Recorded = { outcome: 'wrong-service', evidence: { status: 200, json: { models: null } } };
  expect(await verdictOf(routes, world(instance(), table(nothing, status(404), '0.1.30')))).toBe('fail route-missing');
  expect(await verdictOf(routes, world(instance(), table('wrong-service', status(404), '0.1.30')))).toBe(
    'skip no-answer',
  );
});
test('a refused pull counts while the version is behind', async () => {
  const seen = { ...table(MODELS, 'ok', '0.20.0'), [LATEST]: released };
  expect(await verdictOf(routes, world(refused, seen))).toBe('fail pull-refused');
  expect(await verdictOf(routes, world(refused, { ...table(MODELS, 'ok', '0.32.15'), [LATEST]: released }))).toBe(
    'pass there',
  );
  expect(await verdictOf(routes, world(refused, { ...seen, [LATEST]: 'dns-failed' }))).toBe('unknown pull-was-refused');
});
