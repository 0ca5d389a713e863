import { sayable } from '../secrets/exact.js';
import type { ContainerChange, FixKit, FixPlan } from '../types/fix.js';
import type { Said } from '../types/text.js';
import { say } from './said.js';
import { line } from './words.js';

/** How a fix that re-creates a container is told. */
export type About = Parameters<FixKit['recreate']>[2];

/**
 * What has to change, in words.
 * @param why said first: why there is no command; empty where there is no container to read
 */
export function byHand(name: string, change: ContainerChange, about: About, why: readonly Said[] = []): FixPlan {
  return {
    id: about.id,
    title: about.title,
    commands: [],
    undo: [],
    steps: [...why, ...optionsStep(name, changeOptions(change))],
    sideEffects: about.sideEffects ?? [],
    rehearsal: about.rehearsal,
  };
}

/** Options are told where they are shown as they are: a changed one would do something else. */
function optionsStep(name: string, options: string | null): readonly Said[] {
  const isSaid = options !== null && sayable(options);
  return [isSaid ? say('recreate.byHand', { name, options }) : say('recreate.byTitle', { name })];
}

/** The change alone, as options of `docker run`, null: one of them can stand in no command. */
function changeOptions(change: ContainerChange): string | null {
  const network = change.network === 'host' ? 'host' : change.network?.name;
  const options = [
    ...(network === undefined ? [] : ['--network', network]),
    ...(change.addHosts ?? []).map((entry) => `--add-host=${entry}`),
    ...Object.entries(change.setEnv ?? {}).flatMap(([key, value]) => ['-e', `${key}=${value}`]),
    ...(change.publish ?? []).flatMap((p) => [
      '-p',
      `${p.hostIp ? `${p.hostIp}:` : ''}${p.hostPort}:${p.containerPort}`,
    ]),
    ...(change.addBinds ?? []).flatMap((bind) => ['-v', bind]),
  ];
  try {
    return line(options);
  } catch {
    return null;
  }
}
