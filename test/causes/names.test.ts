import { expect, test } from '@jest/globals';
import { shippedChecks } from '../../checks/index.js';
import { shippedCauses } from '../../src/causes/index.js';
import { FAULT_IDS } from '../../src/demo/faults.js';

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

test('the demo’s faults are causes, or one that is left undetermined', () => {
  const ids = new Set(shippedCauses.map(({ id }) => id));
  const unnamed = FAULT_IDS.filter((id) => !ids.has(id));
  expect(unnamed.sort()).toEqual(['healthy', 'wrong-service']);
});
