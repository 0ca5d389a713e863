import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { routerAddress } from './addresses.js';
import { enter, systemMark } from './namespace.js';
import { must, run, start, waitFor } from './process.js';
import type { LabState } from './state.js';

/** The lab's own Docker engine: Debian's, with everything it owns inside the lab's folder. */
export interface Engine {
  /** Address of its socket, for DOCKER_HOST, here and on the lab's host alike. */
  readonly dockerHost: string;
  readonly dataRoot: string;
  start(): Promise<void>;
  /** Stops the daemon and its containers. */
  stop(): Promise<void>;
  docker(...args: string[]): Promise<string>;
}

/** Only what the engine and the docker program need. The order takes Debian's own docker before any other. */
export const plainEnv = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin',
  LANG: 'C.UTF-8',
} as const;

/** Describes the engine of a lab; `start` starts it. */
export function labEngine(dir: string, name: string, world: LabState['world']): Engine {
  const socket = join(dir, 'docker.sock');
  const dataRoot = join(dir, 'docker');
  const pidFile = '/run/lab-dockerd.pid';
  const env = {
    ...plainEnv,
    DOCKER_HOST: `unix://${socket}`,
    DOCKER_CONFIG: join(dir, 'docker-config'),
    HOME: join(dir, 'home'),
  };
  const docker = (...args: string[]): Promise<string> => must(['docker', ...args], { env });

  return {
    dockerHost: `unix://${socket}`,
    dataRoot,
    docker,
    async start() {
      mkdirSync(dataRoot, { recursive: true });
      rmSync(socket, { force: true });
      const command = [
        ['dockerd', '--host', `unix://${socket}`, '--host', 'unix:///var/run/docker.sock'],
        ['--data-root', dataRoot, '--exec-root', '/run/lab-docker', '--pidfile', pidFile],
        // A name of the lab's own for control groups: what a killed engine leaves there can be found and removed.
        ['--cgroup-parent', name, '--exec-opt', 'native.cgroupdriver=cgroupfs', '--storage-driver', 'overlay2'],
        ['--dns', routerAddress, '--config-file', '/run/lab-daemon.json', '--shutdown-timeout', '1'],
      ].flat();
      const log = join(dir, 'dockerd.log');
      start(enter(world, 'host', command), log, { env: { ...plainEnv, ...systemMark, HOME: join(dir, 'home') } });
      await waitFor(`the lab's Docker engine (see ${log})`, 30_000, async () => {
        const answer = await run(['docker', 'version', '--format', '{{.Server.Version}}'], { env, timeoutMs: 5_000 });
        return answer.code === 0 ? true : null;
      });
    },
    async stop() {
      const script = `pid=$(cat ${pidFile}) && kill "$pid" && while [ -e "/proc/$pid" ]; do sleep 0.05; done`;
      await run(enter(world, 'host', ['sh', '-c', script]), { env: plainEnv, timeoutMs: 20_000 });
    },
  };
}
