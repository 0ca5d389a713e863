import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readContainer } from '../../../src/deployment/container.js';
import { fixKit } from '../../../src/fixes/kit.js';
import type { FixPlan } from '../../../src/types/fix.js';
import { inspectOf } from '../../deployment/inspect.js';
import { deploymentOf, instanceOf } from '../../fixes/sample.js';
import { limit, sample } from '../sample.js';
import { RecordingEngine } from './engine.js';
import { PAYLOADS, PLAIN, SECRET } from './payloads.js';
import { PLACES } from './places.js';
import { each, paste, SHELLS, shown } from './world.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'owui-commands-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const about = {
  id: 'x',
  title: { code: 'x', args: {} },
  rehearsal: { result: 'verified', detail: { code: 'x', args: {} } },
} as const;
const made = (place: string, word: string) => {
  const inspect = inspectOf(PLACES[place]?.(word) ?? {});
  const plan = fixKit(deploymentOf()).recreate(
    instanceOf({}, readContainer(inspect, null)),
    { setEnv: { HF_ENDPOINT: 'https://hf-mirror.com' } },
    about,
  );
  return { inspect, plan };
};

let worlds = 0;
/** Pastes what the report shows, through the real client. @returns null: the client itself refuses such a container */
async function recreated(place: string, word: string, shell: string, plan: FixPlan) {
  const { inspect } = made(place, word);
  worlds += 1;
  const socket = join(folder, `${worlds}.sock`);
  const engine = await new RecordingEngine(socket, inspect).start();
  try {
    const ran = await paste(shell, plan.commands[0]?.run ?? 'exit 9', socket);
    const [created = null] = engine.created;
    return { ...ran, created: created && { ...created, joined: engine.joined }, wayBack: engine };
  } finally {
    await engine.stop();
  }
}
/** A tree with the plain word replaced by another; lists of variables and the like in one order. */
const put = (tree: unknown, word: string): unknown =>
  JSON.parse(JSON.stringify(tree).replaceAll(PLAIN, JSON.stringify(word).slice(1, -1)));

/** What the client refuses before it asks the engine: nothing has been changed then. */
const REFUSED =
  /invalid|not supported|unknown|must be|is not|malformed|too many|bad format|expected|token too long|parse error/i;

type Case = readonly [place: string, payload: string, shell: string];
/** No network has blanks at either end of its name: the client takes them off. */
const possible = (place: string, word: string): boolean => !/name of a.* network/.test(place) || word.trim() === word;
const all: readonly Case[] = Object.keys(PLACES).flatMap((place) =>
  Object.entries(PAYLOADS).flatMap(([name, word]) =>
    !possible(place, word) ? [] : SHELLS.map((shell): Case => [place, name, shell]),
  ),
);
const cases = sample(all, 40);

const baselines = new Map<string, Promise<unknown>>();
const baselineOf = (place: string): Promise<unknown> => {
  const known = baselines.get(place);
  if (known) return known;
  const fresh = recreated(place, PLAIN, 'bash', made(place, PLAIN).plan).then(({ created }) => created);
  baselines.set(place, fresh);
  return fresh;
};

test(`a container of a plain word is made with it, in each of ${Object.keys(PLACES).length} places`, async () => {
  const wrong: string[] = [];
  await each(Object.keys(PLACES), async (place) => {
    if (!JSON.stringify(await baselineOf(place)).includes(PLAIN)) wrong.push(place);
  });
  expect(wrong).toEqual([]);
}, 60_000);

test(
  `the printed command makes the same container or is told in steps, ${cases.length} of ${all.length} hostile words`,
  async () => {
    const wrong: string[] = [];
    const counts = { exact: 0, steps: 0, refused: 0 };
    await each(cases, async ([place, name, shell]) => {
      const word = PAYLOADS[name] ?? '';
      const tell = (what: string): void => void wrong.push(`${place}, ${name}, ${shell}: ${what}`);
      const { plan } = made(place, word);
      const { fix, texts } = await shown(plan, worlds % 2 === 0 ? 'en' : 'zh-CN');
      if (SECRET.has(name) && texts.some((text) => text.includes(word))) tell('the secret is shown');
      if (fix.commands.length === 0) {
        counts.steps += 1;
        if (fix.steps.length === 0 || fix.undo.length > 0) tell('neither command nor steps');
        return;
      }
      const run = fix.commands[0]?.run ?? '';
      const [text = '', markdown = ''] = texts;
      if (!text.includes(run) || !markdown.includes(run)) tell('a format shows another command');
      const { code, created, left, errors } = await recreated(place, word, shell, { ...plan, commands: fix.commands });
      if (left.length > 0) tell(`left ${left.join(' ')}`);
      if (created === null && code !== 0 && REFUSED.test(errors)) {
        counts.refused += 1;
        return;
      }
      counts.exact += 1;
      const wanted = put(await baselineOf(place), word);
      if (code !== 0) tell(`ended with ${code}: ${errors.slice(-300)}`);
      else if (sorted(created) !== sorted(wanted)) tell(`made ${difference(created, wanted)}`);
    });
    expect(wrong).toEqual([]);
    expect(counts.exact).toBeGreaterThan(cases.length / 2);
  },
  limit(120_000),
);

const sorted = (tree: unknown): string =>
  JSON.stringify(tree, (key, value: unknown) => {
    // Which variable comes first means nothing.
    if (Array.isArray(value)) return key === 'Env' ? [...value].sort() : value;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
function difference(a: unknown, b: unknown): string {
  const [one, other] = [sorted(a), sorted(b)];
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return `…${one.slice(Math.max(0, at - 40), at + 80)}… for …${other.slice(Math.max(0, at - 40), at + 80)}…`;
}
