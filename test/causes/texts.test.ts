import { describe, expect, test } from '@jest/globals';
import { shippedCauses } from '../../src/causes/index.js';
import type { Text } from '../../src/types/text.js';

const placeholders = (text: string): readonly string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const EXPECTED = [
  'loopback-url-in-bridge-container',
  'host-docker-internal-missing-linux',
  'ollama-bound-loopback',
  'ollama-not-running',
  'ollama-port-changed',
  'different-docker-networks',
  'default-bridge-no-name-dns',
  'url-missing-scheme',
  'url-missing-port',
  'url-path-suffix',
  'url-trailing-slash',
  'url-quotes-in-env',
  'url-whitespace-cr',
  'url-https-to-http-port',
  'url-0.0.0.0-as-client',
  'url-typo-host-port',
  'urls-comma-separator',
  'db-config-overrides-env',
  'owui-not-listening-wrong-port-mapping',
  'host-network-expecting-3000',
  'no-models-pulled',
  'ollama-version-too-old',
  'hf-blocked-reset',
  'hf-tls-interception',
  'hf-outage-5xx',
  'hf-mirror-endpoint-problems',
  'container-crash-oom-unhealthy',
  'docker-unreachable',
  'docker-permission-denied',
  'nothing-found',
  'lost-admin-password',
  'undetermined',
];

test('every cause is there, once', () => {
  expect(shippedCauses.map(({ id }) => id).sort()).toEqual([...EXPECTED].sort());
});

describe.each(shippedCauses.map((cause) => [cause.id, cause] as const))('%s', (_id, cause) => {
  const { what, proof, fixes, wrongAdvice } = cause.explain;
  const texts: readonly (readonly [string, Text])[] = [
    ['title', cause.title],
    ['what', what],
    ['proof', proof],
    ['fixes', fixes],
    ...(wrongAdvice ? [['wrongAdvice', wrongAdvice] as const] : []),
    ...Object.entries(cause.messages),
  ];
  test('both languages say the same with the same arguments', () => {
    for (const [code, text] of texts) {
      expect({ code, placeholders: placeholders(text['zh-CN']) }).toEqual({
        code,
        placeholders: placeholders(text.en),
      });
      expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}|!|\bmight\b/u);
    }
  });
  test('its title stands alone, its sources are public', () => {
    expect(placeholders(cause.title.en)).toEqual([]);
    expect(cause.explain.sources.length).toBeGreaterThan(0);
    for (const source of cause.explain.sources) expect(source).toMatch(/^https:\/\/[\w.-]+\/\S+$/);
  });
});
