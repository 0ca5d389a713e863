import type { FixPlan } from '../types/fix.js';
import type { Args, Said } from '../types/text.js';

/** A sentence of this room; its texts are in messages/fixes.ts. */
export function say(code: string, args: Args = {}): Said {
  return { code: `fixes.${code}`, args };
}

/** What the fix leads to was reached from where Open WebUI runs; nothing was started for it. */
export const reached: FixPlan['rehearsal'] = { result: 'verified', detail: say('rehearsal.reached') };
/** Nothing that a throw-away container could show. */
export const noTrial: FixPlan['rehearsal'] = { result: 'not-possible', detail: say('rehearsal.noTrial') };
/** A change of this machine, which is not tried beforehand. */
export const onMachine: FixPlan['rehearsal'] = { result: 'not-possible', detail: say('rehearsal.machine') };
