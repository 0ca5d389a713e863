import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { plainEnv } from './engine.js';
import { enter } from './namespace.js';
import { standinDir } from './paths.js';
import { type Finished, killGroup, run, start, waitFor } from './process.js';
import type { LabState } from './state.js';
import type { HostOptions, LabProcess } from './types.js';

/** The user's machine: a clean environment, its own process list, its own engine at the usual place. */
export interface Host {
  env(extra?: HostOptions['env']): NodeJS.ProcessEnv;
  run(command: readonly string[], options?: HostOptions): Promise<Finished>;
  spawn(command: readonly string[], options?: HostOptions): Promise<LabProcess>;
  /** Kills every process that is not part of the lab itself. */
  killAll(): Promise<void>;
}

// Everything but the lab's own servers, the script itself and the processes of the kernel.
const killScript = `
for dir in /proc/[0-9]*; do
  pid=\${dir#/proc/}
  [ "$pid" = 1 ] || [ "$pid" = $$ ] && continue
  tr '\\0' '\\n' 2>/dev/null <"$dir/environ" | grep -qx OWUI_DOCTOR_LAB_SYSTEM=1 && continue
  kill -9 "$pid" 2>/dev/null
done
exit 0`;

/** Describes the lab's host. */
export function labHost(dir: string, dockerHost: string, world: LabState['world']): Host {
  const home = join(dir, 'home');
  mkdirSync(home, { recursive: true });
  let servers = 0;

  const env: Host['env'] = (extra = {}) => {
    // The stand-in comes first on the path: `ollama serve` is a command of this machine. So does the node that runs the tests.
    const path = `${join(dir, 'bin')}:${plainEnv.PATH}:${dirname(process.execPath)}`;
    const all = {
      ...plainEnv,
      PATH: path,
      HOME: home,
      USER: 'root',
      LOGNAME: 'root',
      DOCKER_HOST: dockerHost,
      ...extra,
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  };
  const options = (given: HostOptions) => ({ env: env(given.env), input: given.input, timeoutMs: given.timeoutMs });
  const command = (words: readonly string[], given: HostOptions) =>
    enter(world, given.place ?? 'host', words, given.cwd ?? home);

  return {
    env,
    run: (words, given = {}) => run(command(words, given), options(given)),
    async spawn(words, given = {}) {
      servers += 1;
      const log = join(dir, `server-${process.pid}-${servers}.log`);
      const child = start(command(words, given), log, options(given));
      const ended = (): true | null => (child.exitCode !== null || child.signalCode !== null ? true : null);
      return {
        container: null,
        log: () => readFileSync(log, 'utf8'),
        async stop() {
          killGroup(child, 'SIGTERM');
          await waitFor('the end of a server', 3_000, ended).catch(() => killGroup(child, 'SIGKILL'));
          await waitFor('the end of a server', 3_000, ended);
        },
      };
    },
    async killAll() {
      await run(enter(world, 'host', ['sh', '-c', killScript]), { env: { ...plainEnv } });
    },
  };
}

/** The folder of the stand-in for Ollama, for the host's path. */
export const standinProgram = join(standinDir, 'ollama');
