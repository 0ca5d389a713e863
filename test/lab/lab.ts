import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bridgeGateway, hostAddress } from './addresses.js';
import { labAvailable } from './available.js';
import { startDns } from './dns.js';
import { labEngine } from './engine.js';
import { saveRules } from './firewall.js';
import { labHost } from './host.js';
import { labHub } from './hub.js';
import { certificates, ensureImage, type ImageName, lendImage, newestVersion } from './images.js';
import { makeLab } from './make-lab.js';
import { openWorld } from './namespace.js';
import { installOllama } from './ollama.js';
import { stateRoot } from './paths.js';
import { nameProcess, readState, writeState } from './state.js';
import { removeLab, sweep } from './sweep.js';
import type { Lab, LabOptions } from './types.js';

const toolbox: readonly ImageName[] = ['base', 'ollama', 'node'];

/**
 * Starts a closed world: networks, names, servers and a Docker engine of its own, with the real Open WebUI at hand. Labs of
 * dead owners are ended first. The first start on a machine makes the images (about a minute a version); later ones take seconds.
 * @throws when the machine cannot run a lab; ask `labAvailable` first.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const available = labAvailable();
  if (!available.ok) throw new Error(available.why);
  await sweep();
  const certs = await certificates();
  const bundles: string[] = [];
  for (const name of new Set([...toolbox, ...(options.images ?? [newestVersion])]))
    bundles.push(await ensureImage(name));

  const name = `owuidoc-${process.pid}-${randomBytes(3).toString('hex')}`;
  const dir = join(stateRoot, name);
  mkdirSync(dir, { recursive: true });
  try {
    const owner = nameProcess(process.pid);
    writeState(dir, { name, owner, world: null });
    const world = await openWorld(dir, join(certs, 'ca.pem'), options.detached !== true);
    writeState(dir, { name, owner, world });
    installOllama(dir);
    const engine = labEngine(dir, name, world);
    for (const bundle of bundles) lendImage(bundle, engine.dataRoot);
    const host = labHost(dir, engine.dockerHost, world);
    const [dns, hub] = await Promise.all([startDns(dir, world, true), labHub(dir, certs, world, true), engine.start()]);
    await saveRules(dir, world);
    if (options.detached) writeState(dir, { name, owner: world, world });
    return makeLab({ name, dir, world, engine, host, dns, hub, gateway: bridgeGateway, address: hostAddress, certs });
  } catch (error) {
    await removeLab(dir);
    throw error;
  }
}

/** Uses a lab that somebody else started. `stop` ends it for everybody; leaving it alone is enough to detach. */
export async function attachLab(name: string): Promise<Lab> {
  const dir = join(stateRoot, basename(name));
  const world = readState(dir)?.world ?? null;
  if (world === null) throw new Error(`no lab ${name} runs here`);
  const certs = await certificates();
  const engine = labEngine(dir, name, world);
  const host = labHost(dir, engine.dockerHost, world);
  const [dns, hub] = await Promise.all([startDns(dir, world, false), labHub(dir, certs, world, false)]);
  return makeLab({ name, dir, world, engine, host, dns, hub, gateway: bridgeGateway, address: hostAddress, certs });
}
