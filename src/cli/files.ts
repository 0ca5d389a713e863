import { randomBytes } from 'node:crypto';
import { lstat, open, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A name beside a file that nobody else uses. */
function beside(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
}

/** The file itself behind a link; null where there is none yet. */
async function existing(path: string): Promise<string | null> {
  return realpath(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

/** A device or a pipe (`/dev/stderr`, `>(tee …)`) is written to, never replaced. */
async function isSpecial(path: string): Promise<boolean> {
  return !(await lstat(path)).isFile();
}

/**
 * Proves that a file can be written, before any work is done; leaves nothing behind and does not touch the file.
 * @throws NodeJS.ErrnoException
 */
export async function proveWritable(path: string): Promise<void> {
  const real = await existing(path);
  if (real !== null && (await isSpecial(real))) {
    await (await open(real, 'a')).close();
    return;
  }
  const probe = beside(real ?? path);
  await (await open(probe, 'wx')).close();
  await rm(probe, { force: true });
}

/**
 * Writes a file whole or not at all: a reader never sees half a report.
 * @throws NodeJS.ErrnoException; the old file is then as it was
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const real = await existing(path);
  if (real !== null && (await isSpecial(real))) return writeFile(real, text);
  const target = real ?? path;
  const draft = beside(target);
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
