import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { composeEdits } from '../../src/fixes/compose/edits.js';
import { readComposeFiles } from '../../src/fixes/compose/files.js';
import { cksum, splice, spliceCommands } from '../../src/fixes/compose/splice.js';
import { readTree } from '../../src/fixes/compose/tree.js';
import { fixKit } from '../../src/fixes/kit.js';
import type { ContainerChange } from '../../src/types/fix.js';
import { containerOf, deploymentOf, instanceOf } from './sample.js';

const dir = mkdtempSync(join(tmpdir(), 'owui-compose-'));
afterAll(() => rmSync(dir, { recursive: true }));

async function changed(text: string, change: ContainerChange, last = true): Promise<string> {
  const tree = await readTree(text);
  if (tree === null) throw new Error('no YAML');
  const edits = composeEdits({ text, tree }, 'open-webui', change, last);
  const made = splice(text, edits);
  // The pasted lines make the same text as the edits.
  const file = join(dir, `${Math.random()}.yml`);
  writeFileSync(file, text);
  const run = spawnSync('bash', ['-c', spliceCommands(text, edits, `'${file}'`).join('\n')], { encoding: 'utf8' });
  expect(run.stdout).toBe(made);
  return made;
}

const FULL = `# 我的部署
services:
  open-webui: # the page
    image: ghcr.io/open-webui/open-webui:main
    ports:
      - "3000:8080" # page
    environment:
      # keep me
      WEBUI_SECRET_KEY: 's3cr3t'
      OLLAMA_BASE_URL: http://ollama:11434 # old
    volumes:
    - data:/app/backend/data

    restart: always

  # the other one
  ollama:
    image: ollama/ollama
volumes:
  data:
`;
const LIST = FULL.replace("WEBUI_SECRET_KEY: 's3cr3t'", '- WEBUI_SECRET_KEY=s3cr3t').replace(
  'OLLAMA_BASE_URL: http',
  '- OLLAMA_BASE_URL=http',
);
const FLOW = `services:
  open-webui:
    image: x
    environment: {WEBUI_SECRET_KEY: s3cr3t, OLLAMA_BASE_URL: "http://ollama:11434"}
    extra_hosts: ["a:1.2.3.4"]
    ports: ["3000:8080"]`;
const HOSTS: ContainerChange = { addHosts: ['host.docker.internal:host-gateway'] };

