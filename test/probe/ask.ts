import { makeProbe } from '../../src/probe/probe.js';

/** One probe as a program: its task is the first argument, its answer goes to standard output. */
const { request, env, limitMs } = JSON.parse(process.argv[2] ?? '{}');
makeProbe(request, { vantage: 'host', env, limitMs }, new AbortController().signal).then((seen) => {
  process.stdout.write(JSON.stringify(seen));
});
