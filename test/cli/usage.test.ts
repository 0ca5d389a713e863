import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { command, emptyDirectory } from './fake-io.js';

const wrong: readonly (readonly [args: readonly string[], complaint: RegExp])[] = [
  [['--tiemout', '3'], /Unknown option: --tiemout \(did you mean --timeout\?\)/u],
  [['--no-foo'], /Unknown option: --no-foo/u],
  [['-x'], /Unknown option: -x/u],
  [['chekc'], /Unknown command: chekc \(did you mean check\?\)/u],
  [['help'], /Unknown command: help \(did you mean --help\?\)/u],
  [['fix'], /Unknown command: fix/u],
  [['reset-password', '--generate'], /add --yes/u],
  [['--email', 'me@example.org'], /Unknown option: --email/u],
  [['check', 'more'], /Unexpected argument: more/u],
  [['schema', '--timeout', '3s'], /Unknown option: --timeout/u],
  [['--timeout'], /--timeout needs a value/u],
  [['--timeout', '--offline'], /--timeout needs a value/u],
  [['--timeout='], /--timeout needs a value/u],
  [['--timeout', '4x'], /“4x” is no duration/u],
  [['--timeout', '0'], /no duration/u],
  [['--timeout', '3', '--timeout', '4'], /--timeout can be given only once/u],
  [['--fail-on', 'warning'], /none of fail, warn, unknown \(did you mean warn\?\)/u],
  [['--format', 'jsn'], /did you mean json\?/u],
  [['--lang', 'fr'], /none of en, zh-CN/u],
  [['--only', 'ollama.tga'], /no check matches “ollama\.tga” \(did you mean ollama\.tags\?\)/u],
  [['--skip', 'nothing.*'], /no check matches/u],
  [['--only', 'hf.*', '--skip', 'hf.*'], /leave no check/u],
  [['--webui-url', 'localhost:3000'], /no http\(s\) URL/u],
  [['--quiet', '--verbose'], /exclude each other/u],
  [['--in-container', '--container', 'x'], /exclude each other/u],
  [['--format', 'json', '--format', 'text'], /at most one --format/u],
  [['--output', '/nonexistent/report.txt'], /cannot write \/nonexistent\/report\.txt \(ENOENT\)/u],
  [['--output', '/proc'], /cannot write \/proc \(E\w+\)/u],
  [['--output', 'a', '--output', 'b'], /more files than formats/u],
  [['--format', 'json', '--output', '/tmp/a', '--format', 'text', '--output', '/tmp/a'], /given twice/u],
  [['--dotenv', '/nonexistent/.env'], /cannot read \/nonexistent\/\.env \(ENOENT\)/u],
  [['--token-file', '/nonexistent/token'], /the file cannot be read \(ENOENT\)/u],
  [['--token-file', '-'], /no token was found/u],
  [['--plugin', './nowhere.mjs'], /cannot load \.\/nowhere\.mjs \((?:ERR_)?MODULE_NOT_FOUND\)/u],
  [['--plugin', 'no-such-package-here'], /cannot load/u],
  [['explain', 'ollama.tgs'], /did you mean ollama\.tags\?/u],
  [['list', '--format', 'junit'], /none of text, json/u],
  [['demo', 'no-such-fault'], /no fault of the demo/u],
  [['completion', 'powershell'], /none of bash, zsh, fish/u],
];

test.each(wrong)('%j is wrong usage: exit 2, one line on stderr, nothing on stdout', async (args, complaint) => {
  const { code, stdout, stderr, asked } = await command(args);
  expect(stderr).toMatch(complaint);
  expect(stderr).toMatch(/^owui-doctor: [^\n]*\n$/u);
  expect([code, stdout, asked]).toEqual([2, '', []]);
});

const files: readonly (readonly [content: string, complaint: RegExp])[] = [
  ['{', /no valid JSON object/u],
  ['[]', /no valid JSON object/u],
  ['{"timeot": "4s"}', /unknown key “timeot” \(did you mean timeout\?\)/u],
  ['{"offline": "yes"}', /offline: wrong type/u],
  ['{"timeout": true}', /timeout: wrong type/u],
  ['{"timeout": "soon"}', /“soon” is no duration/u],
];
test.each(files)('a configuration file %s is told by its path', async (content, complaint) => {
  const cwd = emptyDirectory();
  writeFileSync(join(cwd, 'owui-doctor.config.json'), content);
  const { code, stdout, stderr } = await command([], { cwd });
  expect(stderr).toMatch(complaint);
  expect(stderr).toContain(join(cwd, 'owui-doctor.config.json'));
  expect([code, stdout]).toEqual([2, '']);
});

test('a wrong environment variable is told by its name', async () => {
  const { code, stderr } = await command([], { env: { OWUI_DOCTOR_DEADLINE: 'x' } });
  expect([code, stderr]).toEqual([2, expect.stringContaining('OWUI_DOCTOR_DEADLINE: “x”')]);
});

test('a complaint speaks the language of the user, and ASCII where the locale is none of UTF-8', async () => {
  expect((await command(['--foo'], { env: { LC_ALL: 'zh_CN.UTF-8' } })).stderr).toContain('未知选项：--foo');
  expect((await command(['--foo', '--lang', 'zh-CN'])).stderr).toContain('未知选项');
  expect((await command(['--timeout', 'x'], { env: { LC_ALL: 'C' } })).stderr).toContain('"x" is no duration');
});

const secrets: readonly (readonly string[])[] = [
  ['--token-file', 'hunter2hunter2hunter2'],
  ['http://ada:hunter2@host:11434'],
  ['check', 'http://ada:hun/ter2@host', 'http://ada:hunter2@host'],
  ['--only', 'ada:hunter2@host'],
  ['--plugin', 'https://ada:hunter2@host/plugin'],
  ['--format', 'http://host/?key=hunter2'],
  ['--lang', 'http://ada:hunter2@host'],
  ['explain', 'tcp://ada:hunter2@host'],
  ['--dotenv', 'http://ada:hunter2@host/.env'],
  ['--output', 'http://ada:hunter2@host/report'],
];
test.each(secrets)('%s %s: what may be a secret is not repeated', async (...args) => {
  const { code, stdout, stderr } = await command(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^owui-doctor: [^\n]*\n$/u);
  expect(stderr).not.toMatch(/hunter2|ter2/u);
});

test('what was typed is quoted short', async () => {
  const { stderr } = await command(['--only', 'x'.repeat(1_000_000)]);
  expect(stderr.length).toBeLessThan(400);
});

test('help offers the formats that a command takes, and no other', async () => {
  const formats = async (name: string): Promise<string> =>
    /--format\s[^(]*\(one of ([a-z|]+)/u.exec((await command([name, '--help'])).stdout.replace(/\s+/gu, ' '))?.[1] ??
    '';
  expect(await formats('reset-password')).toBe('text|json');
  expect(await formats('list')).toBe('text|json');
  expect(await formats('check')).toContain('text|json|junit');
});

test('explain without an id lists the ids', async () => {
  const { code, stdout } = await command(['explain']);
  expect([code, stdout]).toEqual([0, (await command(['list'])).stdout]);
});

test('a secret in a URL is not repeated', async () => {
  const { stderr } = await command(['--webui-url', 'ftp://ada:hunter2@host']);
  expect(stderr).not.toContain('hunter2');
});
