import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'shell-quote';
import { parseArguments } from '../../src/cli/arguments.js';

const top = fileURLToPath(new URL('../..', import.meta.url));
const page = (name: string): string => readFileSync(join(top, name), 'utf8');
const READMES = ['README.md', 'README.zh-CN.md'] as const;
const PAGES = [
  ...readdirSync(top).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(top, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Fenced blocks, with the language that is named at their beginning. */
function blocks(text: string): readonly { readonly kind: string; readonly lines: readonly string[] }[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gmu)].map(([, kind = '', body = '']) => ({
    kind,
    lines: body.split('\n').slice(0, -1),
  }));
}

describe('the screens', () => {
  test('of every page are what the built program prints; `npm run screens` writes them', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['docs/screens.mjs', '--check'], {
      cwd: top,
      encoding: 'utf8',
    });
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  }, 60_000);

  test.each(PAGES)('%s has no mark but those of screens, and none of them is empty', (name) => {
    const text = page(name);
    const marks = [...text.matchAll(/<!--.*?-->/gsu)].map(([mark]) => mark);
    expect(marks.filter((mark) => !/^<!-- (?:screen: [a-z-]+|\/screen) -->$/u.test(mark))).toEqual([]);
    const filled = [...text.matchAll(/<!-- screen: [a-z-]+ -->\n```\n.{40,}?\n```\n<!-- \/screen -->/gsu)];
    expect(marks).toHaveLength(filled.length * 2);
  });

  test('each README shows one', () => {
    for (const name of READMES) expect(page(name)).toContain('<!-- screen: demo -->');
  });
});

describe('the two READMEs', () => {
  /** What a section is made of, whatever its language. */
  const sections = (name: string) =>
    page(name)
      .replace(/<!-- screen[\s\S]*?\/screen -->/gu, '')
      .split(/^(?=#{1,3} )/mu)
      .map((section) => ({
        level: /^#*/u.exec(section)?.[0].length,
        code: [...(section.split('\n')[0] ?? '').matchAll(/`[^`]+`/gu)].map(([word]) => word),
        rows: section.split('\n').filter((line) => line.startsWith('|')).length,
        points: section.split('\n').filter((line) => line.startsWith('- ')).length,
        blocks: blocks(section).map(({ kind, lines }) => [kind, lines.length]),
      }));

  test('have the same sections, with the same tables, points and blocks', () => {
    expect(sections('README.zh-CN.md')).toEqual(sections('README.md'));
  });

  test('have the same exit codes, options and variables in their tables', () => {
    const codes = (name: string) =>
      [...page(name).matchAll(/^\| (\d+(?:[,、] ?\d+)*) \|/gmu)].map(([, list = '']) => list.split(/[,、] ?/u));
    expect(codes('README.zh-CN.md')).toEqual(codes('README.md'));
    const options = (name: string) => [...new Set(page(name).match(/--[a-z][a-z-]+/gu))].toSorted();
    expect(options('README.zh-CN.md')).toEqual(options('README.md'));
  });

  test('name every version of Node that the package asks for', () => {
    const { engines } = JSON.parse(page('package.json'));
    const floors = [...engines.node.matchAll(/\^(\d+\.\d+)/gu)].map(([, floor]) => floor);
    for (const name of READMES) for (const floor of floors) expect(page(name)).toContain(floor);
  });
});

describe('what a reader pastes', () => {
  /** The program's words of a line, without its prompt, its description and what follows a pipe. */
  function wordsOf(line: string): readonly string[] | null {
    const command = /(?:^|\| |\$ |run: |-y )(?:npx )?owui-doctor(?= |$)(.*)/u.exec(line.trim())?.[1];
    if (command === undefined) return null;
    const bare = command.split(/ {2,}| # | \| | && |; /u)[0] ?? '';
    return parse(bare.replace(/<[a-z]+>/gu, 'word')).map((word) =>
      typeof word === 'string' ? word : 'pattern' in word ? word.pattern : '?',
    );
  }
  const shown = (name: string): readonly string[] => {
    const text = page(name);
    const inline = [...text.matchAll(/`([^`\n]+)`/gu)].map(([, code = '']) => code);
    return [...blocks(text).flatMap(({ lines }) => lines), ...inline];
  };
  const commands = PAGES.filter((name) => name !== 'CHANGELOG.md').flatMap((name) =>
    shown(name).flatMap((line) => {
      const words = wordsOf(line);
      return words === null || words.includes('[argument]') ? [] : [{ name, line: line.trim(), words }];
    }),
  );

  test('there are command lines in every page that has some', () => {
    expect(commands.length).toBeGreaterThan(50);
  });

  test.each(commands.filter(({ line }) => !/ \[|: /u.test(line) || /run: /u.test(line)))(
    '$name: $line',
    async ({ words }) => {
      await expect(parseArguments(words)).resolves.toBeDefined();
    },
  );

  const folder = join(top, '.cache', 'pages');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(READMES)('the plug-in of %s is one', (name) => {
    mkdirSync(folder, { recursive: true });
    const [source] = blocks(page(name)).filter(({ kind }) => kind === 'js');
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, source?.lines.join('\n') ?? '');
    const args = ['dist/bin.cjs', '--plugin', file, '--only', 'my.*', '--format', 'json'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: top,
      encoding: 'utf8',
      env: { HOME: folder, DOCKER_HOST: 'unix:///nonexistent', LC_ALL: 'C.UTF-8' },
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(JSON.parse(stdout).checks).toMatchObject([{ id: 'my.driver', status: expect.stringMatching(/pass|warn/u) }]);
  });

  test.each(PAGES)('%s: every link within the project leads somewhere', (name) => {
    const links = [...page(name).matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target = '']) => target);
    const within = links.filter((target) => !/^(?:https?:|#)/u.test(target));
    const missing = within.filter((target) => !existsSync(join(top, dirname(name), target.split('#')[0] ?? '')));
    expect(missing).toEqual([]);
  });
});
