import type { Changed } from '../../accounts/change.js';
import type { Account, Looked, Proof } from '../../accounts/types.js';
import { sanitize } from '../../messages/sanitize.js';
import type { Afterwards } from './commands.js';
import type { Desk } from './desk.js';
import { proofLine } from './show.js';

/** What was done, and what a person may need afterwards. */
export interface Done {
  readonly account: Account;
  readonly looked: Looked;
  readonly changed: Changed;
  readonly proof: Proof;
  readonly commands: Afterwards;
  readonly makeAdmin: boolean;
}

/** Writes the result to stdout; the password itself is not part of it. */
export function showReset({ screen, io }: Pick<Desk, 'screen' | 'io'>, done: Done): void {
  const { account, looked, changed, proof, commands, makeAdmin } = done;
  const out = io.stdout;
  const { email } = account;
  screen.line(out, `${screen.unicode ? '✔' : '+'} ${screen.say('accounts.done.reset', { email })}`);
  if (makeAdmin) screen.line(out, `  ${screen.say('accounts.done.admin', { email })}`);
  if (looked.columns.includes('session_stamp')) screen.line(out, `  ${screen.say('accounts.done.sessions')}`);
  screen.line(out, proofLine(screen, proof));
  if (proof.result === 'second-factor') screen.line(out, `  ${factorLine(screen, proof.step, commands)}`);
  screen.row(out, 'backup', sanitize(changed.backup));
  if (commands.back !== null) screen.row(out, 'back', commands.back);
  const remove = commands.remove ?? sanitize(changed.backup);
  if (looked.database.kind === 'sqlite') screen.line(out, `  ${screen.say('accounts.done.keep', { remove })}`);
}

function factorLine(screen: Desk['screen'], step: string, { factor }: Afterwards): string {
  return step === 'enroll'
    ? screen.say('accounts.factor.enroll')
    : screen.say('accounts.factor.verify', { command: factor ?? '-' });
}
