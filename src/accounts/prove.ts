import { ask } from './script.js';
import type { Account, Place, Proof } from './types.js';

/** Seconds that the server may take to answer; bcrypt itself takes a quarter of one. */
const SIGN_IN_S = 15;
/** A server that starts is asked again for so long, in milliseconds, at this distance. */
const PATIENCE_MS = 6_000;
const PAUSE_MS = 500;

/**
 * Signs in with the new password, over HTTP, from where the server runs.
 * @param port that it listens on there
 */
export async function prove(
  place: Place,
  account: Account,
  password: string,
  port: number,
  signal: AbortSignal,
): Promise<Proof> {
  if (!place.running) return { result: 'not-running' };
  if (signal.aborted) return { result: 'not-tried' };
  const url = `http://127.0.0.1:${port}`;
  const request = { operation: 'sign-in', email: account.email, password, url, seconds: SIGN_IN_S } as const;
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask(place, request, SIGN_IN_S + 5, signal).catch(() => null);
    if (answer?.get('refused') !== true || Date.now() > end || signal.aborted) return judge(answer, account);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Tells what an answer to a sign-in means. Pure. */
export function judge(answer: ReadonlyMap<string, unknown> | null, account: Pick<Account, 'id'>): Proof {
  const status = answer?.get('status');
  const step = answer?.get('next_step');
  if (typeof status !== 'number') return { result: 'no-answer' };
  if (status === 200 && typeof step === 'string') return { result: 'second-factor', step: step.slice(0, 40) };
  if (status === 200 && answer?.get('token') === true)
    return { result: answer.get('id') === account.id ? 'signed-in' : 'other-account' };
  if (status === 429) {
    const seconds = Number(answer?.get('retry_after') ?? Number.NaN);
    return { result: 'rate-limited', seconds: Number.isFinite(seconds) ? seconds : null };
  }
  if (status === 400) return { result: 'refused' };
  return status === 403 ? { result: 'switched-off' } : { result: 'unexpected', status };
}
