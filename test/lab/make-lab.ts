import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Dns } from './dns.js';
import { type Engine, plainEnv } from './engine.js';
import { restoreRules } from './firewall.js';
import type { Host } from './host.js';
import type { Hub } from './hub.js';
import { ensureImage, lendImage, newestVersion, toolImages, webuiImage } from './images.js';
import { judge } from './judge.js';
import { enter, restoreEtc } from './namespace.js';
import { startOllama } from './ollama.js';
import { labPodman } from './podman.js';
import { must } from './process.js';
import { fillVolume } from './seed.js';
import type { LabState } from './state.js';
import { removeLab } from './sweep.js';
import type { Lab } from './types.js';
import { startWebUi } from './webui.js';

export interface LabParts {
  readonly name: string;
  readonly dir: string;
  readonly world: LabState['world'];
  readonly engine: Engine;
  readonly host: Host;
  readonly dns: Dns;
  readonly hub: Hub;
  readonly gateway: string;
  readonly address: string;
  readonly certs: string;
}

/** Puts a lab's parts together into what suites use. */
export function makeLab(parts: LabParts): Lab {
  const { name, dir, world, engine, host, dns, hub } = parts;

  const image: Lab['image'] = async (wanted) => {
    const tag =
      wanted in toolImages
        ? toolImages[wanted as keyof typeof toolImages]
        : webuiImage(wanted as Exclude<typeof wanted, keyof typeof toolImages>);
    const present = await host.run(['docker', 'image', 'inspect', tag]);
    if (present.code === 0) return tag;
    // An engine reads its images when it starts.
    const bundle = await ensureImage(wanted);
    await engine.stop();
    lendImage(bundle, engine.dataRoot);
    await engine.start();
    return tag;
  };
  const bundleOf = async (version: Parameters<typeof webuiImage>[0]): Promise<string> => {
    await image(version);
    return await ensureImage(version);
  };

  const podman = labPodman(dir, host, async (wanted) => ({
    tag: await image(wanted),
    bundle: await ensureImage(wanted),
  }));

  return {
    name,
    podman,
    dir,
    dockerHost: engine.dockerHost,
    gateway: parts.gateway,
    address: parts.address,
    caFile: join(parts.certs, 'ca.pem'),
    hub,
    dns,
    engine,
    image,
    host: host.run,
    hostSpawn: host.spawn,
    docker: engine.docker,
    async compose(folder, ...args) {
      const result = await host.run(['docker-compose', ...args], { cwd: folder });
      if (result.code !== 0)
        throw new Error(`docker-compose ${args.join(' ')}\nexit ${result.code}\n${result.stderr}${result.stdout}`);
      return `${result.stdout}${result.stderr}`;
    },
    paste: (commands, options = {}) => host.run(['bash', '--norc'], { ...options, input: `${commands}\n` }),
    ollama: (options) => startOllama({ dir, world, host, docker: engine.docker }, options),
    webui: (options) => startWebUi({ engine, host, image: bundleOf }, options),
    judge: (options) =>
      judge({ engine, host }, options.name, options.volume ?? options.name, options.version ?? newestVersion),
    async seedVolume(volume, options = {}) {
      const version = options.version ?? newestVersion;
      await fillVolume({ engine, host, bundle: await bundleOf(version) }, volume, {
        version,
        seed: options.seed ?? 'used',
        rows: options.rows,
      });
    },
    async firewall(...rule) {
      await must(enter(world, 'host', ['iptables', '-w', ...rule]), { env: plainEnv });
    },
    async reset() {
      await host.killAll();
      if ((await host.run(['docker', 'version'], { timeoutMs: 5_000 })).code !== 0) await engine.start();
      await host.run(['sh', '-c', clearScript, 'sh', dir]);
      rmSync(join(dir, 'home'), { recursive: true, force: true });
      mkdirSync(join(dir, 'home'));
      restoreEtc(dir);
      await Promise.all([restoreRules(dir, world), hub.reset(), dns.reset()]);
    },
    stop: () => removeLab(dir),
  };
}

const clearScript = `
test -d "$1/podman/root" && { podman rm -fat 0; podman network prune -f; podman volume prune -f; } >/dev/null 2>&1
docker ps -aq | xargs -r docker rm -fv
docker network ls -q --filter type=custom | xargs -r docker network rm
docker volume ls -q | xargs -r docker volume rm -f`;
