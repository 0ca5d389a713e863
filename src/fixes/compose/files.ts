import { resolve } from 'node:path';
import { readSmallFile } from '../../deployment/read-file.js';
import type { ComposeOrigin, Deployment } from '../../types/deployment.js';
import { type Node, readTree } from './tree.js';

/** A compose file as it is on the disk. It holds secrets: nothing of it is shown but what a fix puts in. */
export interface ComposeFile {
  readonly text: string;
  readonly tree: Node;
}
/** By path; a file that could not be read, or is not UTF-8 or no mapping, is not in it. */
export type ComposeFiles = ReadonlyMap<string, ComposeFile>;

/** Paths of a project's files; older versions of compose name them from its working directory. */
export function filesOf(origin: ComposeOrigin): readonly string[] {
  return origin.configFiles.map((file) => (origin.workingDir === null ? file : resolve(origin.workingDir, file)));
}

/**
 * Reads the compose files of all containers that a fix can be about.
 * @param signal ends the reading; what is known by then is returned
 * @returns never throws: a file that cannot be read is left out
 */
export async function readComposeFiles(deployment: Deployment, signal: AbortSignal): Promise<ComposeFiles> {
  const files = new Map<string, ComposeFile>();
  if (deployment.engine.state !== 'reachable' || deployment.engine.remote) return files;
  const containers = [
    ...deployment.instances.flatMap(({ container }) => container ?? []),
    ...deployment.ollamas.flatMap(({ run }) => (run.kind === 'container' ? [run.container] : [])),
  ];
  const paths = new Set(containers.flatMap(({ compose }) => (compose === null ? [] : filesOf(compose))));
  for (const path of paths) {
    if (signal.aborted) break;
    try {
      const bytes = await readSmallFile(path, { signal });
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      const tree = await readTree(text);
      if (tree !== null) files.set(path, { text, tree });
    } catch {
      // Not there, not ours to read, not text: the fix then tells what to change in words.
    }
  }
  return files;
}
