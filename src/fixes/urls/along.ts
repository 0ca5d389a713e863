import type { Deployment, Instance } from '../../types/deployment.js';
import type { Said } from '../../types/text.js';
import { type Along, NOTHING_ALONG } from '../recreate-block.js';
import { noTrial } from '../said.js';
import { blobLine, rowCommand } from './commands.js';
import { inForce } from './in-force.js';
import { listArguments, presentUrls, printable, urlVariables } from './list.js';
import { pagePlan } from './page.js';

/** What a re-creation has to do besides, so that a list of URLs is in force after it. */
export interface UrlsAlong {
  readonly along: Along;
  readonly setEnv: Readonly<Record<string, string>>;
  /** Steps on the page, for after the re-creation, where no command reaches the list. */
  readonly steps: readonly Said[];
}

/** @param urls the whole new list, in the old order */
export function urlsAlong(deployment: Deployment, instance: Instance, urls: readonly string[]): UrlsAlong {
  const nothing = { along: NOTHING_ALONG, setEnv: {}, steps: [] };
  const place = inForce(instance);
  if (place === 'environment' && urls.every(printable)) {
    return { ...nothing, setEnv: urlVariables(urls, instance.container?.env ?? instance.settings.variables) };
  }
  const present = presentUrls(instance);
  const forth = listArguments(urls, present);
  const back = listArguments(present, urls);
  const row = (words: readonly string[] | null): readonly string[] => {
    const command = words && rowCommand(deployment, instance, words);
    return command ? [command.run] : [];
  };
  const blob = (words: readonly string[] | null): readonly string[] => {
    const command = words && blobLine(deployment, instance, words);
    return command ? [command] : [];
  };
  if (place === 'row' && row(forth).length > 0) {
    return { ...nothing, along: { ...NOTHING_ALONG, before: row(forth), beforeBack: row(back) } };
  }
  if (place === 'blob' && blob(forth).length > 0) {
    return { ...nothing, along: { ...NOTHING_ALONG, stopped: blob(forth), stoppedBack: blob(back) } };
  }
  return { ...nothing, steps: pagePlan(instance, urls, noTrial).steps };
}
