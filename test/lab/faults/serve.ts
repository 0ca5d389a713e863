import { readFileSync } from 'node:fs';
import type { Place } from './fault.js';
import { SERVER_FAULTS } from './index.js';

/**
 * Lets every fault of the table stand at once, as a program: its argument is a file with the place as JSON, its answer
 * is one line with each fault's request and variables.
 */
async function main(): Promise<void> {
  const place: Place = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
  const all = [];
  for (const fault of SERVER_FAULTS) {
    const { request, env = {} } = await fault.start(place);
    all.push({ name: fault.name, request, env });
  }
  process.stdout.write(`${JSON.stringify(all)}\n`);
}

void main();
