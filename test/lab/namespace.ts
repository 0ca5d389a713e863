import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostAddress, internetHosts, neighbourAddress, routerAddress } from './addresses.js';
import { labSource } from './paths.js';
import { writePodmanConfig } from './podman.js';
import { killGroup, waitFor } from './process.js';
import { type LabState, nameProcess, type ProcessName } from './state.js';

/** Where in the lab a program runs: the user's machine, or the far side of its LAN (router, neighbour, internet). */
export type Place = 'host' | 'internet';

/** Lets the lab's machines trust the given authority beside those of this machine. */
function writeEtc(dir: string, authority: string): void {
  const etc = join(dir, 'etc');
  mkdirSync(etc, { recursive: true });
  writeFileSync(
    join(etc, 'hosts'),
    '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n127.0.1.1\tlabhost\n',
  );
  writeFileSync(join(etc, 'resolv.conf'), `nameserver ${routerAddress}\n`);
  writePodmanConfig(dir);
  cpSync('/etc/ssl', join(etc, 'ssl'), { recursive: true, verbatimSymlinks: true });
  trust(dir, authority);
}

/** Adds an authority to the trust store of the lab's host, as update-ca-certificates would. */
export function trust(dir: string, authority: string): void {
  const bundle = join(dir, 'etc', 'ssl', 'certs', 'ca-certificates.crt');
  writeFileSync(bundle, `${existsSync(bundle) ? readFileSync(bundle, 'utf8') : ''}${readFileSync(authority, 'utf8')}`);
}

/** Puts the host's trust store and its names back to how the lab began. The files are mounted, so they are rewritten in place. */
export function restoreEtc(dir: string): void {
  for (const file of ['hosts', 'resolv.conf', 'ssl/certs/ca-certificates.crt']) {
    const kept = join(dir, 'etc.kept', file);
    if (existsSync(kept)) writeFileSync(join(dir, 'etc', file), readFileSync(kept));
  }
}

/**
 * Makes the lab's closed world and waits until its networks stand.
 * @param owned whether the world dies with this process (else it lives until it is taken down by name)
 */
export async function openWorld(dir: string, authority: string, owned: boolean): Promise<ProcessName> {
  writeEtc(dir, authority);
  cpSync(join(dir, 'etc'), join(dir, 'etc.kept'), { recursive: true, verbatimSymlinks: true });
  const log = openSync(join(dir, 'world.log'), 'a');
  const enter = ['unshare', '--net', '--mount', '--pid', '--uts', '--ipc', '--fork', '--mount-proc', '--kill-child'];
  const leash = owned ? ['setpriv', '--pdeathsig', 'KILL'] : [];
  const [file = '', ...args] = [...leash, ...enter, join(labSource, 'world.sh'), dir];
  const child = spawn(file, args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      LAB_HOST: hostAddress,
      LAB_ROUTER: routerAddress,
      LAB_NEIGHBOUR: neighbourAddress,
      LAB_INTERNET: Object.values(internetHosts).join(' '),
      ...systemMark,
    },
  });
  child.unref();
  try {
    await waitFor('the lab network', 20_000, () => {
      if (child.exitCode !== null)
        throw new Error(`the lab network did not start:\n${readFileSync(join(dir, 'world.log'), 'utf8')}`);
      return existsSync(join(dir, 'ready')) ? true : null;
    });
    return nameProcess(firstChild(child));
  } catch (error) {
    killGroup(child, 'SIGKILL');
    throw error;
  }
}

function firstChild(child: ChildProcess): number {
  const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ');
  return Number(children[0]);
}

/** Carried by the lab's own servers, so that a reset tells them from what a scenario left running. */
export const systemMark = { OWUI_DOCTOR_LAB_SYSTEM: '1' } as const;

/** The command line that runs a command inside the lab. */
export function enter(world: LabState['world'], place: Place, command: readonly string[], cwd = '/'): string[] {
  if (world === null) throw new Error('the lab does not run');
  const host = ['nsenter', `--target=${world.pid}`, '--mount', '--pid', '--uts', '--ipc', '--net', '--'];
  const internet = place === 'internet' ? ['nsenter', '--net=/run/netns/internet', '--'] : [];
  return [...host, ...internet, 'env', '-C', cwd, ...command];
}
