import type { Deployment, Instance } from '../../types/deployment.js';
import type { Command } from '../../types/fix.js';
import { type Client, client, engineLine } from '../engine.js';
import { quotable, quote } from '../quote.js';
import { textAt } from '../read.js';
import { block } from '../recreate-block.js';
import { onMount } from '../run/storage.js';
import { line, type Word } from '../words.js';
import { BLOB_SCRIPT, ROW_SCRIPT } from './scripts.js';

/** A script and its arguments, after the words that run Python; those are an argument too, for the printed way back. */
const python = (runner: readonly Word[], script: string, path: string, urls: readonly string[]): string =>
  line([...runner, '-c', { shell: `'${script}'` }, line(runner), path, ...urls]);

/** Path of the database, null where it is not SQLite's or cannot stand in a command. */
function databasePath(instance: Instance): string | null {
  const database = instance.settings.database;
  return database.kind === 'sqlite' && database.path !== '' && quotable(database.path) ? database.path : null;
}

/** Words that run Python in a throw-away container of the same image with the instance's volumes; null where its data lie in its own layer. */
function besideStopped(engine: Client, instance: Instance, path: string): readonly Word[] | null {
  const inspect = instance.container?.inspect;
  if (inspect === undefined || !onMount(inspect, path)) return null;
  const user = textAt(inspect, 'Config', 'User');
  return [
    ...[
      ...engine.words,
      'run',
      '--rm',
      '--network',
      'none',
      '--volumes-from',
      instance.container?.name ?? instance.name,
    ],
    ...(user === '' ? [] : ['--user', user]),
    ...['--entrypoint', 'python3', textAt(inspect, 'Image') || textAt(inspect, 'Config', 'Image')],
  ];
}

/** One settings row, by the instance's own Python; null: no command of ours reaches the database. */
export function rowCommand(deployment: Deployment, instance: Instance, urls: readonly string[]): Command | null {
  const path = databasePath(instance);
  if (path === null) return null;
  if (deployment.mode === 'in-container') {
    return { run: python(['python3'], ROW_SCRIPT, path, urls), where: 'container', needsRoot: false };
  }
  if (instance.container === null) {
    if (instance.runtime !== 'pip') return null;
    return { run: python(['python3'], ROW_SCRIPT, path, urls), where: 'host', needsRoot: false };
  }
  const engine = client(deployment, instance);
  if (instance.state === 'running') {
    const inside = [...engine.words, 'exec', instance.container.name, 'python3'];
    return { run: python(inside, ROW_SCRIPT, path, urls), where: 'host', needsRoot: false };
  }
  const before = besideStopped(engine, instance, path);
  return before && { run: python(before, ROW_SCRIPT, path, urls), where: 'host', needsRoot: false };
}

/** Saved settings of 0.9 and earlier: stop, change, start, as one block. */
export function blobCommand(deployment: Deployment, instance: Instance, urls: readonly string[]): Command | null {
  const path = databasePath(instance);
  if (path === null || instance.container === null || deployment.mode === 'in-container') return null;
  const engine = client(deployment, instance);
  const before = besideStopped(engine, instance, path);
  if (before === null) return null;
  const change = python(before, BLOB_SCRIPT, path, urls);
  if (instance.state !== 'running') return { run: change, where: 'host', needsRoot: false };
  const start = engineLine(engine, 'start', instance.container.name);
  const run = block([
    'set -e',
    engineLine(engine, 'stop', instance.container.name),
    // It comes back whether the change went through or not.
    `trap ${quote(start)} EXIT`,
    change,
  ]);
  return { run, where: 'host', needsRoot: false };
}
