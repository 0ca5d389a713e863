import { expect, test } from '@jest/globals';
import { factsOf } from '../../src/causes/facts.js';
import { Ledger } from '../../src/runner/ledger.js';
import type { Observation, ProbeRequest } from '../../src/types/probe.js';
import { connection, ollamaTags } from '../../src/types/requests.js';
import type { Vantage } from '../../src/types/vantage.js';
import { EMPTY } from '../runner/samples.js';
import { instance, judge, ollamaOn, type World } from './world.js';

const world = (...urls: string[]): World => ({
  instances: [instance(urls)],
  ollamas: [ollamaOn('0.0.0.0')],
  inside: { names: { 'hub.example': '192.0.2.7' }, ports: { '192.0.2.7:80': 'refused' } },
  host: { ports: { '127.0.0.1:11434': 'ollama' } },
});
const found = async (...urls: string[]) =>
  (await judge(world(...urls))).diagnoses.map(({ cause, failingHop, certainty, proof, explains }) => ({
    cause,
    failingHop,
    certainty,
    explains,
    proof: proof.map(({ observation, says }) => [observation !== null, says.code]),
  }));

test.each([
  'http://hub.example/user/ann@example.org/proxy/11434',
  'http://hub.example/user/ann%40example.org/proxy/11434',
  'http://hub.example/a@b@c',
  'http://hub.example/v1?key=hunter2',
])('%s is diagnosed as every other address with a path', async (url) => {
  expect(await found(url)).toEqual(await found('http://hub.example/user/ann/proxy/11434'));
});

test('two connections that are shown alike are two', async () => {
  const both = await judge(world('http://hub.example/?a=1', 'http://hub.example/?a=2'));
  const listener = both.diagnoses.filter(({ failingHop }) => failingHop === 'listener');
  expect(listener.map(({ subjects, proof }) => [subjects, proof.length])).toEqual([
    [['http://hub.example/?a=***', 'hub.example'], 2],
  ]);
});

/** A vantage point that sees the same text whatever is asked. */
const blind: Vantage = {
  id: 'host',
  availability: { ok: true },
  ask: async ({ kind }) => [
    {
      vantage: 'host',
      kind,
      target: '',
      outcome: 'ok',
      phase: null,
      address: null,
      port: null,
      times: {},
      evidence: {},
    },
  ],
};

test('an observation is found by its request, whole or in part, and by nothing else', async () => {
  const ledger = new Ledger();
  const { signal } = new AbortController();
  const tags = ollamaTags('http://a');
  const asked: readonly ProbeRequest[] = [
    tags,
    { ...tags, client: 'direct' },
    ollamaTags('http://b'),
    connection('a', 80),
    connection('::1', 80),
  ];
  for (const request of asked) await ledger.ask(blind, request, signal);
  await ledger.ask(blind, { ...tags, url: 'http://c', headers: { authorization: 'hunter2' } }, signal);
  const facts = factsOf(EMPTY, [], ledger.observations);
  const ids = (...request: Parameters<typeof facts.seen>): readonly Observation['id'][] =>
    facts.seen(...request).map(({ id }) => id);
  expect(ids('host', tags)).toEqual(['o1']);
  expect(ids('host', { kind: 'http', url: tags.url })).toEqual(['o1', 'o2']);
  expect(ids('host', { kind: 'tcp', host: '::1' })).toEqual(['o5']);
  expect(ids('host', { kind: 'tcp' })).toEqual(['o4', 'o5']);
  expect(ids('self', tags)).toEqual([]);
  expect(JSON.stringify(facts.observations)).not.toContain('hunter2');
});
