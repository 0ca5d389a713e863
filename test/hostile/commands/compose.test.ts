import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readContainer } from '../../../src/deployment/container.js';
import { readComposeFiles } from '../../../src/fixes/compose/files.js';
import { fixKit } from '../../../src/fixes/kit.js';
import { inspectOf } from '../../deployment/inspect.js';
import { deploymentOf, instanceOf } from '../../fixes/sample.js';
import { limit, sample } from '../sample.js';
import { PAYLOADS, SECRET } from './payloads.js';
import { each, paste, SHELLS, shown } from './world.js';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'owui-compose-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const FILE = `services:
  open-webui: # 我的
    image: x
    environment:
      WEBUI_SECRET_KEY: 's3cr3t'
`;
const about = {
  id: 'x',
  title: { code: 'x', args: {} },
  rehearsal: { result: 'verified', detail: { code: 'x', args: {} } },
} as const;
/** No folder has such a name: too long, or one that would be several. */
const FOLDERS = Object.keys(PAYLOADS).filter((name) => {
  const word = PAYLOADS[name] ?? '';
  return Buffer.byteLength(word) < 200 && !word.includes('/');
});

/** Compose stands in: it accepts every file, and notes its words. */
async function standIn(record: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'docker'), `#!/bin/sh\nprintf '%s\\0' "$@" >>'${record}'\n`);
  await chmod(join(folder, 'docker'), 0o755);
  return `${folder}${delimiter}${process.env.PATH}`;
}

const all = FOLDERS.flatMap((name) => SHELLS.map((shell) => [name, shell] as const));
const cases = sample(all, 40);
test(
  `the compose file of a hostile folder is changed and put back, or told in steps, ${cases.length} of ${all.length}`,
  async () => {
    const wrong: string[] = [];
    let exact = 0;
    await each(cases, async ([name, shell]) => {
      const tell = (what: string): void => void wrong.push(`${name}, ${shell}: ${what}`);
      const word = PAYLOADS[name] ?? '';
      const base = await mkdtemp(join(root, 'w'));
      const project = join(base, word);
      await mkdir(project);
      const file = join(project, 'compose.yaml');
      await writeFile(file, FILE);
      const record = join(base, 'record');
      const path = await standIn(record, join(base, 'bin-of-the-stand-in'));
      const labels = {
        'com.docker.compose.project': 'p',
        'com.docker.compose.service': 'open-webui',
        'com.docker.compose.project.working_dir': project,
        'com.docker.compose.project.config_files': file,
      };
      const instance = instanceOf({}, readContainer(inspectOf({ config: { Labels: labels } }), null));
      const deployment = deploymentOf({ instances: [instance] });
      const files = await readComposeFiles(deployment, new AbortController().signal);
      const change = { addHosts: ['host.docker.internal:host-gateway'] };
      const { fix, texts } = await shown(fixKit(deployment, files).recreate(instance, change, about));
      if (SECRET.has(name) && texts.some((text) => text.includes(word))) tell('the secret is shown');
      const [command] = fix.commands;
      const [back] = fix.undo;
      if (!command || !back) {
        if (fix.steps.length === 0) tell('neither command nor steps');
        return;
      }
      exact += 1;
      const ran = await paste(shell, command.run, '/nonexistent', path);
      const changed = await readFile(file, 'utf8');
      if (ran.code !== 0 || ran.left.length > 0) tell(`ended with ${ran.code}, left ${ran.left}: ${ran.errors}`);
      if (changed !== `${FILE}    extra_hosts:\n      - "host.docker.internal:host-gateway"\n`)
        tell(`wrote ${changed}`);
      const words = (await readFile(record, 'utf8')).split('\0');
      if (!words.includes(project) || !words.includes(file)) tell('compose is given another folder');
      const returned = await paste(shell, back.run, '/nonexistent', path);
      if (returned.code !== 0 || (await readFile(file, 'utf8')) !== FILE) tell(`the way back: ${returned.errors}`);
    });
    expect(wrong).toEqual([]);
    expect(exact).toBeGreaterThan(cases.length / 3);
  },
  limit(120_000),
);
