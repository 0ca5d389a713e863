import type { Container, Deployment, Instance } from '../types/deployment.js';
import type { ContainerChange, FixPlan } from '../types/fix.js';
import type { Said } from '../types/text.js';
import { type About, byHand } from './by-hand.js';
import type { ComposeFiles } from './compose/files.js';
import { composePlan } from './compose/plan.js';
import { type Client, client } from './engine.js';
import { isTrue, textsAt } from './read.js';
import { type Carried, type Recreation, recreation } from './recreate-block.js';
import { onMount } from './run/storage.js';
import { say } from './said.js';
import { line } from './words.js';

const BACKEND = '/app/backend';

/**
 * What of Open WebUI lies outside its mounts and would hurt if it stayed behind: the key that signs the sessions, and
 * the data where nobody gave them a volume.
 */
function carriedOf(container: Container): { readonly carried: readonly Carried[]; readonly dataInLayer: boolean } {
  const { inspect, env } = container;
  const carried: Carried[] = [];
  const resolve = (path: string): string => (path.startsWith('/') ? path : `${BACKEND}/${path}`);
  const key = resolve(env.WEBUI_SECRET_KEY_FILE || '.webui_secret_key');
  const readOnly = isTrue(inspect, 'HostConfig', 'ReadonlyRootfs');
  const given = (env.WEBUI_SECRET_KEY ?? '') !== '' || (env.WEBUI_JWT_SECRET_KEY ?? '') !== '';
  if (!given && !readOnly && !onMount(inspect, key)) carried.push(item(key));
  const data = resolve(env.DATA_DIR || 'data').replace(/\/+$/, '');
  const dataInLayer = !readOnly && !onMount(inspect, data);
  if (dataInLayer) carried.push(item(data));
  return { carried, dataInLayer };
}
const item = (path: string): Carried => ({ path, into: path.slice(0, path.lastIndexOf('/')) || '/' });

/** @see FixKit.recreate */
export function recreate(
  deployment: Deployment,
  files: ComposeFiles,
  instance: Instance,
  change: ContainerChange,
  about: About,
): FixPlan {
  const { container } = instance;
  if (container === null || deployment.mode === 'in-container') return byHand(instance.name, change, about);
  const { carried, dataInLayer } = carriedOf(container);
  const engine = client(deployment, instance);
  return recreateContainer(deployment, files, engine, container, change, about, carried, [
    ...pageMoves(instance, change),
    ...(dataInLayer && container.compose === null ? [say('recreate.dataInLayer', { name: container.name })] : []),
  ]);
}

/** Re-creates any container (Open WebUI or Ollama) from what the engine tells of it. */
export function recreateContainer(
  deployment: Deployment,
  files: ComposeFiles,
  engine: Client,
  container: Container,
  change: ContainerChange,
  about: About,
  carried: readonly Carried[],
  effects: readonly Said[],
): FixPlan {
  if (container.compose !== null) return composePlan(files, engine, container, change, about, effects);
  let made: Recreation;
  try {
    made = recreation(engine, container.inspect, container.imageInspect, change, carried);
  } catch {
    // A name or a path holds what no command may: the change is told in words.
    return byHand(container.name, change, about);
  }
  const sharing = [...deployment.neighbours, ...deployment.instances.flatMap((other) => other.container ?? [])]
    .filter((other) => textsAt(other.inspect, 'HostConfig', 'NetworkMode').includes(`container:${container.id}`))
    .map((other) => other.name);
  return {
    id: about.id,
    title: about.title,
    commands: [{ run: made.run, where: 'host', needsRoot: false }],
    undo: made.undo === null ? [] : [{ run: made.undo, where: 'host', needsRoot: false }],
    steps: [],
    sideEffects: [
      say('recreate.away', { name: container.name }),
      made.undo === null
        ? say('recreate.vanishes', { name: container.name })
        : say('recreate.kept', { name: made.oldName, remove: line([...engine.words, 'rm', made.oldName]) }),
      ...effects,
      ...(sharing.length > 0 ? [say('recreate.sharing', { name: container.name, sharing })] : []),
      ...(about.sideEffects ?? []),
    ],
    rehearsal: about.rehearsal,
  };
}

/** With the host's network the page is where the program itself listens. */
export function pageMoves(instance: Instance, change: ContainerChange): readonly Said[] {
  if (change.network !== 'host') return [];
  const port = change.setEnv?.PORT ?? `${instance.listenPort}`;
  return [say('recreate.pageMoves', { url: `http://localhost:${port}` })];
}
