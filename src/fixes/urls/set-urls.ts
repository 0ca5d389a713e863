import type { Deployment, Instance } from '../../types/deployment.js';
import type { FixKit, FixPlan } from '../../types/fix.js';
import type { Said } from '../../types/text.js';
import { noTrial, reached, say } from '../said.js';
import { blobCommand, rowCommand } from './commands.js';
import { inForce } from './in-force.js';
import { listArguments, presentUrls, printable, urlVariables } from './list.js';
import { pagePlan } from './page.js';

/** @see FixKit.setUrls */
export function setUrls(
  deployment: Deployment,
  instance: Instance,
  urls: readonly string[],
  verified: boolean,
  recreate: FixKit['recreate'],
): readonly FixPlan[] {
  const rehearsal = verified ? reached : noTrial;
  const page = pagePlan(instance, urls, rehearsal);
  const place = inForce(instance);
  if (place === 'environment') {
    if (!urls.every(printable)) return [page];
    return [environmentPlan(instance, urls, rehearsal, recreate)];
  }
  if (place === 'page') return [page];
  const command = place === 'row' ? rowCommand : blobCommand;
  const present = presentUrls(instance);
  const words = listArguments(urls, present);
  const run = words && command(deployment, instance, words);
  if (!run) return [page];
  const backWords = listArguments(present, urls);
  const back = backWords && command(deployment, instance, backWords);
  const plan: FixPlan = {
    id: place === 'row' ? 'set-url-row' : 'set-url-stopped',
    title: say(`setUrls.${place}`, { urls: urls.filter(printable) }),
    commands: [run],
    undo: back ? [back] : [],
    steps: [],
    sideEffects: [...effects(place, back !== null), ...stale(instance, urls)],
    rehearsal,
  };
  return [plan, page];
}

function effects(place: 'row' | 'blob', hasWayBack: boolean): readonly Said[] {
  return [say(`setUrls.${place}.effect`), ...(hasWayBack ? [] : [say('setUrls.printsWayBack')])];
}

/** The environment says something else: true for the next fresh volume only, and puzzling until then. */
function stale(instance: Instance, urls: readonly string[]): readonly Said[] {
  const { environmentUrls, variables } = instance.settings;
  const names = ['OLLAMA_BASE_URLS', 'OLLAMA_BASE_URL'].filter((name) => (variables[name] ?? '') !== '');
  const own = environmentUrls.some(({ source }) => source === 'env' || source === 'compose' || source === 'env-file');
  const differs = environmentUrls.length !== urls.length || environmentUrls.some((entry, i) => entry.url !== urls[i]);
  return own && differs && names.length > 0 ? [say('setUrls.stale', { names })] : [];
}

function environmentPlan(
  instance: Instance,
  urls: readonly string[],
  rehearsal: FixPlan['rehearsal'],
  recreate: FixKit['recreate'],
): FixPlan {
  const setEnv = urlVariables(urls, instance.container?.env ?? instance.settings.variables);
  return recreate(instance, { setEnv }, { id: 'set-url-env', title: say('setUrls.environment', { urls }), rehearsal });
}
