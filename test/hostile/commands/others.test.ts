import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readContainer } from '../../../src/deployment/container.js';
import { fixKit } from '../../../src/fixes/kit.js';
import type { OllamaRun } from '../../../src/types/deployment.js';
import type { FixPlan } from '../../../src/types/fix.js';
import { inspectOf } from '../../deployment/inspect.js';
import { deploymentOf, instanceOf, urlsOf } from '../../fixes/sample.js';
import { limit, sample } from '../sample.js';
import { PAYLOADS, SECRET } from './payloads.js';
import { each, paste, SHELLS, shown } from './world.js';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'owui-others-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const server = (run: OllamaRun) => ({ run, state: 'running', listens: [], ollamaHost: null }) as const;
const container = (name: string) => readContainer(inspectOf({ name }), null);
const unit = (word: string): OllamaRun => ({ kind: 'systemd', unit: word });
const kit = fixKit(deploymentOf());

/** Fixes made of a word from outside, and whether one of the command's words has to be that word itself. */
const FIXES: Readonly<Record<string, readonly [make: (word: string) => FixPlan | undefined, itself: boolean]>> = {
  'a settings row with a URL': [(w) => kit.setUrls(instanceOf(), [`http://h:1/${w}`], true)[0], false],
  'a settings row after a URL': [
    (w) => kit.setUrls(instanceOf({ ollamaUrls: urlsOf([`http://h:1/${w}`], 'database') }), ['http://n:1'], true)[0],
    false,
  ],
  'a settings row of a container': [(w) => kit.setUrls(instanceOf({}, container(w)), ['http://n:1'], true)[0], false],
  'a service that starts': [(w) => kit.start(server(unit(w)), null), true],
  'a service that listens': [(w) => kit.listen(server(unit(w)), '0.0.0.0', 11434), true],
  'a process of an account': [
    (w) => kit.listen(server({ kind: 'process', pid: 1, user: w, command: 'ollama serve' }), '0.0.0.0', 1),
    true,
  ],
  'a model in a container': [(w) => kit.pull(server({ kind: 'container', container: container(w) }), ''), false],
  'a container that starts': [(w) => kit.start(server({ kind: 'container', container: container(w) }), null), false],
  'a network with an alias': [(w) => kit.connect(instanceOf(), container('ollama'), w), false],
  'an image that is pulled': [
    (w) => {
      const made = readContainer(inspectOf({ config: { Image: w } }), null);
      return kit.update(server({ kind: 'container', container: made }));
    },
    true,
  ],
};
const PROGRAMS = ['docker', 'systemctl', 'su', 'tee', 'mkdir', 'nft'];

async function standIns(folder: string): Promise<{ record: string; path: string }> {
  const record = join(folder, 'record');
  const programs = join(folder, 'programs');
  await mkdir(programs);
  await writeFile(record, '');
  await Promise.all(
    PROGRAMS.map(async (name) => {
      await writeFile(join(programs, name), `#!/bin/sh\nprintf '%s\\0' "$@" >>'${record}'\n`);
      await chmod(join(programs, name), 0o755);
    }),
  );
  return { record, path: `${programs}${delimiter}${process.env.PATH}` };
}

const all = Object.keys(FIXES).flatMap((fix) =>
  Object.keys(PAYLOADS).flatMap((name) => SHELLS.map((shell) => [fix, name, shell] as const)),
);
const cases = sample(all, 80);
test(
  `other fixes run nothing but themselves, or are told in steps, ${cases.length} of ${all.length}`,
  async () => {
    const wrong: string[] = [];
    let commands = 0;
    await each(cases, async ([fixName, name, shell]) => {
      const tell = (what: string): void => void wrong.push(`${fixName}, ${name}, ${shell}: ${what}`);
      const word = PAYLOADS[name] ?? '';
      const [make, itself] = FIXES[fixName] ?? [() => undefined, false];
      const plan = make(word);
      if (!plan) return tell('no plan');
      const { fix, texts } = await shown(plan);
      if (SECRET.has(name) && texts.some((text) => text.includes(word))) tell('the secret is shown');
      if (fix.commands.length === 0) {
        if (fix.steps.length === 0) tell('neither command nor steps');
        return;
      }
      commands += 1;
      const folder = await mkdtemp(join(root, 'w'));
      const { record, path } = await standIns(folder);
      const [first] = fix.commands;
      const ran = await paste(shell, first?.run ?? '', '/nonexistent', path);
      if (ran.left.length > 0) tell(`left ${ran.left.join(' ')}`);
      const words = (await readFile(record, 'utf8')).split('\0');
      if (itself && !words.some((one) => one.includes(word))) tell(`the word is another: ${words.join('|')}`);
    });
    expect(wrong).toEqual([]);
    expect(commands).toBeGreaterThan(cases.length / 3);
  },
  limit(120_000),
);
