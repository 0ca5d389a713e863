import type { ContainerChange, FixKit, FixPlan } from '../types/fix.js';
import { say } from './said.js';
import { line } from './words.js';

/** How a fix that re-creates a container is told. */
export type About = Parameters<FixKit['recreate']>[2];

/** There is no container to read: what has to change, in words. */
export function byHand(name: string, change: ContainerChange, about: About): FixPlan {
  return {
    id: about.id,
    title: about.title,
    commands: [],
    undo: [],
    steps: [say('recreate.byHand', { name, options: changeOptions(change) })],
    sideEffects: about.sideEffects ?? [],
    rehearsal: about.rehearsal,
  };
}

/** The change alone, as options of `docker run`; values that no command may hold are left to the reader. */
function changeOptions(change: ContainerChange): string {
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
    return options.join(' ');
  }
}
