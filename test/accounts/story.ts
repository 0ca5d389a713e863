import type { Lab } from '../lab/index.js';
import { administrator } from '../lab/judge.js';
import { resetOn, signIn, tokenStatus } from './on-host.js';

/** What was seen, in the order in which it happened. */
export interface Seen {
  readonly reset: string;
  readonly proof: string;
  readonly newSignsIn: number;
  readonly oldSignsIn: number;
  /** How a token from before the reset is answered afterwards. */
  readonly oldToken: number;
  readonly restored: string;
  readonly oldAgain: number;
  readonly newAgain: number;
}
export const NEW = 'Ein neues Pässwort 1! 🔑';

/**
 * The whole story with a running instance at a page: reset, sign in, be refused with the old password, go back.
 * @param place arguments that name the instance
 */
export async function story(
  lab: Lab,
  base: string,
  place: readonly string[],
  host: Parameters<typeof resetOn>[3] = {},
): Promise<Seen> {
  const { email, password } = administrator;
  const before = await signIn(lab, base, email, password);
  if (before.token === null) throw new Error(`before the reset: ${before.status} ${before.body}`);
  const reset = await resetOn(lab, [...place, '--email', email.toUpperCase()], NEW, host);
  if (reset.backup === null) throw new Error(`reset: ${reset.code} ${reset.stdout}${reset.stderr}`);
  const newSignsIn = (await signIn(lab, base, email, NEW)).status;
  const oldSignsIn = (await signIn(lab, base, email, password)).status;
  const oldToken = await tokenStatus(lab, base, before.token);
  const back = await resetOn(lab, [...place, '--restore', reset.backup], null, host);
  return {
    reset: `${reset.code} ${reset.changed}`,
    proof: reset.proof?.result ?? 'none',
    newSignsIn,
    oldSignsIn,
    oldToken,
    restored: `${back.code} ${back.changed}`,
    oldAgain: (await signIn(lab, base, email, password)).status,
    newAgain: (await signIn(lab, base, email, NEW)).status,
  };
}

/** What has to be seen; `stamps`: this version can end sessions. */
export const expected = (stamps: boolean): Seen => ({
  reset: '0 true',
  proof: 'signed-in',
  newSignsIn: 200,
  oldSignsIn: 400,
  oldToken: stamps ? 401 : 200,
  restored: '0 true',
  oldAgain: 200,
  newAgain: 400,
});
