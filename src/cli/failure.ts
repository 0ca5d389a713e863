import { ConfigurationError } from '../deployment/configuration-error.js';
import { toAscii } from '../messages/ascii.js';
import { tell } from '../messages/catalogue.js';
import { langOf, parseLang } from '../messages/lang.js';
import { say } from '../messages/program.js';
import { sanitizeLines } from '../messages/sanitize.js';
import { redactText } from '../secrets/redact.js';
import type { Lang } from '../types/text.js';
import type { Io } from './io.js';
import { useUnicode } from './terminal.js';
import { UsageError } from './usage-error.js';

/**
 * Tells on stderr why there is no report.
 * @param error what was thrown
 * @returns 2 for what the caller got wrong, 70 for a defect of this program
 */
export function tellFailure(error: unknown, argv: readonly string[], io: Io): 2 | 70 {
  const lang = earlyLang(argv, io);
  const complain = (text: string): void => io.stderr.write(`${useUnicode(io.env) ? text : toAscii(text)}\n`);
  if (error instanceof UsageError) {
    const { suggestion } = error;
    const problem = say(lang, error.code, error.args);
    const whole = suggestion === null ? problem : say(lang, 'cli.did-you-mean', { problem, suggestion });
    complain(`owui-doctor: ${whole}`);
    return 2;
  }
  if (error instanceof ConfigurationError) {
    complain(`owui-doctor: ${redactText(tell(error.said, lang))}`);
    return 2;
  }
  const name = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  complain(say(lang, 'cli.defect', { error: redactText(name) }));
  if (argv.includes('--verbose') && error instanceof Error) complain(redactText(sanitizeLines(error.stack ?? '')));
  return 70;
}

/** The language before the command line is understood, for complaints about it. */
export function earlyLang(argv: readonly string[], { env }: Pick<Io, 'env'>): Lang {
  const index = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const typed = argv[index]?.split('=')[1] ?? (index < 0 ? undefined : argv[index + 1]);
  return parseLang(typed ?? env.OWUI_DOCTOR_LANG ?? '') ?? langOf(env);
}
