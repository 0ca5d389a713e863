import { Refusal } from '../../accounts/refusal.js';
import { codeOf } from '../../deployment/or-end.js';
import { tell } from '../../messages/catalogue.js';
import { STOP_CODES } from '../../report/exit-code.js';
import type { Desk } from '../accounts/desk.js';
import { asJson, NOTHING, type Outcome } from '../accounts/outcome.js';
import { questionsOf } from '../accounts/questions.js';
import { reset } from '../accounts/reset.js';
import { restore } from '../accounts/restore.js';
import { refusalSaid, screenOf } from '../accounts/show.js';
import type { Io } from '../io.js';
import { textOrJson } from '../outputs.js';
import type { Settings } from '../settings.js';
import { stopCode } from '../stop.js';
import { UsageError } from '../usage-error.js';
import { ownVersion } from '../version.js';

const NAME = 'reset-password';

/** `reset-password`: a new password for an account, with a copy first and a proof after; `--restore`: the old one back. */
export async function resetPassword(settings: Settings, io: Io, signal: AbortSignal): Promise<number> {
  const json = textOrJson(settings.outputs) === 'json';
  const questions = questionsOf(io, signal);
  checkUsage(settings, io, json, questions !== null);
  const screen = screenOf(io, settings.lang);
  let outcome: Outcome = NOTHING;
  const note = (known: Partial<Outcome>): void => {
    outcome = { ...outcome, ...known };
  };
  const desk: Desk = { settings, io, screen, questions, json, signal, note };
  try {
    const { restore: backup } = settings.account;
    const code = backup === null ? await reset(desk) : await restore(desk, backup);
    note({ exitCode: stopCode(signal) ?? code });
  } catch (error) {
    const refusal = refusalOf(error, signal);
    const said = refusalSaid(refusal.code, refusal.args, settings.lang);
    const exitCode = refusal.code === 'interrupted' ? (stopCode(signal) ?? STOP_CODES.interrupted) : refusal.exitCode;
    note({ exitCode, error: { code: refusal.code, said } });
    screen.line(io.stderr, `owui-doctor: ${tell(said, settings.lang)}`);
  }
  if (json && outcome.exitCode !== 2) io.stdout.write(asJson(outcome, settings.lang, ownVersion()));
  return outcome.exitCode;
}

/** What the caller got wrong stays what it is; an engine's error and an interrupt become a refusal. */
function refusalOf(error: unknown, signal: AbortSignal): Refusal {
  if (error instanceof Refusal && error.code !== 'broken') return error;
  if (signal.aborted) return new Refusal('interrupted');
  if (error instanceof Refusal) return error;
  if (isOfEngine(error)) return new Refusal('engine');
  throw error;
}

/**
 * Errors of Node's sockets and parsers and of the engine carry a status, a system call or a code of theirs, and a limit of
 * time has its own name; a defect of this program carries none of them.
 */
function isOfEngine(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')) return true;
  return 'statusCode' in error || 'syscall' in error || /^(?:E[A-Z]+|HPE_\w+)$/u.test(codeOf(error, ''));
}

/** @throws UsageError where something is missing that nobody can be asked for */
function checkUsage({ account }: Settings, io: Io, json: boolean, interactive: boolean): void {
  const { password, dryRun, yes, restore: backup } = account;
  if (password === 'stdin' && io.input) throw new UsageError('cli.stdin-terminal');
  if (dryRun) return;
  if (!interactive && !yes) throw new UsageError('cli.needs-yes', { name: NAME });
  if (backup === null && !interactive && password === 'asked')
    throw new UsageError('cli.needs-password', { name: NAME });
  if (password === 'generated' && json && !io.stderr.isTTY) throw new UsageError('cli.nowhere-to-show');
}
