import type { Deployment, Instance } from '../../types/deployment.js';
import type { Command } from '../../types/fix.js';
import { type Client, client, containerWord, engineLine } from '../engine.js';
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

/** Runs Python in a throw-away container of the same image on the instance's volumes; null: its data lie in its own layer. */
function besideStopped(engine: Client, instance: Instance, path: string): readonly Word[] | null {
  const inspect = instance.container?.inspect;
  if (inspect === undefined || !onMount(inspect, path)) return null;
  const user = textAt(inspect, 'Config', 'User');
  const volumes = ['--volumes-from', instance.container ? containerWord(instance.container) : instance.name];
  return [
    ...[...engine.words, 'run', '--rm', '--network', 'none', ...volumes],
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
    const inside = [...engine.words, 'exec', containerWord(instance.container), 'python3'];
    return { run: python(inside, ROW_SCRIPT, path, urls), where: 'host', needsRoot: false };
  }
  const before = besideStopped(engine, instance, path);
  return before && { run: python(before, ROW_SCRIPT, path, urls), where: 'host', needsRoot: false };
}

/** Saved settings of 0.9 and earlier: the change alone, for a container that is stopped. */
export function blobLine(deployment: Deployment, instance: Instance, urls: readonly string[]): string | null {
  const path = databasePath(instance);
  if (path === null || instance.container === null || deployment.mode === 'in-container') return null;
  const beside = besideStopped(client(deployment, instance), instance, path);
  return beside && python(beside, BLOB_SCRIPT, path, urls);
}

/** Saved settings of 0.9 and earlier: stop, change, start, as one block. */
export function blobCommand(deployment: Deployment, instance: Instance, urls: readonly string[]): Command | null {
  const change = blobLine(deployment, instance, urls);
  if (change === null || instance.container === null) return null;
  if (instance.state !== 'running') return { run: change, where: 'host', needsRoot: false };
  const engine = client(deployment, instance);
  const name = containerWord(instance.container);
  // It comes back whether the change went through or not.
  const back = `trap ${quote(engineLine(engine, 'start', name))} EXIT`;
  return { run: block(['set -e', engineLine(engine, 'stop', name), back, change]), where: 'host', needsRoot: false };
}
