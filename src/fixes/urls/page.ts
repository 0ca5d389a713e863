import type { Instance } from '../../types/deployment.js';
import type { FixPlan } from '../../types/fix.js';
import { say } from '../said.js';
import { presentUrls, printable } from './list.js';

/** The administrator's page: works for every version, as long as the program runs. */
export function pagePlan(instance: Instance, urls: readonly string[], rehearsal: FixPlan['rehearsal']): FixPlan {
  const present = presentUrls(instance);
  return {
    id: 'set-url-page',
    title: say('setUrls.page', { urls: urls.filter(printable) }),
    commands: [],
    undo: [],
    steps: [
      ...(instance.state === 'running' ? [] : [say('setUrls.startFirst', { name: instance.name })]),
      say('setUrls.open', { page: `${instance.webuiUrl?.value ?? ''}/admin/settings/connections` }),
      ...urls.map((url, index) =>
        printable(url)
          ? say('setUrls.entry', { number: index + 1, url })
          : say(present[index] === url ? 'setUrls.keep' : 'setUrls.entryHidden', { number: index + 1 }),
      ),
      say('setUrls.save'),
    ],
    sideEffects: [],
    rehearsal,
  };
}
