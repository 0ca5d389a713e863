import type { RunResult } from '../../../src/types/run.js';
import { failing } from './failing.js';
import { healthy, hostile, noDocker, several, starting, untold, warned } from './others.js';

/** Sample runs by name. */
export const samples: Readonly<Record<string, RunResult>> = {
  healthy,
  warned,
  failing,
  'no-docker': noDocker,
  several,
  hostile,
  starting,
  untold,
};

/** A sample that has to be there. */
export function sample(name: string): RunResult {
  const run = samples[name];
  if (run === undefined) throw new Error(`no sample ${name}`);
  return run;
}
