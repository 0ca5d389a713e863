// A lab by hand: `npx tsx test/lab/cli.ts up | list | shell <name> | run <name> <command…> | down <name> | build <image…> | sweep | prune`.
import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { certificates, ensureImage, type ImageName, newestVersion, toolImages, webuiVersions } from './images.js';
import { attachLab, startLab } from './lab.js';
import { enter } from './namespace.js';
import { stateRoot } from './paths.js';
import { prune } from './prune.js';
import { isAlive, labDirs, readState } from './state.js';
import { sweep } from './sweep.js';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

function imageNames(words: readonly string[]): ImageName[] {
  const known = [...Object.keys(toolImages), ...webuiVersions] as ImageName[];
  const unknown = words.find((word) => !known.some((name) => name === word));
  if (unknown !== undefined) throw new Error(`no image ${unknown}; there are ${known.join(', ')}`);
  return known.filter((name) => words.includes(name));
}

/** Runs a command on a lab's host with this terminal, so that an interactive shell works. */
function inside(name: string, command: readonly string[]): number {
  const dir = join(stateRoot, basename(name));
  const world = readState(dir)?.world ?? null;
  const [file = '', ...args] = enter(world, 'host', command, process.cwd());
  const env = {
    PATH: `${join(dir, 'bin')}:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin`,
    HOME: join(dir, 'home'),
    TERM: process.env.TERM ?? 'dumb',
    LANG: 'C.UTF-8',
    DOCKER_HOST: `unix://${join(dir, 'docker.sock')}`,
    PS1: `[${name}] \\w \\$ `,
  };
  return spawnSync(file, args, { stdio: 'inherit', env }).status ?? 1;
}

async function main([command = '', ...words]: readonly string[]): Promise<number> {
  const [name = ''] = words;
  switch (command) {
    case 'up': {
      const lab = await startLab({ detached: true, images: words.length > 0 ? imageNames(words) : [newestVersion] });
      say(lab.name);
      return 0;
    }
    case 'list':
      for (const dir of labDirs()) {
        const state = readState(dir);
        say(`${basename(dir)} ${state?.world && isAlive(state.world) ? 'running' : 'dead'}`);
      }
      return 0;
    case 'shell':
      return inside(name, ['bash', '--norc']);
    case 'run':
      return inside(name, words.slice(1));
    case 'down':
      await (await attachLab(name)).stop();
      return 0;
    case 'build':
      await certificates();
      for (const image of imageNames(words)) say(await ensureImage(image));
      return 0;
    case 'sweep':
      for (const swept of await sweep()) say(`removed ${swept}`);
      return 0;
    case 'prune':
      for (const removed of await prune()) say(`removed ${removed}`);
      return 0;
    default:
      process.stderr.write(
        'up [image…] | list | shell <name> | run <name> <command…> | down <name> | build <image…> | sweep | prune\n',
      );
      return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
