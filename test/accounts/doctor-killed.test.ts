import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../lab/paths.js';
import { KNOWN_HASH } from '../standins/webui-db.js';
import { type Here, webuiHere } from './webui-here.js';

/** Runs the command, and ends it by a signal so many milliseconds after the plan was shown. */
async function ended(here: Here, afterMs: number, signal: NodeJS.Signals): Promise<number | null> {
  const bin = join(projectRoot, 'src', 'cli', 'bin.ts');
  const words = ['--import', import.meta.resolve('tsx'), bin, 'reset-password', '--password-stdin', '--yes'];
  const child = spawn(process.execPath, words, {
    env: { ...here.env, LC_ALL: 'C.UTF-8' },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  child.stdin.end('new\n');
  let killed = false;
  child.stderr.on('data', (text: Buffer) => {
    if (killed || !text.includes('Copy')) return;
    killed = true;
    setTimeout(() => child.kill(signal), afterMs);
  });
  return new Promise((resolve) => child.once('close', resolve));
}

/** What is under way in Open WebUI's own Python ends by itself: waits until no process has its variables. */
async function settledFiles(here: Here): Promise<readonly string[]> {
  const mark = `DATA_DIR=${here.folder}\0`;
  const under = (pid: string): boolean => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark);
    } catch {
      return false;
    }
  };
  while (readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && under(pid))) await pause(50);
  return here.others();
}

// Hashing takes a quarter of a second, so these lie before, in and after the copy and the transaction.
test.each([0, 60, 150, 250, 350, 500, 900])(
  'killed %i ms after the plan was shown: nothing, or all of it',
  async (ms) => {
    const here = webuiHere({ version: '0.8.12' });
    const before = here.dump();
    await ended(here, ms, 'SIGKILL');
    const files = await settledFiles(here);
    const [row] = here.dump().auth;
    if (row?.password === KNOWN_HASH) {
      expect(here.dump()).toEqual(before);
      expect(files).toEqual([]);
    } else {
      expect(row?.password).toMatch(/^\$2b\$12\$/);
      expect(files).toEqual([expect.stringMatching(/^webui-before-reset-.*\.db$/)]);
    }
  },
  30_000,
);

test('interrupted while it changes: the change is finished, and told as interrupted', async () => {
  const here = webuiHere();
  expect(await ended(here, 60, 'SIGINT')).toBe(130);
  const files = await settledFiles(here);
  const changed = here.dump().auth[0]?.password !== KNOWN_HASH;
  expect(files).toHaveLength(changed ? 1 : 0);
}, 30_000);
