import { describe, expect, test } from '@jest/globals';
import { type DemoEvent, runDemo } from '../../src/demo/demo.js';
import { FAULT_IDS, isFault, randomFault } from '../../src/demo/faults.js';
import { demoTexts } from '../../src/demo/texts.js';
import type { CauseId } from '../../src/types/cause-id.js';
import type { Deployment } from '../../src/types/deployment.js';
import type { RunResult } from '../../src/types/run.js';

/** Open WebUI's own judgement in place of the doctor's: healthy where it lists a model, else the cause that is given. */
async function judge(deployment: Deployment, token: string, cause: CauseId): Promise<RunResult> {
  const webui = deployment.instances[0]?.webuiUrl?.value ?? '';
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await fetch(`${webui}/ollama/api/tags`, { headers });
  const { models }: { models: unknown[] } = JSON.parse(await answer.text());
  const diagnosis = {
    cause,
    certainty: 'proven' as const,
    instance: 'demo',
    explains: ['ollama.tags'],
    failingHop: 'listener' as const,
    message: { code: 'x', args: {} },
    proof: [],
    refuted: [],
  };
  return {
    startedAt: new Date(),
    durationMs: 1,
    deployment,
    vantages: [],
    findings: [],
    observations: [],
    diagnoses: models.length > 0 ? [] : [{ diagnosis, rank: 1, fixes: [] }],
    ended: null,
    checks: [],
    causes: [],
  };
}

/** Whether anything answers at a URL. */
async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function play(fault: (typeof FAULT_IDS)[number], cause: CauseId) {
  const events: DemoEvent[] = [];
  const seen: Deployment[] = [];
  const result = await runDemo(fault, {
    signal: new AbortController().signal,
    examine: (deployment, token) => {
      seen.push(deployment);
      return judge(deployment, token, cause);
    },
    observe: (event) => events.push(event),
  });
  return { result, events, seen };
}

describe.each(FAULT_IDS.filter((id) => id !== 'healthy'))('the demo of %s', (fault) => {
  const cause = fault === 'wrong-service' ? 'ollama-port-changed' : fault;

  test('lists no model while the fault stands, lists one after the remedy, and leaves nothing behind', async () => {
    const { result, events, seen } = await play(fault, cause);
    expect(result.rounds.map(({ diagnoses }) => diagnoses.length)).toEqual([1, 0]);
    expect(events.map(({ type }) => type)).toEqual(['built', 'examined', 'remedy', 'examined', 'ended']);
    const remedy =
      { 'ollama-not-running': 'demo.starts', 'no-models-pulled': 'demo.pulls' }[String(fault)] ?? 'demo.sets';
    expect(events.find(({ type }) => type === 'remedy')).toMatchObject({ said: { code: remedy } });
    expect(events.at(-1)).toMatchObject({ healthy: true, said: { code: 'demo.healed' } });
    for (const deployment of seen) expect(await answers(deployment.instances[0]?.webuiUrl?.value ?? '')).toBe(false);
    for (const { listens } of seen.flatMap(({ ollamas }) => ollamas))
      for (const { port } of listens) expect(await answers(`http://127.0.0.1:${port}`)).toBe(false);
  });

  test('takes its own fault back where the cause has no remedy, and says so', async () => {
    const { result, events } = await play(fault, 'undetermined');
    expect(result.healthy).toBe(true);
    expect(events.find(({ type }) => type === 'remedy')).toMatchObject({ said: { code: 'demo.undoes' } });
  });
});

test('starts its own Ollama where the diagnosis points to another one', async () => {
  const { result, events } = await play('ollama-not-running', 'ollama-port-changed');
  expect(events.find(({ type }) => type === 'remedy')).toMatchObject({ said: { code: 'demo.starts' } });
  expect(result.healthy).toBe(true);
});

test('a healthy deployment is examined once', async () => {
  const { result, events } = await play('healthy', 'acme.x');
  expect([result.healthy, result.rounds.length]).toEqual([true, 1]);
  expect(events.at(-1)).toMatchObject({ said: { code: 'demo.healthy' } });
});

test('ends its servers when the examination breaks', async () => {
  let url = '';
  const examine = (deployment: Deployment) => {
    url = deployment.instances[0]?.webuiUrl?.value ?? '';
    return Promise.reject(new Error('broken'));
  };
  const tools = { signal: new AbortController().signal, examine, observe: () => {} };
  await expect(runDemo('ollama-not-running', tools)).rejects.toThrow('broken');
  expect(url).not.toBe('');
  expect(await answers(url)).toBe(false);
});

test.each([1, 2])('an interrupt during examination %i ends it there, and is never called healthy', async (round) => {
  const control = new AbortController();
  const seen: Deployment[] = [];
  const types: string[] = [];
  const examine = (deployment: Deployment, token: string) => {
    if (seen.push(deployment) === round) control.abort();
    return judge(deployment, token, 'ollama-not-running');
  };
  const observe = ({ type }: DemoEvent) => types.push(type);
  const result = await runDemo('ollama-not-running', { signal: control.signal, examine, observe });
  expect([result.healthy, result.rounds.length, types.includes('ended')]).toEqual([false, round, false]);
  expect(await answers(seen[0]?.instances[0]?.webuiUrl?.value ?? '')).toBe(false);
});

test('a run that was cut short is not called healthy', async () => {
  const examine = async (deployment: Deployment, token: string) => ({
    ...(await judge(deployment, token, 'ollama-not-running')),
    ended: 'deadline' as const,
  });
  const tools = { signal: new AbortController().signal, examine, observe: () => {} };
  expect((await runDemo('ollama-not-running', tools)).healthy).toBe(false);
});

test('every sentence of an event exists', async () => {
  for (const fault of FAULT_IDS) {
    const { events } = await play(fault, fault === 'healthy' || fault === 'wrong-service' ? 'undetermined' : fault);
    for (const event of events) if ('said' in event) expect(demoTexts[event.said.code]).toBeDefined();
  }
});

test('a fault by chance is one that has something to show', () => {
  const drawn = new Set([0, 0.2, 0.4, 0.6, 0.8, 0.999999].map(randomFault));
  expect(drawn.has('healthy')).toBe(false);
  expect([...drawn].every(isFault)).toBe(true);
  expect(drawn.size).toBeGreaterThan(3);
  expect(isFault('toString')).toBe(false);
});
