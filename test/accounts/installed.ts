import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import { onThisMachine } from '../../src/accounts/place-program.js';
import type { Ended, Place } from '../../src/accounts/types.js';
import { makeWebuiDb, type WebuiDbOptions } from '../standins/webui-db.js';

const here = dirname(fileURLToPath(import.meta.url));
/** A folder with what the Python of this machine may lack. */
export const pythonPath = join(here, 'python');

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'owui-doctor-accounts-'));
  folders.push(folder);
  return folder;
}

/** Data of an Open WebUI, as one version keeps them, and its own Python. */
export interface Installed {
  readonly folder: string;
  readonly database: string;
  readonly place: Place;
  /** Rows of auth, user and config. */
  dump(): Dump;
  /** Names of the files beside the database, without the database itself. */
  others(): readonly string[];
}
type Row = Readonly<Record<string, unknown>>;
export interface Dump {
  readonly auth: readonly Row[];
  readonly user: readonly Row[];
  readonly config: readonly Row[];
}

export function installed(
  options: Partial<WebuiDbOptions> = {},
  env: Readonly<Record<string, string>> = {},
): Installed {
  const folder = emptyFolder();
  const database = join(folder, 'webui.db');
  makeWebuiDb(database, { version: '0.12.4', urls: null, accounts: [{ email: 'admin@example.org' }], ...options });
  return {
    folder,
    database,
    place: placeAt(folder, env),
    dump: () => dump(database),
    others: () => readdirSync(folder).filter((name) => name !== 'webui.db'),
  };
}

/** The Python of this machine, with the variables that an Open WebUI at this folder would have. */
export function placeAt(folder: string, env: Readonly<Record<string, string>> = {}): Place {
  const all = { PATH: process.env.PATH ?? '', PYTHONPATH: pythonPath, DATA_DIR: folder, ...env };
  return onThisMachine({ python: 'python3', env: all, cwd: folder, app: null, uid: null }, false);
}

export function dump(database: string): Dump {
  const { stdout, stderr } = spawnSync('python3', [join(pythonPath, 'dump.py'), database], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** A place whose script is killed, once, at a point between two effects. */
export function killedAt(place: Place, point: string): Place {
  return {
    ...place,
    run: (args, input, signal): Promise<Ended> => {
      const given = JSON.parse(input);
      if (given.operation !== 'reset') return place.run(args, input, signal);
      const script = `${given.script}\ndef step(name):\n    if name == ${JSON.stringify(point)}:\n        os.kill(os.getpid(), 9)\n`;
      return place.run(args, `${JSON.stringify({ ...given, script })}\n`, signal);
    },
  };
}
