import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Change, type Changed, changePassword } from '../../accounts/change.js';
import { keepRow } from '../../accounts/kept-row.js';
import { look } from '../../accounts/look.js';
import { obstacles as obstaclesOf } from '../../accounts/obstacles.js';
import { checkPassword, generatePassword, passwordFromStdin } from '../../accounts/password.js';
import { prove } from '../../accounts/prove.js';
import { Refusal } from '../../accounts/refusal.js';
import type { Account, Looked, Place } from '../../accounts/types.js';
import { limited } from '../../deployment/limited.js';
import { codeOf } from '../../deployment/or-end.js';
import type { Io } from '../io.js';
import { UsageError } from '../usage-error.js';
import { afterwards } from './commands.js';
import type { Desk } from './desk.js';
import { chooseAccount, chooseInstance, discoverAll, reach } from './find.js';
import { disproved, showObstacles, showPlan } from './show.js';
import { showReset } from './show-result.js';

/** What of `auth` a reset writes, where the version has it. */
const WRITTEN = ['password', 'active', 'session_stamp', 'mfa'];
/** What is longer is no password: 72 bytes are the most that count. */
const STDIN_BYTES = 65_536;
/** How long a password may take to come, in milliseconds: whatever gives it may ask for a passphrase first. */
const STDIN_MS = 60_000;
/** How often a person may try to type the same password twice. */
const TRIES = 3;

/** Resets a password: look, say what may block it, ask, copy, change, prove. @throws Refusal where nothing was changed */
export async function reset(desk: Desk): Promise<number> {
  const { settings, io, screen, questions, signal, note } = desk;
  const { account: asked } = settings;
  const early = await earlyPassword(desk);
  const found = await discoverAll(settings, io, signal);
  const instance = await chooseInstance(found, screen, io, questions);
  note({ instance });
  const place = reach(instance, found.docker, screen, io);
  const looked = await look(place, asked.email, signal);
  note({ database: looked.database });
  const account = await chooseAccount(looked, settings, screen, io, questions);
  const obstacles = obstaclesOf(looked, account, instance.version);
  const columns = WRITTEN.filter((name) => looked.columns.includes(name));
  note({ account, obstacles, columns, madeAdmin: asked.makeAdmin });
  showPlan(screen, io.stderr, instance, looked, account, columns, asked.makeAdmin);
  showObstacles(screen, io.stderr, obstacles);
  if (asked.dryRun) return rehearse(desk, looked, account, early);
  if (obstacles.some(({ weight }) => weight === 'stops')) throw new Refusal('stopped');
  if (looked.unwritable !== null) throw unwritable(looked.unwritable, looked);
  if (obstacles.some(({ weight }) => weight === 'blocks')) screen.line(io.stderr, screen.say('accounts.blocked'));
  if (!asked.yes) await confirm(desk, 'accounts.ask.confirm');
  const password = early ?? (await typedTwice(desk));
  const change = { account, password, makeAdmin: asked.makeAdmin, keepRow: keeper(io) };
  const changed = await write(place, looked, change, asked.password);
  note({ changed: true, backup: changed.backup });
  const proof = await prove(place, account, password, instance.listenPort, signal);
  note({ proof });
  const commands = afterwards(found.deployment, instance, looked, account, changed.backup, settings);
  if (!desk.json) showReset(desk, { account, looked, changed, proof, commands, makeAdmin: asked.makeAdmin });
  if (asked.password === 'generated') screen.row(desk.json ? io.stderr : io.stdout, 'password', password);
  return disproved(proof) ? 1 : 0;
}

/** The password where nobody is asked for it. */
async function earlyPassword({ settings, io, signal }: Desk): Promise<string | null> {
  const { password } = settings.account;
  if (password === 'generated') return generatePassword();
  if (password !== 'stdin') return null;
  const text = await io.readStdin(STDIN_BYTES, limited([signal], STDIN_MS)).catch((error: unknown) => {
    throw new UsageError('cli.unreadable', { name: '--password-stdin', path: '-', code: codeOf(error) });
  });
  return passwordFromStdin(text);
}

async function write(place: Place, looked: Looked, change: Change, from: string): Promise<Changed> {
  try {
    return await changePassword(place, looked, change);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'password-rule' && from === 'generated')
      throw new Refusal('generated-rule', error.args);
    throw error;
  }
}

function rehearse({ screen, io, json, note }: Desk, looked: Looked, account: Account, early: string | null): number {
  note({ dryRun: true });
  if (account.active === null) throw new Refusal('no-row');
  if (early !== null) checkPassword(early);
  if (looked.unwritable !== null) throw unwritable(looked.unwritable, looked);
  if (!json) screen.line(io.stdout, screen.say('accounts.dry-run'));
  return 0;
}

function unwritable(code: string, { database }: Looked): Refusal {
  return new Refusal(code === 'read-only' ? 'read-only' : 'forbidden', { path: database.path });
}

/** @throws Refusal `declined` for anything but yes */
export async function confirm({ questions, screen }: Desk, question: string, args = {}): Promise<void> {
  const answer = await questions?.ask(screen.say(question, args), true);
  if (!/^\s*(?:y|yes|是|好|确认)\s*$/iu.test(answer ?? '')) throw new Refusal('declined');
}

async function typedTwice({ questions, screen, io }: Desk): Promise<string> {
  for (let attempt = 1; questions && attempt <= TRIES; attempt += 1) {
    const one = checkPassword(await questions.ask(screen.say('accounts.ask.password'), false));
    if (one === (await questions.ask(screen.say('accounts.ask.again'), false))) return one;
    screen.line(io.stderr, screen.say('accounts.ask.differ'));
  }
  throw new Refusal('declined');
}

/** Rows of a database server are kept in the user's own state directory. */
function keeper({ env }: Io): Change['keepRow'] {
  const state = env.XDG_STATE_HOME || join(env.HOME || homedir(), '.local', 'state');
  return (row, account) => keepRow(join(state, 'owui-doctor', 'accounts'), row, account, new Date());
}
