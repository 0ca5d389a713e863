import { join } from 'node:path';
import type { DiscoverOptions } from '../../src/deployment/discover.js';
import type { Deployment, Instance } from '../../src/types/deployment.js';
import type { Said } from '../../src/types/text.js';
import type { Lab } from '../lab/index.js';
import { projectRoot } from '../lab/paths.js';
import type { HostOptions } from '../lab/types.js';

export interface Found {
  readonly deployment: Deployment;
  readonly announced: readonly Said[];
  readonly ms: number;
  /** Set in place of the rest where the caller was told to name something else. */
  readonly thrown?: Said;
}
/** Node, able to run TypeScript. */
export const command: readonly string[] = [
  process.execPath,
  '--import',
  join(projectRoot, 'node_modules/tsx/dist/esm/index.mjs'),
];
export const main = join(projectRoot, 'test/deployment/discover-main.ts');

/**
 * Runs discovery as a user of the lab's host would.
 * @param before a program that starts it, such as one that changes the user
 */
export async function discoverOn(
  lab: Lab,
  options: Partial<DiscoverOptions> = {},
  host: HostOptions = {},
  before: readonly string[] = [],
): Promise<Found> {
  const { stdout, stderr, code } = await lab.host([...before, ...command, main, JSON.stringify(options)], host);
  if (code !== 0 || stdout === '') throw new Error(`discovery ended with ${code}\n${stderr}`);
  return read(stdout);
}

/** What discover-main printed. */
export function read(stdout: string): Found {
  return JSON.parse(stdout);
}

/** The only instance of a result. */
export function single(found: Found): Instance {
  const [instance, second] = found.deployment.instances;
  if (!instance || second)
    throw new Error(`found ${found.deployment.instances.map(({ name }) => name).join(', ') || 'none'}`);
  return instance;
}

/** Its URLs in force, each with its source; or the code of why they are not known. */
export function inForce({ settings: { ollamaUrls } }: Instance): readonly string[] | string {
  return ollamaUrls.known ? ollamaUrls.value.map(({ source, url }) => `${source} ${url}`) : ollamaUrls.reason.code;
}
