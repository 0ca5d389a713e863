import { ConfigurationError } from '../deployment/configuration-error.js';
import { toAscii } from '../messages/ascii.js';
import { tell } from '../messages/catalogue.js';
import { langOf, parseLang } from '../messages/lang.js';
import { say } from '../messages/program.js';
import { sanitizeLines } from '../messages/sanitize.js';
import { defuse } from '../report/defuse.js';
import { redactText } from '../secrets/redact.js';
import type { Lang } from '../types/text.js';
import type { Io } from './io.js';
import { useUnicode } from './terminal.js';
import { harmlessArgs, harmlessWord } from './typed.js';
import { UsageError } from './usage-error.js';

/**
 * Tells on stderr why there is no report.
 * @param error what was thrown
 * @returns 2 for what the caller got wrong, 70 for a defect of this program
 */
export function tellFailure(error: unknown, argv: readonly string[], io: Io): 2 | 70 {
  const lang = earlyLang(argv, io);
  if (error instanceof UsageError) {
    const problem = say(lang, error.code, harmlessArgs(error.args));
    const suggestion = error.suggestion === null ? null : harmlessWord(error.suggestion);
    const whole = suggestion === null ? problem : say(lang, 'cli.did-you-mean', { problem, suggestion });
    complain(`owui-doctor: ${whole}`, io);
    return 2;
  }
  if (error instanceof ConfigurationError) {
    complain(`owui-doctor: ${redactText(tell(error.said, lang))}`, io);
    return 2;
  }
  const name = error instanceof Error ? `${error.name}: ${error.message}` : describe(error);
  const code = tellDefect(name, argv, io);
  if (argv.includes('--verbose') && error instanceof Error) complain(redactText(sanitizeLines(error.stack ?? '')), io);
  return code;
}

/** Tells a defect of this program. */
export function tellDefect(error: string, argv: readonly string[], io: Io): 70 {
  complain(say(earlyLang(argv, io), 'cli.defect', { error: redactText(error) }), io);
  return 70;
}

/** Tells that a signal came before there was anything to report. */
export function tellStopped<T extends number>(code: T, argv: readonly string[], io: Io): T {
  complain(`owui-doctor: ${say(earlyLang(argv, io), 'cli.stopped')}`, io);
  return code;
}

/** Tells that the result could not be written to the standard output, which the caller has to mend. */
export function tellLost(code: string, argv: readonly string[], io: Io): 2 {
  complain(`owui-doctor: ${say(earlyLang(argv, io), 'cli.stdout', { code })}`, io);
  return 2;
}

function complain(text: string, io: Io): void {
  const shown = useUnicode(io.env) ? text : toAscii(text);
  io.stderr.write(`${io.env.GITHUB_ACTIONS === 'true' ? defuse(shown) : shown}\n`);
}

/** Something was thrown that is no error: it may not even become a text. */
function describe(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return typeof thrown;
  }
}

/** The language before the command line is understood, for complaints about it. */
export function earlyLang(argv: readonly string[], { env }: Pick<Io, 'env'>): Lang {
  const index = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const typed = argv[index]?.split('=')[1] ?? (index < 0 ? undefined : argv[index + 1]);
  return parseLang(typed ?? env.OWUI_DOCTOR_LANG ?? '') ?? langOf(env);
}
