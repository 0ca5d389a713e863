import type { ContainerChange } from '../../types/fix.js';
import { presentable } from '../quote.js';
import { textAt, textsAt } from '../read.js';
import type { Flag, Word } from '../words.js';
import { Copies } from './copies.js';
import { environment } from './env.js';
import { labels } from './labels.js';
import { limits, policy } from './limits.js';
import { furtherNetworks, network, networkMode } from './network.js';
import { program } from './process.js';
import { rights } from './rights.js';
import { storage } from './storage.js';

/** What `docker run` or `docker create` is given, so that the new container equals the old one plus a change. */
export interface RunWords {
  readonly flags: readonly Flag[];
  readonly image: string;
  readonly args: readonly Word[];
  /** Networks to join before the start. */
  readonly further: readonly { readonly name: Word; readonly flags: readonly Flag[] }[];
  /** Lines that copy values from the old container first (`Copies`). */
  readonly copies: readonly string[];
}

/**
 * Writes down a container as options, less what its image says itself.
 * @param inspect the container, as the engine tells it
 * @param image its image as the engine tells it; null: it is not there any more, so every value is written down
 * @throws UnquotableError where a word can neither be shown nor copied
 */
export function runWords(inspect: unknown, image: unknown, change: ContainerChange): RunWords {
  const copies = new Copies();
  const { flags, args } = program(inspect, image, copies);
  const mode = networkMode(inspect, change);
  return {
    flags: [
      ...network(inspect, image, change, copies),
      ...storage(inspect, change.addBinds ?? [], copies),
      ...environment(inspect, image, change, copies),
      ...flags,
      ...labels(inspect, image, copies),
      ...limits(inspect, mode === 'host', copies),
      ...rights(inspect, copies),
      ...policy(inspect, copies),
    ],
    image: imageWord(inspect, image),
    args,
    further: furtherNetworks(inspect, change, copies),
    copies: copies.lines,
  };
}

/**
 * The same image, nothing newer: its name where the name still stands for it, else its id.
 * A name without a tag means `latest`, as everywhere.
 */
export function imageWord(inspect: unknown, image: unknown): string {
  const name = textAt(inspect, 'Config', 'Image');
  const id = textAt(inspect, 'Image');
  const tagged = /(:[^/]+|@sha256:[0-9a-f]+)$/.test(name) ? name : `${name}:latest`;
  const known = [...textsAt(image, 'RepoTags'), ...textsAt(image, 'RepoDigests')];
  const ends = known.some(
    (tag) => tag === tagged || tag === `docker.io/${tagged}` || tag === `docker.io/library/${tagged}`,
  );
  return ends && textAt(image, 'Id') === id && presentable(name) ? name : id || name;
}
