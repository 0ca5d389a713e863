import { expect, test } from '@jest/globals';
import { readContainer } from '../../src/deployment/container.js';
import { fixKit } from '../../src/fixes/kit.js';
import { goString } from '../../src/fixes/quote.js';
import { runWords } from '../../src/fixes/run/docker-run.js';
import { line } from '../../src/fixes/words.js';
import { fixMessages } from '../../src/messages/fixes.js';
import { buildReport } from '../../src/report/build.js';
import type { OllamaRun } from '../../src/types/deployment.js';
import type { FixPlan } from '../../src/types/fix.js';
import { inspectOf } from '../deployment/inspect.js';
import { sample } from '../report/samples/index.js';
import { deploymentOf, instanceOf } from './sample.js';

const KEY = `hf_${'AbCdEfGh12'.repeat(4)}`;
const about = {
  id: 'x',
  title: { code: 'x', args: {} },
  rehearsal: { result: 'verified', detail: { code: 'x', args: {} } },
} as const;
const recreated = (change: Parameters<typeof inspectOf>[0]): FixPlan =>
  fixKit(deploymentOf()).recreate(
    instanceOf({}, readContainer(inspectOf(change), null)),
    { setEnv: { A: '1' } },
    about,
  );
/** A plan as the report tells it. */
function told(plan: FixPlan) {
  const run = sample('failing');
  const fixes = [{ plan, rehearsal: 'worked', detail: null }] as const;
  const diagnoses = run.diagnoses.slice(0, 1).map((one) => ({ ...one, fixes }));
  return buildReport({ ...run, diagnoses }, { lang: 'en', failOn: 'fail', version: '1' }).diagnoses[0]?.fixes[0];
}

test.each(['/srv/Basic Documents/webui', '/srv/sk-webui-data-volume1', '/srv/容器 é 😀'])(
  'the folder %s is printed as it is',
  (folder) => {
    const fix = told(recreated({ host: { Binds: [`${folder}:/app/backend/data`] } }));
    expect(fix?.commands[0]?.run).toContain(`${folder}:/app/backend/data`);
  },
);

test.each(['/srv/می\u200cخواهم', `/srv/${KEY}`, '/srv/a\nb', '/srv/password=hunter22'])(
  'the folder %j is copied from the old container',
  (folder) => {
    const fix = told(recreated({ host: { Binds: [`${folder}:/app/backend/data`] } }));
    expect(fix?.commands[0]?.run).toContain('{{index .HostConfig.Binds 0}}');
    expect(JSON.stringify(fix)).not.toContain(folder);
  },
);

test('what can be neither shown nor copied is told in steps', () => {
  const plan = recreated({ config: { Env: [`DATA_DIR=/data/${KEY}`] } });
  const fix = told(plan);
  expect(fix).toMatchObject({ commands: [], undo: [] });
  expect(fix?.steps).toHaveLength(2);
  expect(JSON.stringify(fix)).not.toContain(KEY);
});

const ID = 'b'.repeat(64);
const networks = (name: string, NetworkID: string): Parameters<typeof inspectOf>[0] => ({
  host: { NetworkMode: 'ai' },
  network: JSON.parse(JSON.stringify({ Networks: { ai: {}, [name]: { NetworkID } } })),
});

test.each<readonly [string, Parameters<typeof inspectOf>[0]]>([
  ['a path in memory with a colon', { host: { Tmpfs: { '/memory/a:b': 'size=1m' } } }],
  [
    'a device with a colon',
    { host: { Devices: [{ PathOnHost: '/dev/a:b', PathInContainer: '/dev/x', CgroupPermissions: 'rwm' }] } },
  ],
  [
    'a nameless volume at a path with a colon',
    {
      mounts: [
        {
          ...{ Type: 'volume', Name: 'c'.repeat(64), Source: '/v', Destination: '/data:x', Driver: 'local' },
          ...{ Mode: '', RW: true, Propagation: '' },
        },
      ],
    },
  ],
  ['a limit of a device with a colon', { host: { BlkioDeviceReadBps: [{ Path: '/dev/a:b', Rate: 1 }] } }],
  ['a search domain with a dot at its end', { host: { DnsSearch: ['example.com.'] } }],
  ['a search domain with a blank before it', { host: { DnsSearch: [' example.com'] } }],
  ['a search domain with a line break at its end', { host: { DnsSearch: ['a\n'] } }],
  ['a further network that reads as an option, without an id', networks('-rf', '')],
  ['a further network that reads as a path, without an id', networks('a/b', '')],
])('%s cannot be written as an option of the client, and is told in steps', (_, change) => {
  expect(told(recreated(change))).toMatchObject({ commands: [], undo: [] });
});

