import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sample } from '../report/samples/index.js';
import { command, emptyDirectory } from './fake-io.js';

const failing = [sample('failing')];

test('the exit code is the same in every format', async () => {
  for (const format of ['text', 'json', 'junit', 'github', 'markdown', 'prometheus']) {
    expect((await command(['--format', format], { rounds: failing })).code).toBe(1);
    expect((await command(['--format', format])).code).toBe(0);
  }
});

test('--fail-on decides what counts', async () => {
  const warned = [sample('warned')];
  expect((await command([], { rounds: warned })).code).toBe(0);
  expect((await command(['--fail-on', 'warn'], { rounds: warned })).code).toBe(1);
});

test('stdout holds the report alone; what starts a container is announced on stderr', async () => {
  const { stdout, stderr } = await command(['--format', 'json'], { rounds: failing });
  expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, exitCode: 1 });
  expect(stderr).toBe('');
});

test('several formats go to their files, each whole, and one to stdout', async () => {
  const cwd = emptyDirectory();
  writeFileSync(join(cwd, 'old.xml'), 'old');
  const args = ['--format', 'json', '--output', 'a.json', '--format', 'junit', '--output=old.xml', '--format', 'text'];
  const { stdout, code } = await command(args, { cwd, rounds: failing });
  expect(code).toBe(1);
  expect(stdout).toContain('PROBLEM');
  expect(JSON.parse(readFileSync(join(cwd, 'a.json'), 'utf8'))).toMatchObject({ exitCode: 1 });
  expect(readFileSync(join(cwd, 'old.xml'), 'utf8')).toMatch(/^<\?xml/u);
  expect(readdirSync(cwd).sort()).toEqual(['a.json', 'old.xml']);
});

test('an --output before its --format, and pairs of the environment, are understood', async () => {
  const cwd = emptyDirectory();
  await command(['--output', 'a.json', '--format', 'json'], { cwd });
  expect(readFileSync(join(cwd, 'a.json'), 'utf8')).toMatch(/^\{/u);
  const env = { OWUI_DOCTOR_FORMAT: 'json,markdown', OWUI_DOCTOR_OUTPUT: 'b.json,c.md' };
  expect((await command([], { cwd, env })).stdout).toBe('');
  expect(readFileSync(join(cwd, 'c.md'), 'utf8')).toMatch(/^## /u);
});

test('a link stays a link', async () => {
  const cwd = emptyDirectory();
  writeFileSync(join(cwd, 'real'), 'old');
  symlinkSync('real', join(cwd, 'link'));
  await command(['--output', 'link'], { cwd });
  expect(readFileSync(join(cwd, 'real'), 'utf8')).toContain('HEALTHY');
  expect(readdirSync(cwd).sort()).toEqual(['link', 'real']);
});

test('--wait repeats until healthy', async () => {
  const { code, asked, stderr, stdout } = await command(['--wait', '30s'], { rounds: [...failing, sample('healthy')] });
  expect([code, asked.length]).toEqual([0, 2]);
  expect(stderr).toMatch(
    /^Not healthy yet \(Ollama listens on 127\.0\.0\.1 only.*\); next round in 1 s, \d+ s left\n$/u,
  );
  expect(stdout).toContain('HEALTHY');
});

test('--wait that runs out is 3, and says so', async () => {
  const { code, stdout } = await command(['--wait', '1.2s', '--format', 'json'], { rounds: failing });
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ exitCode: 3, ended: 'wait-ran-out' });
});

test('--wait is not content with a round that was cut short, though nothing failed in it', async () => {
  const cutShort = { ...sample('healthy'), ended: 'deadline' as const };
  const ran = await command(['--wait', '1.2s', '--format', 'json'], { rounds: [cutShort] });
  expect(ran.code).toBe(3);
  expect(JSON.parse(ran.stdout)).toMatchObject({ exitCode: 3, ended: 'wait-ran-out' });
  const later = await command(['--wait', '30s'], { rounds: [cutShort, sample('healthy')] });
  expect([later.code, later.asked.length]).toEqual([0, 2]);
});

test.each(['starting', 'untold'])('--wait and gate are not content while an answer is not known (%s)', async (name) => {
  const open = { ...sample(name), ended: null };
  for (const args of [
    ['--wait', '1.2s'],
    ['gate', '--wait', '1.2s'],
  ]) {
    const ran = await command([...args, '--format', 'json'], { rounds: [open] });
    expect([ran.code, JSON.parse(ran.stdout).ended]).toEqual([3, 'wait-ran-out']);
  }
  expect((await command([], { rounds: [open] })).code).toBe(0);
  const later = await command(['gate', '--wait', '30s'], { rounds: [open, sample('healthy')] });
  expect([later.code, later.asked.length]).toEqual([0, 2]);
});

