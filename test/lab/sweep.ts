import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { podmanGroups } from './podman.js';
import { waitFor } from './process.js';
import { isAlive, labDirs, readState } from './state.js';

const cgroupRoot = '/sys/fs/cgroup';

/** A folder without a state file belongs to a start that is under way, or died in its first second. */
const startingMs = 60_000;

/** Ends every lab whose owner is gone. Touches nothing that no state file names. Gives the names of what it ended. */
export async function sweep(): Promise<string[]> {
  const swept: string[] = [];
  for (const dir of labDirs()) {
    const state = readState(dir);
    if (state !== null && isAlive(state.owner)) continue;
    if (state === null && Date.now() - statSync(dir).mtimeMs < startingMs) continue;
    await removeLab(dir);
    swept.push(basename(dir));
  }
  return swept;
}

/** Ends one lab: its first process, with it everything inside, its control groups, its folder. */
export async function removeLab(dir: string): Promise<void> {
  const world = readState(dir)?.world ?? null;
  if (world !== null && isAlive(world)) {
    process.kill(world.pid, 'SIGKILL');
    await waitFor('the end of the lab', 20_000, () => (isAlive(world) ? null : true));
  }
  for (const group of [basename(dir), ...podmanGroups(dir)]) await removeCgroups(group);
  rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Takes away the (empty) control groups that the lab's engine made under the lab's own name. */
async function removeCgroups(name: string): Promise<void> {
  if (name === '' || !existsSync(cgroupRoot)) return;
  for (const group of findGroups(cgroupRoot, name, 5)) {
    // A killed process leaves its group a moment after it was last seen.
    await waitFor(`the end of ${group}`, 10_000, () => (removeTree(group) ? true : null)).catch(() => undefined);
    // Podman's own parent group goes with the last of its children.
    if (basename(dirname(group)) === 'libpod_parent') removeTree(dirname(group));
  }
}

/** An engine's groups lie under those of the process that started it, so the name is looked for everywhere. */
function findGroups(folder: string, name: string, depth: number): string[] {
  const children = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return children.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === name) return [path];
    return depth === 0 ? [] : findGroups(path, name, depth - 1);
  });
}

function removeTree(group: string): boolean {
  try {
    if (readFileSync(join(group, 'cgroup.procs'), 'utf8') !== '') return false;
    const children = readdirSync(group, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    if (!children.every((entry) => removeTree(join(group, entry.name)))) return false;
    rmdirSync(group);
    return true;
  } catch {
    return !existsSync(group);
  }
}
