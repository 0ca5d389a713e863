// Runs discovery where it is started (on a lab's host, or in a sidecar), and prints what was found, without secrets.
import { ConfigurationError } from '../../src/deployment/configuration-error.js';
import { type DiscoverOptions, discover } from '../../src/deployment/discover.js';
import type { Said } from '../../src/types/text.js';

const options: Partial<DiscoverOptions> = JSON.parse(process.argv[2] ?? '{}');
const announced: Said[] = [];
const started = performance.now();

function shown(key: string, value: unknown): unknown {
  if (key === 'inspect' || key === 'imageInspect') return undefined;
  return key === 'env' && typeof value === 'object' ? undefined : value;
}

discover(
  {
    inContainer: false,
    env: process.env,
    cwd: process.cwd(),
    token: null,
    announce: (said) => announced.push(said),
    ...options,
  },
  new AbortController().signal,
).then(
  ({ deployment }) => {
    const result = { deployment, announced, ms: Math.round(performance.now() - started) };
    process.stdout.write(JSON.stringify(result, shown), () => process.exit(0));
  },
  (error: unknown) => {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stdout.write(JSON.stringify({ thrown: error.said }), () => process.exit(0));
  },
);
