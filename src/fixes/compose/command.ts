import type { ComposeOrigin } from '../../types/deployment.js';
import type { Client } from '../engine.js';
import { quoteShown } from '../quote.js';
import { block } from '../recreate-block.js';
import { filesOf } from './files.js';

/** Words that every call of compose gets: which project, which files, where its `.env` lies. */
export function composeOptions(origin: ComposeOrigin): string {
  return [
    ...(origin.workingDir === null ? [] : [`--project-directory ${quoteShown(origin.workingDir)}`]),
    ...filesOf(origin).map((file) => `-f ${quoteShown(file)}`),
    `-p ${quoteShown(origin.project)}`,
  ].join(' ');
}

/**
 * A function of the pasted block that calls compose as it is installed here: the engine's own, or the older program.
 * @returns its definition, to be followed by calls of `compose`
 */
export function composeFunction(engine: Client, origin: ComposeOrigin): string {
  const options = composeOptions(origin);
  const own = engine.words.map(quoteShown).join(' ');
  const older = engine.podman ? 'podman-compose' : 'docker-compose';
  return `compose() { if ${own} compose version >/dev/null 2>&1; then ${own} compose ${options} "$@"; else ${older} ${options} "$@"; fi; }`;
}

/** A block of compose's commands; each is its words after the options. */
export function composeCommand(engine: Client, origin: ComposeOrigin): (calls: readonly string[]) => string {
  return (calls) => block(['set -e', composeFunction(engine, origin), ...calls.map((call) => `compose ${call}`)]);
}
