import semver from 'semver';
import type { Args } from '../types/text.js';
import type { Account, Looked, Obstacle } from './types.js';

/** The account that Open WebUI signs in by itself where WEBUI_AUTH is off. */
const SYSTEM = 'admin@localhost';

/**
 * What stands in the way of a local password, most serious first. Pure.
 * @param version Open WebUI's own; null: taken for the newest
 */
export function obstacles(
  { settings, columns }: Looked,
  account: Account,
  version: string | null,
): readonly Obstacle[] {
  const found: Obstacle[] = [];
  const add = (weight: Obstacle['weight'], code: string, args: Args = {}) => {
    found.push({
      weight,
      said: { code: `accounts.obstacle.${code}`, args },
      advice: { code: `accounts.advice.${code}`, args },
    });
  };
  const { email } = account;
  if (!settings.auth) add(email.toLowerCase() === SYSTEM ? 'stops' : 'blocks', 'auth-off', { email: SYSTEM });
  if (account.active === null) add('stops', 'no-row', { email });
  if (!settings.passwordAuth) add('blocks', 'password-auth-off');
  if (settings.trustedHeader) add('blocks', 'trusted-header');
  if (unreachable(account, version)) add('blocks', 'capitals', { email, version });
  if (account.twins > 0) add('blocks', 'twins', { email, count: account.twins });
  if (!settings.loginForm) add('note', settings.oauth ? 'oauth-only' : 'login-form-hidden');
  if (settings.ldap) add('note', 'ldap');
  if (account.scim) add('note', 'scim', { email });
  else if (account.oauth) add('note', 'oauth-account', { email });
  if (account.role === 'pending') add('note', 'pending', { email });
  else if (account.role !== 'admin') add('note', 'no-administrator', { email, role: account.role });
  if (account.active === false) add('note', 'inactive', { email });
  if (account.secondFactor) add('note', 'second-factor', { email });
  if (!columns.includes('session_stamp')) add('note', 'old-tokens');
  return found.sort((one, other) => WEIGHTS.indexOf(one.weight) - WEIGHTS.indexOf(other.weight));
}
const WEIGHTS: readonly Obstacle['weight'][] = ['stops', 'blocks', 'note'];

/** Sign-in lowers the address that was typed; up to 0.8.10 it then looks for exactly that. */
function unreachable({ email, signsInAs }: Account, version: string | null): boolean {
  const old = version !== null && semver.valid(version) !== null && semver.lt(version, '0.8.11');
  return old && (email !== email.toLowerCase() || (signsInAs !== null && signsInAs !== signsInAs.toLowerCase()));
}