test('with --wait every round has its own deadline, bounded by what is left', async () => {
  const { asked } = await command(['--wait', '2.5s', '--deadline', '10s'], { rounds: failing });
  expect(asked.length).toBeGreaterThanOrEqual(2);
  for (const { deadlineMs } of asked) expect(deadlineMs).toBeLessThanOrEqual(2_500);
  expect((await command(['--wait', '30s', '--deadline', '10s'])).asked[0]?.deadlineMs).toBe(10_000);
});

test('gate in GitHub Actions annotates on stderr and appends a job summary', async () => {
  const cwd = emptyDirectory();
  const summary = join(cwd, 'summary.md');
  writeFileSync(summary, 'before\n');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const { stderr, stdout } = await command(['gate', '--wait', '10ms'], { cwd, env, rounds: failing });
  expect(stderr.split('\n').filter((line) => line.startsWith('::error '))).toHaveLength(2);
  expect(stdout).not.toMatch(/^::/mu);
  expect(readFileSync(summary, 'utf8')).toMatch(/^before\n## owui-doctor report/u);
  const plain = await command(['check'], { cwd, env, rounds: failing });
  expect(plain.stderr).not.toContain('::error');
});

test.each(['text', 'json', 'junit', 'markdown', 'prometheus'])(
  'in GitHub Actions no line of %s is a workflow command',
  async (format) => {
    const run = sample('failing');
    const said = { code: 'refused', args: { url: '::stop-commands::x' } };
    const older = { code: 'refused', args: { url: 'x ##[add-mask]x' } };
    const findings = run.findings.flatMap((one) => [
      { ...one, subject: '::stop-commands::x', said },
      { ...one, subject: '##[add-mask]x', said: older, instance: '::add-mask::x' },
    ]);
    const env = { GITHUB_ACTIONS: 'true' };
    const { stdout } = await command(['--format', format], { env, rounds: [{ ...run, findings }] });
    expect(stdout).toContain('stop-commands');
    expect(stdout).not.toMatch(/^\s*::[a-z-]+.*::|##\[/imu);
    const elsewhere = await command(['--format', format], { rounds: [{ ...run, findings }] });
    if (format === 'json') expect(JSON.parse(stdout)).toEqual(JSON.parse(elsewhere.stdout));
  },
);

test('--format github writes annotations to stdout', async () => {
  const { stdout } = await command(['--format', 'github'], { rounds: failing });
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .every((line) => /^::(?:error|warning) title=/u.test(line)),
  ).toBe(true);
});

test('a plug-in adds its checks; one that does not fit is told', async () => {
  const cwd = emptyDirectory();
  const check = `{ scope: 'run', id: 'mine.one', title: { en: 'Mine', 'zh-CN': '我的' }, explain: { en: 'x', 'zh-CN': 'x' }, messages: {}, run: async () => [] }`;
  writeFileSync(join(cwd, 'good.mjs'), `export default { checks: [${check}] };`);
  writeFileSync(join(cwd, 'twice.mjs'), `export default { checks: [${check.replace('mine.one', 'ollama.tags')}] };`);
  writeFileSync(join(cwd, 'bad.mjs'), 'export default { checks: [{ id: 1 }] };');
  const packaged = join(cwd, 'node_modules', 'my-plugin');
  mkdirSync(packaged, { recursive: true });
  writeFileSync(join(packaged, 'package.json'), '{"name":"my-plugin","type":"module","main":"index.js"}');
  writeFileSync(join(packaged, 'index.js'), `export default { checks: [${check}] };`);
  expect((await command(['list', '--plugin', './good.mjs'], { cwd })).stdout).toContain('mine.one');
  expect((await command(['list', '--plugin', 'my-plugin'], { cwd })).stdout).toContain('mine.one');
  expect(await command(['--plugin', './twice.mjs'], { cwd })).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('twice ollama.tags'),
  });
  expect(await command(['--plugin', './bad.mjs'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  expect(existsSync(join(cwd, 'good.mjs'))).toBe(true);
});

test('list, explain and schema', async () => {
  const listed = JSON.parse((await command(['list', '--format', 'json'])).stdout);
  expect(listed.checks.map(({ id }: { id: string }) => id)).toContain('ollama.tags');
  expect(listed.causes.map(({ id }: { id: string }) => id)).toContain('ollama-bound-loopback');
  expect((await command(['list', '--lang', 'zh-CN'])).stdout).toContain('容器引擎有应答');
  const check = (await command(['explain', 'ollama.tags'])).stdout;
  expect(check).toContain('What ollama.tags asks.');
  expect(check).toContain('Nothing accepts connections at <url> as the container sees it.');
  const cause = (await command(['explain', 'ollama-bound-loopback', '--lang', 'zh-CN'])).stdout;
  for (const part of ['这是什么', '如何证实', '如何修复', '无效的建议', 'https://example.org/story'])
    expect(cause).toContain(part);
  expect((await command(['schema'])).stdout).toBe(
    readFileSync(new URL('../../schema/report-v1.json', import.meta.url), 'utf8'),
  );
});
