import { expect, test } from '@jest/globals';
import { drive } from './drive.js';
import { containerOf, type World } from './world.js';

const ARGS = ['check', '--offline', '--no-rehearse', '--format', 'json', '--deadline', '15s'];
const COUNT = 5_000;

/** The newest first, as an engine lists them: what is looked for is the oldest. */
function crowded(healthy: World): World {
  const others = Array.from({ length: COUNT }, (_, index) =>
    containerOf({
      id: index.toString(16).padStart(64, '0'),
      name: `job-${index}`,
      image: 'alpine:3',
      state: index % 2 === 0 ? 'running' : 'exited',
      env: ['PATH=/usr/bin'],
    }),
  );
  return { ...healthy, containers: [...others, ...healthy.containers] };
}
const instancesOf = (stdout: string): readonly { readonly name: string }[] => JSON.parse(stdout).deployment.instances;

test.each([
  ['Open WebUI, the oldest', [], 'open-webui'],
  ['Open WebUI by its name', ['--container', 'open-webui'], 'open-webui'],
  ['any other by its name', ['--container', 'job-4998'], 'job-4998'],
  ['any other by its id', ['--container', (4_996).toString(16).padStart(64, '0')], 'job-4996'],
])(
  `of ${COUNT} containers is found: %s`,
  async (_what, more, expected) => {
    const { stdout, stderr } = await drive({ state: 'running', args: [...ARGS, ...more], world: crowded });
    expect(stderr).toBe('');
    expect(instancesOf(stdout).map(({ name }) => name)).toEqual([expected]);
  },
  40_000,
);
