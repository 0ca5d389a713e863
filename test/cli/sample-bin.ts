import { setTimeout as sleep } from 'node:timers/promises';
import { runProcess } from '../../src/cli/main.js';
import type { Program } from '../../src/cli/program.js';
import { stopOf } from '../../src/types/run.js';
import { sample } from '../report/samples/index.js';

/**
 * The command line as a process of its own, with sample runs in place of the doctor: SAMPLE names what each round finds
 * (`failing,healthy`: the last one stays; `dry` and `lost` never end); SAMPLE_MS is how long a round takes.
 */
const names = (process.env.SAMPLE ?? 'healthy').split(',');
let round = 0;

const program: Program = {
  version: '0.1.0',
  catalogue: async () => {
    // A promise that nothing keeps: the event loop runs dry.
    if (names[0] === 'dry') return new Promise(() => {});
    const { checks, causes } = sample('failing');
    return { checks, causes };
  },
  examine: async (asked, observer, signal) => {
    const name = names[Math.min(round, names.length - 1)] ?? 'healthy';
    round += 1;
    if (name === 'defect') throw new TypeError('a defect');
    if (name === 'stray')
      setTimeout(() => {
        throw new TypeError('a stray event');
      }, 0);
    if (name === 'asked')
      process.stderr.write(
        `${JSON.stringify({ ...asked, env: {}, checks: asked.checks.map(({ id }) => id), causes: [] })}\n`,
      );
    observer({ type: 'discovering' });
    observer({ type: 'checking', total: 2 });
    const ms = Number(process.env.SAMPLE_MS ?? 0);
    if (name === 'lost') await new Promise(() => {});
    await sleep(ms, undefined, process.env.SAMPLE_DEAF ? {} : { signal }).catch(() => {});
    if (asked.rehearse) observer({ type: 'rehearsing', cause: 'ollama-bound-loopback', fix: 'host-network' });
    const run = sample(['asked', 'stray'].includes(name) ? 'healthy' : name);
    return {
      ...run,
      ended: stopOf(signal) ?? run.ended,
    };
  },
  examineKnown: async () => sample('healthy'),
};

await runProcess(process.argv.slice(2), program);
