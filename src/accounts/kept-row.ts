import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readRow } from './change.js';
import { Refusal } from './refusal.js';
import { fieldsOf } from './script.js';
import type { Account, KeptRow } from './types.js';

const KIND = 'owui-doctor: one row of auth';
const MOST_BYTES = 1_048_576;

/** A file that could be written, and the way to take it away again. */
export interface KeptFile {
  readonly path: string;
  forget(): Promise<void>;
}

/**
 * Keeps a row of a database server in a file that its owner alone may read: whole, or not at all.
 * @param folder made where it is not there yet
 * @throws the file system's error
 */
export async function keepRow(folder: string, row: KeptRow, account: Account, now: Date): Promise<KeptFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const path = join(folder, `auth-before-reset-${stamp}-${randomBytes(4).toString('hex')}.json`);
  const draft = `${path}.partial`;
  const text = JSON.stringify({ kind: KIND, made: now.toISOString(), email: account.email, row }, null, 2);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${text}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await chmod(draft, 0o600);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return { path, forget: () => rm(path, { force: true }) };
}

/**
 * Reads a row that was kept on this machine.
 * @returns null where the path leads to no such file: it may be one of the instance's own
 * @throws Refusal where it is one, and damaged
 */
export async function readKeptRow(path: string, cwd: string): Promise<KeptRow | null> {
  const file = resolve(cwd, path);
  const about = await stat(file).catch(() => null);
  if (!about?.isFile() || about.size > MOST_BYTES) return null;
  const text = await readFile(file, 'utf8').catch(() => '');
  if (!text.startsWith('{')) return null;
  try {
    const fields = fieldsOf(JSON.parse(text));
    if (fields.get('kind') !== KIND) throw new Refusal('backup-foreign', { path });
    return readRow(fields.get('row'));
  } catch (error) {
    throw error instanceof Refusal && error.code === 'backup-foreign' ? error : new Refusal('backup-damaged', { path });
  }
}
