import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { routerAddress } from './addresses.js';
import type { Host } from './host.js';
import type { ImageName } from './images.js';
import { cacheDir } from './paths.js';
import type { LabProcess } from './types.js';

/** Podman on the lab's host, beside its Docker engine, with storage and networks in the lab's folder. */
export interface Podman {
  /** The podman program. Throws with what it said when it fails. */
  run(...args: string[]): Promise<string>;
  /** Makes sure that Podman has one of the lab's images (half a minute for an Open WebUI the first time), and gives its tag. */
  image(name: ImageName): Promise<string>;
  /** Starts its API at the usual socket of the lab's host, /run/podman/podman.sock. */
  serve(): Promise<LabProcess>;
}

const kept = join(cacheDir, 'podman');

/** Debian's Podman 4.3 wants runc (its crun refuses hybrid control groups) and lower limits than it asks for. */
export function writePodmanConfig(dir: string): void {
  const etc = join(dir, 'etc', 'containers');
  if (existsSync('/etc/containers')) cpSync('/etc/containers', etc, { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(dir, 'podman'), { recursive: true });
  mkdirSync(etc, { recursive: true });
  writeFileSync(
    join(etc, 'containers.conf'),
    `[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_backend = "netavark"
network_config_dir = "${dir}/podman/networks"
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
dns_servers = ["${routerAddress}"]
`,
  );
  writeStorage(dir, false);
}

/** Images are kept in the cache, in a store that every lab's Podman reads and none writes. */
function writeStorage(dir: string, withKept: boolean): void {
  const options = withKept ? `[storage.options]\nadditionalimagestores = ["${kept}"]\n` : '';
  const storage = `[storage]\ndriver = "overlay"\ngraphroot = "${dir}/podman/root"\nrunroot = "/run/lab-podman"\n${options}`;
  writeFileSync(join(dir, 'etc', 'containers', 'storage.conf'), storage);
}

/** The control groups that Podman made for containers which this lab's storage names. */
export function podmanGroups(dir: string): string[] {
  try {
    const file = join(dir, 'podman', 'root', 'overlay-containers', 'containers.json');
    const containers = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly id: string }[];
    return containers.flatMap(({ id }) => [`libpod-${id}`, `libpod-conmon-${id}`]);
  } catch {
    return [];
  }
}

/** Podman of a lab. `dockerImage` puts an image into the lab's engine and gives its tag and its folder in the cache. */
export function labPodman(
  dir: string,
  host: Host,
  dockerImage: (name: ImageName) => Promise<{ readonly tag: string; readonly bundle: string }>,
): Podman {
  async function run(...args: string[]): Promise<string> {
    const result = await host.run(['podman', ...args], { timeoutMs: 600_000 });
    if (result.code !== 0)
      throw new Error(`podman ${args.join(' ')}\nexit ${result.code}\n${result.stderr}${result.stdout}`);
    return result.stdout;
  }
  return {
    run,
    async image(name) {
      const { tag, bundle } = await dockerImage(name);
      const done = join(kept, `${basename(bundle)}.done`);
      if (!existsSync(done)) {
        mkdirSync(kept, { recursive: true });
        writeStorage(dir, false);
        const fill = `test -e ${done} || { docker save ${tag} | podman --root ${kept} --runroot /run/lab-podman-fill load -q && touch ${done}; }`;
        const filled = await host.run(['flock', join(cacheDir, 'podman.lock'), 'sh', '-c', fill], {
          timeoutMs: 900_000,
        });
        if (filled.code !== 0) throw new Error(`podman load ${tag}\n${filled.stderr}`);
      }
      writeStorage(dir, true);
      return tag;
    },
    async serve() {
      await host.run(['mkdir', '-p', '/run/podman']);
      const server = await host.spawn(['podman', 'system', 'service', '--time=0', 'unix:///run/podman/podman.sock']);
      await host.run([
        'sh',
        '-c',
        'for i in $(seq 100); do curl -s --unix-socket /run/podman/podman.sock http://d/_ping && exit; sleep 0.05; done',
      ]);
      return server;
    },
  };
}
