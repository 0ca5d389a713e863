import type { Container, Deployment, Instance } from '../types/deployment.js';
import type { ContainerChange, FixPlan } from '../types/fix.js';
import type { Said } from '../types/text.js';
import { type About, byHand } from './by-hand.js';
import type { ComposeFiles } from './compose/files.js';
import { composePlan } from './compose/plan.js';
import { type Client, client, idOf } from './engine.js';
import { withheld } from './exact.js';
import { presentable, UnquotableError } from './quote.js';
import { isTrue, textsAt } from './read.js';
import { type Carried, NOTHING_ALONG, type Recreation, recreation, type Task } from './recreate-block.js';
import { onMount } from './run/storage.js';
import { noTrial, say } from './said.js';
import { urlsAlong } from './urls/along.js';
import { pagePlan } from './urls/page.js';
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
  const { urls, ...rest } = change;
  const urlsToo = urls === undefined ? null : urlsAlong(deployment, instance, urls);
  const whole: ContainerChange = { ...rest, setEnv: { ...rest.setEnv, ...urlsToo?.setEnv } };
  if (container === null || deployment.mode === 'in-container') {
    const plan = byHand(instance.name, whole, about);
    const page =
      urls === undefined || Object.keys(urlsToo?.setEnv ?? {}).length > 0
        ? []
        : pagePlan(instance, urls, noTrial).steps;
    return { ...plan, steps: [...plan.steps, ...page] };
  }
  const { carried, dataInLayer } = carriedOf(container);
  const plan = recreateContainer(deployment, files, client(deployment, instance), {
    container,
    change: whole,
    about,
    carried,
    along: urlsToo?.along ?? NOTHING_ALONG,
    effects: [
      ...pageMoves(instance, whole),
      ...(dataInLayer && container.compose === null ? [say('recreate.dataInLayer', { name: container.name })] : []),
    ],
  });
  return { ...plan, steps: [...plan.steps, ...(urlsToo?.steps ?? [])] };
}

/** Re-creates any container (Open WebUI or Ollama) from what the engine tells of it. */
export function recreateContainer(deployment: Deployment, files: ComposeFiles, engine: Client, task: Task): FixPlan {
  const { container, change, about, carried, along, effects } = task;
  if (container.compose !== null) return composePlan(files, engine, container.compose, task);
  let made: Recreation;
  try {
    made = recreation(engine, container.inspect, container.imageInspect, change, carried, along);
  } catch (error) {
    // A word can neither be shown as it is nor be copied: the change is told in words.
    if (error instanceof UnquotableError) return byHand(container.name, change, about, [withheld]);
    throw error;
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
        : say('recreate.kept', {
            name: made.oldName,
            remove: line([...engine.words, 'rm', presentable(made.oldName) ? made.oldName : idOf(container)]),
          }),
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
