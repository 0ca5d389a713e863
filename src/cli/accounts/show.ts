import type { Account, Looked, Obstacle, Proof } from '../../accounts/types.js';
import { quotable, quote } from '../../fixes/quote.js';
import { toAscii } from '../../messages/ascii.js';
import { tell } from '../../messages/catalogue.js';
import { say } from '../../messages/program.js';
import { sanitize } from '../../messages/sanitize.js';
import { widthOf } from '../../report/text/width.js';
import type { Instance } from '../../types/deployment.js';
import type { Args, Lang, Said } from '../../types/text.js';
import type { Io, Sink } from '../io.js';
import { useUnicode } from '../terminal.js';

/** How texts are written for a person: language, and signs that the terminal has. */
export interface Screen {
  readonly lang: Lang;
  readonly unicode: boolean;
  line(sink: Sink, text?: string): void;
  say(code: string, args?: Args): string;
  /** A label and its value, in columns. */
  row(sink: Sink, label: string, value: string): void;
}

const LABELS = ['instance', 'database', 'account', 'change', 'backup', 'back', 'password'] as const;

export function screenOf(io: Io, lang: Lang): Screen {
  const unicode = useUnicode(io.env);
  const words = (code: string, args: Args = {}): string => tell({ code, args }, lang);
  const label = (name: string): string => words(`accounts.label.${name}`);
  const column = Math.max(...LABELS.map((name) => widthOf(label(name)))) + 2;
  const line = (sink: Sink, text = ''): void => sink.write(`${unicode ? text : toAscii(text)}\n`);
  return {
    lang,
    unicode,
    line,
    say: words,
    row: (sink, name, value) => line(sink, `  ${label(name)}${' '.repeat(column - widthOf(label(name)))}${value}`),
  };
}

/** Where, whose, what: before anything is changed. */
export function showPlan(
  screen: Screen,
  sink: Sink,
  instance: Instance,
  looked: Looked,
  account: Account,
  columns: readonly string[],
  makeAdmin: boolean,
): void {
  showInstance(screen, sink, instance);
  const sqlite = looked.database.kind === 'sqlite';
  screen.row(
    sink,
    'database',
    sqlite ? `SQLite ${sanitize(looked.database.path ?? '')}` : screen.say('accounts.value.postgresql'),
  );
  screen.row(sink, 'account', accountLine(screen, account));
  screen.row(sink, 'change', screen.say(`accounts.value.columns${makeAdmin ? '-admin' : ''}`, { columns }));
  screen.row(sink, 'backup', screen.say(sqlite ? 'accounts.value.copy-file' : 'accounts.value.copy-row'));
}

export function showInstance(screen: Screen, sink: Sink, instance: Instance): void {
  const { name, runtime, state, version } = instance;
  const args = {
    name,
    runtime,
    version: version ?? screen.say('accounts.value.unknown-version'),
    state: say(screen.lang, `state.${state}`),
  };
  screen.row(sink, 'instance', screen.say('accounts.value.instance', args));
}

export function accountLine(screen: Screen, { email, role }: Pick<Account, 'email' | 'role'>): string {
  const known = role === 'admin' || role === 'user' || role === 'pending';
  return screen.say('accounts.value.account', { email, role: known ? screen.say(`accounts.role.${role}`) : role });
}

/** What may block a local password, each with what to do then. */
export function showObstacles(screen: Screen, sink: Sink, obstacles: readonly Obstacle[]): void {
  for (const { weight, said, advice } of obstacles) {
    const mark = weight === 'note' ? (screen.unicode ? '•' : '-') : screen.unicode ? '▲' : '!';
    screen.line(sink, `${mark} ${tell(said, screen.lang)}`);
    screen.line(sink, `  ${tell(advice, screen.lang)}`);
  }
}

const GOOD: ReadonlySet<Proof['result']> = new Set(['signed-in', 'second-factor']);
const BAD: ReadonlySet<Proof['result']> = new Set(['refused', 'switched-off', 'other-account']);

/** True where the proof has shown that the password cannot be used. */
export function disproved(proof: Proof): boolean {
  return BAD.has(proof.result);
}

export function proofLine(screen: Screen, proof: Proof): string {
  const mark = GOOD.has(proof.result) ? ['✔', '+'] : disproved(proof) ? ['✖', 'x'] : ['•', '-'];
  const args: Record<string, string | number> = {};
  if (proof.result === 'second-factor') args.step = proof.step;
  if (proof.result === 'unexpected') args.status = proof.status;
  if (proof.result === 'rate-limited')
    args.seconds =
      proof.seconds === null
        ? screen.say('accounts.proof.wait')
        : screen.say('accounts.proof.seconds', { seconds: proof.seconds });
  return `${mark[screen.unicode ? 0 : 1]} ${screen.say(`accounts.proof.${proof.result}`, args)}`;
}

/** A refusal as one line; the instance's own hint is part of it where there is one. */
export function refusalSaid(code: string, args: Args, lang: Lang): Said {
  const { hint } = args;
  const aside = typeof hint !== 'string' || hint === '' ? '' : lang === 'en' ? ` (${hint})` : `（${hint}）`;
  const emails = Array.isArray(args.emails) && args.emails.length === 0 ? '-' : args.emails;
  return {
    code: `accounts.refused.${code}`,
    args: { ...args, hint: aside, ...(emails === undefined ? {} : { emails }) },
  };
}

/** Words as one command; null where a word could not be pasted. */
export function commandOf(words: readonly string[]): string | null {
  return words.every(quotable) ? words.map(quote).join(' ') : null;
}