describe('a compose file', () => {
  test.each([
    ['as a mapping', FULL],
    ['as a list', LIST],
    ['on one line', FLOW],
  ])('variables %s: the old one changes, a new one is added', async (_name, text) => {
    const made = await changed(text, { setEnv: { OLLAMA_BASE_URL: 'http://new:1/$x"', PORT: '3000' } });
    const { environment } = parse(made).services['open-webui'];
    const pairs = Array.isArray(environment)
      ? environment.map((item: string) => item.split(/=(.*)/s).slice(0, 2))
      : Object.entries(environment);
    expect(Object.fromEntries(pairs)).toEqual({
      WEBUI_SECRET_KEY: 's3cr3t',
      OLLAMA_BASE_URL: 'http://new:1/$$x"',
      PORT: '3000',
    });
    for (const comment of text.match(/#.*/g) ?? []) expect(made).toContain(comment);
  });
  test('nothing else changes', async () => {
    const made = await changed(FULL, HOSTS);
    const wanted = parse(FULL);
    wanted.services['open-webui'].extra_hosts = ['host.docker.internal:host-gateway'];
    expect(parse(made)).toEqual(wanted);
    expect(made.split('\n').filter((line) => !FULL.includes(line))).toEqual([
      '    extra_hosts:',
      '      - "host.docker.internal:host-gateway"',
    ]);
  });
  test('host names: beside others, and in place of the same one', async () => {
    expect(parse(await changed(FLOW, HOSTS)).services['open-webui'].extra_hosts).toEqual([
      'host.docker.internal:host-gateway',
      'a:1.2.3.4',
    ]);
    const twice = await changed(await changed(FULL, { addHosts: ['host.docker.internal:9.9.9.9'] }), HOSTS);
    expect(parse(twice).services['open-webui'].extra_hosts).toEqual(['host.docker.internal:host-gateway']);
  });
  test.each([
    ['block', FULL],
    ['one line', FLOW],
  ])('host networking takes ports and networks away (%s)', async (_name, text) => {
    const made = parse(
      await changed(`${text}`.replace('    image', '    networks: [a, b]\n    image'), { network: 'host' }),
    );
    expect(made.services['open-webui']).toMatchObject({ network_mode: 'host' });
    expect(made.services['open-webui']).not.toHaveProperty('ports');
    expect(made.services['open-webui']).not.toHaveProperty('networks');
  });
  test('host networking in an earlier file: only taken away there', async () => {
    const made = parse(await changed(FULL, { network: 'host' }, false)).services['open-webui'];
    expect(made).not.toHaveProperty('ports');
    expect(made).not.toHaveProperty('network_mode');
  });
  test('ports in place of the old ones, binds beside them', async () => {
    const made = parse(
      await changed(FULL, {
        publish: [{ hostIp: '127.0.0.1', hostPort: 3001, containerPort: 8080 }],
        addBinds: ['/ca.pem:/ca.pem:ro'],
      }),
    );
    expect(made.services['open-webui'].ports).toEqual(['127.0.0.1:3001:8080']);
    expect(made.services['open-webui'].volumes).toEqual(['data:/app/backend/data', '/ca.pem:/ca.pem:ro']);
  });
  test('a variable is taken away, and a section that would be empty with it', async () => {
    const made = parse(await changed(FULL, { unsetEnv: ['OLLAMA_BASE_URL'] })).services['open-webui'];
    expect(made.environment).toEqual({ WEBUI_SECRET_KEY: 's3cr3t' });
    const only = 'services:\n  open-webui:\n    environment:\n      - A=1\n    image: x\n';
    expect(parse(await changed(only, { unsetEnv: ['A'] })).services['open-webui']).toEqual({ image: 'x' });
  });
  test('Windows line ends, no break at the end, a key without a value', async () => {
    const made = await changed(FULL.replaceAll('\n', '\r\n'), HOSTS);
    expect(made.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const bare = 'services:\n  open-webui:\n    image: x\n    environment:\n      OLLAMA_BASE_URL:';
    expect(
      parse(await changed(bare, { setEnv: { OLLAMA_BASE_URL: 'http://n:1' } })).services['open-webui'].environment,
    ).toEqual({ OLLAMA_BASE_URL: 'http://n:1' });
    expect(
      parse(await changed(FLOW, { setEnv: { A: 'b' }, addBinds: ['/a:/b'] })).services['open-webui'].volumes,
    ).toEqual(['/a:/b']);
  });
  test.each([
    ['an alias', 'x: &e {A: b}\nservices:\n  open-webui:\n    environment: *e\n'],
    ['a merge', 'x: &e {A: b}\nservices:\n  open-webui:\n    <<: *e\n    image: x\n'],
    ['one line', 'services: {open-webui: {image: x}}\n'],
  ])('%s is left to a person', async (_name, text) => {
    await expect(changed(text, { setEnv: { A: 'c' } })).rejects.toMatchObject({ code: 'not-editable' });
  });
});

test('the checksum is that of cksum', () => {
  for (const text of ['', 'a', FULL, '容器'.repeat(1000)]) {
    expect(spawnSync('cksum', { input: text, encoding: 'utf8' }).stdout.trim()).toBe(cksum(text));
  }
});

describe('the plan', () => {
  const path = join(dir, 'docker-compose.yml');
  const labels = {
    'com.docker.compose.project': 'my project',
    'com.docker.compose.service': 'open-webui',
    'com.docker.compose.project.working_dir': dir,
    'com.docker.compose.project.config_files': 'docker-compose.yml',
  };
  const container = containerOf({ config: { Labels: labels } });
  const instance = instanceOf({}, container);
  const deployment = deploymentOf({ instances: [instance] });
  const about = {
    id: 'x',
    title: { code: 'x', args: {} },
    rehearsal: { result: 'verified', detail: { code: 'x', args: {} } },
  } as const;

  test('holds nothing of the file but what is put in', async () => {
    writeFileSync(path, FULL);
    const files = await readComposeFiles(deployment, new AbortController().signal);
    const plan = fixKit(deployment, files).recreate(instance, HOSTS, about);
    expect(JSON.stringify(plan)).not.toMatch(/s3cr3t|http:\/\/ollama/);
    expect(plan.commands[0]?.run).toContain("-p 'my project'");
    expect(spawnSync('bash', ['-n'], { input: plan.commands[0]?.run ?? '' }).status).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(FULL);
  });
  test('is told in words where the file cannot be read', async () => {
    rmSync(path);
    const files = await readComposeFiles(deployment, new AbortController().signal);
    const plan = fixKit(deployment, files).recreate(instance, HOSTS, about);
    expect(plan).toMatchObject({
      commands: [],
      steps: [{ code: 'fixes.compose.byHand' }, { code: 'fixes.compose.up' }],
    });
  });
});
