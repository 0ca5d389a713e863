import { expect, test } from '@jest/globals';
import { shippedChecks } from '../../checks/index.js';
import { shippedCauses, shippedTopics } from '../../src/causes/index.js';
import { FAULT_IDS } from '../../src/demo/faults.js';
import { CAUSE_IDS, TOPIC_IDS } from '../../src/types/cause-id.js';

test('no cause explains a check that does not exist', () => {
  const ids = new Set(shippedChecks.map(({ id }) => id));
  for (const id of [
    'ollama.tags',
    'ollama.url',
    'ollama.settings',
    'ollama.host-tags',
    'ollama.listener',
    'ollama.identity',
    'ollama.models',
    'ollama.proxied',
    'ollama.routes',
    'reach.dns',
    'reach.canary',
    'reach.proxy',
    'hub.reach',
    'hub.cdn',
    'hub.certificate',
    'hub.settings',
    'hub.host',
    'hub.mirror',
    'webui.container',
    'webui.page',
    'webui.health',
    'webui.ports',
    'webui.found',
    'docker.engine',
  ])
    expect(ids).toContain(id);
});

test('every id that a report can name has one page: of a cause, or of a topic', () => {
  expect(shippedCauses.map(({ id }) => id).sort()).toEqual([...CAUSE_IDS].sort());
  expect(shippedTopics.map(({ id }) => id).sort()).toEqual([...TOPIC_IDS].sort());
  const ids = [...CAUSE_IDS, ...TOPIC_IDS];
  expect(new Set(ids).size).toBe(ids.length);
});

test('the demo’s faults are causes, or one that is left undetermined', () => {
  const ids = new Set<string>(shippedCauses.map(({ id }) => id));
  const unnamed = FAULT_IDS.filter((id) => !ids.has(id));
  expect(unnamed.sort()).toEqual(['healthy', 'wrong-service']);
});