test.each(['-rf', '--privileged', 'a/b', 'http://proxy:3128'])('the further network %s is named by its id', (name) => {
  expect(told(recreated(networks(name, ID)))?.commands[0]?.run).toContain(`network connect ${ID} "$name"`);
});

test.each(['run', 'undo'])(
  'a command of a cause or plug-in that would not be printed as it is becomes a step (%s)',
  (which) => {
    const bad = { run: `docker run -v /srv/${KEY}:/data x`, where: 'host', needsRoot: false } as const;
    const good = { run: 'docker ps', where: 'host', needsRoot: false } as const;
    const plan: FixPlan = {
      id: 'x',
      title: about.title,
      commands: [which === 'run' ? bad : good],
      undo: [which === 'undo' ? bad : good],
      steps: [],
      sideEffects: [],
      also: [{ says: about.title, command: bad }],
      rehearsal: about.rehearsal,
    };
    const withheld = fixMessages['fixes.withheld']?.en;
    expect(told(plan)).toMatchObject({ commands: [], undo: [], steps: [withheld] });
    expect(told(plan)).not.toHaveProperty('also');
    expect(told(fixKit(deploymentOf()).plain(plan))).toMatchObject({ commands: [], undo: [], steps: [withheld] });
  },
);

test('an annotation’s value and a word of small letters are copied', () => {
  const annotated = { NetworkMode: 'default', Annotations: { a: 'hunter two' } };
  const made = runWords(
    inspectOf({ host: annotated, config: { Cmd: ['server', '-p', 'correcthorsebattery'] } }),
    null,
    {},
  );
  const text = [...made.flags.map(line), line(made.args)].join('\n');
  expect(text).not.toMatch(/hunter|correct/);
  expect(text).toMatch(/--annotation "\$v\d"/);
});

test('a label whose name has a line break goes along', () => {
  const made = runWords(inspectOf({ config: { Labels: { 'a\nb': 'c' } } }), null, {});
  expect(made.flags.map(line)).toContain('--label "$v1"');
  expect(made.copies.join('\n')).toContain('eq $k "a\\u000ab"'.replace('\\u000a', '\\n'));
});

test('a label that no option can give is no label left out without a word', () => {
  expect(told(recreated({ config: { Labels: { 'a=b': 'c' } } }))).toMatchObject({ commands: [], undo: [] });
});

test('an annotation whose name has the sign that the client cuts at is told in steps', () => {
  const host = { NetworkMode: 'default', Annotations: { 'a=b': 'c' } };
  expect(told(recreated({ host }))).toMatchObject({ commands: [], undo: [] });
});

test('what a file can carry is counted in bytes', () => {
  const made = runWords(
    inspectOf({ config: { Env: [`A=${'é'.repeat(40_000)}`, `B=${'e'.repeat(40_000)}`] } }),
    null,
    {},
  );
  const flags = made.flags.map(line);
  expect(flags).toContain('-e A');
  expect(made.copies.join('\n')).toContain('eq (index (split . "=") 0) "B"}}{{println .}}');
});

test('a template writes what does not show as escapes', () => {
  expect(goString('a\u200c\u{e0041}"\n')).toBe('"a\\u200c\\U000e0041\\"\\n"');
});

test('a container whose name looks like a key is named by its id', () => {
  const container = readContainer(inspectOf({ name: KEY }), null);
  const instance = instanceOf({}, container);
  const kit = fixKit(deploymentOf({ instances: [instance] }));
  expect(kit.engine(['logs', KEY])).toBe(`docker logs ${'a'.repeat(64)}`);
  const [row] = kit.setUrls(instance, ['http://new:11434'], true);
  expect(row?.commands[0]?.run).toContain(`docker exec ${'a'.repeat(64)} python3`);
  const fix = told(kit.recreate(instance, { setEnv: { A: '1' } }, about));
  expect(fix?.commands).toHaveLength(1);
  expect(JSON.stringify(fix)).not.toContain(KEY);
});

test.each<readonly [OllamaRun['kind'], OllamaRun, 'start' | 'listen']>([
  ['systemd', { kind: 'systemd', unit: 'password=hunter22' }, 'start'],
  ['systemd', { kind: 'systemd', unit: 'password=hunter22' }, 'listen'],
  ['process', { kind: 'process', pid: 1, user: 'password=hunter22', command: 'ollama serve' }, 'listen'],
])('a name that redaction would change is no word of a command: %s', (_, run, what) => {
  const server = { run, state: 'running', listens: [], ollamaHost: null } as const;
  const kit = fixKit(deploymentOf());
  const fix = told(what === 'start' ? kit.start(server, null) : kit.listen(server, '0.0.0.0', 11434));
  expect(fix).toMatchObject({ commands: [], undo: [] });
  expect(fix?.steps).not.toEqual([]);
  expect(JSON.stringify(fix)).not.toContain('hunter22');
});
