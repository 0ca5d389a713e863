import { makeProbe } from '../../src/probe/probe.js';

/** Probes as a program: its task is the first argument, its answers (one for each request) go to standard output. */
const { requests, env, limitMs } = JSON.parse(process.argv[2] ?? '{}');
const how = { vantage: 'host', env, limitMs } as const;
const { signal } = new AbortController();
Promise.all(requests.map((request: Parameters<typeof makeProbe>[0]) => makeProbe(request, how, signal))).then(
  (seen) => {
    process.stdout.write(JSON.stringify(seen));
  },
);
