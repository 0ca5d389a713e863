import { expect, test } from '@jest/globals';
import type { Sink } from '../../src/cli/io.js';
import { lineProgress } from '../../src/cli/progress.js';
import { useColor, useUnicode, widthOfSink } from '../../src/cli/terminal.js';

const sink = (isTTY: boolean, columns?: number): Sink => ({ isTTY, columns, write: () => {} });

test.each([
  [null, true, {}, true],
  [null, false, {}, false],
  [null, true, { NO_COLOR: '1' }, false],
  [null, true, { NO_COLOR: '' }, true],
  [null, false, { FORCE_COLOR: '1' }, true],
  [null, false, { FORCE_COLOR: '' }, true],
  [null, true, { FORCE_COLOR: '0' }, false],
  [null, false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  [null, true, { TERM: 'dumb' }, false],
  [false, true, { FORCE_COLOR: '1' }, false],
  [true, false, { NO_COLOR: '1' }, true],
] as const)('option %j, terminal %j, %j: colour %j', (asked, isTTY, env, colored) => {
  expect(useColor(asked, sink(isTTY), env)).toBe(colored);
});

test.each([
  [{ LANG: 'en_US.UTF-8' }, 'linux', true],
  [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, 'linux', false],
  [{}, 'linux', false],
  [{}, 'darwin', true],
  [{ LANG: 'C.UTF-8', TERM: 'linux' }, 'linux', false],
  [{ LANG: 'C.UTF-8', TERM: 'dumb' }, 'linux', false],
] as const)('%j on %s: Unicode %j', (env, platform, unicode) => {
  expect(useUnicode(env, platform)).toBe(unicode);
});

test.each([
  [132, {}, 132],
  [20, {}, 40],
  [undefined, { COLUMNS: '100' }, 100],
  [undefined, { COLUMNS: 'x' }, 80],
  [undefined, {}, 80],
  [0, {}, 80],
] as const)('%j columns, %j: width %i', (columns, env, width) => {
  expect(widthOfSink(sink(true, columns), env)).toBe(width);
});

test('without a terminal, only what starts a container is told, before it starts', () => {
  let heard = '';
  const stderr: Sink = {
    ...sink(false),
    write: (text) => {
      heard += text;
    },
  };
  const io = {
    stdout: sink(false),
    stderr,
    stderrStream: null,
    env: {},
    cwd: '/',
    readStdin: async () => '',
    onSignal: () => () => {},
    exitNow: () => {},
  };
  const { observe } = lineProgress(io, 'zh-CN', false);
  observe({ type: 'discovering' });
  observe({ type: 'checking', total: 3 });
  expect(heard).toBe('');
  observe({ type: 'rehearsing', cause: 'c', fix: 'host-network' });
  observe({ type: 'reading-stopped', container: 'open-webui' });
  expect(heard).toBe(
    '正在一次性容器中预演修复 host-network（可用 --no-rehearse 关闭）\nopen-webui 已停止，正在用一次性容器读取它的设置\n',
  );
});
