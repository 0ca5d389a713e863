import { ConfigurationError } from '../deployment/configuration-error.js';
import { toAscii } from '../messages/ascii.js';
import { tell } from '../messages/catalogue.js';
import { langOf, parseLang } from '../messages/lang.js';
import { say } from '../messages/program.js';
import type { Lang } from '../types/text.js';
import type { Io } from './io.js';
import type { Program } from './program.js';
import type { Settings } from './settings.js';
import { useUnicode, widthOfSink } from './terminal.js';
import { UsageError } from './usage-error.js';

/**
 * The command line. Nothing heavy is loaded before it is needed.
 * @param argv arguments without the interpreter and the script
 * @param io the process's streams, environment and signals
 * @param program the doctor; where absent, the real one is loaded when a command needs it
 * @returns the exit code; never throws
 */
export async function main(argv: readonly string[], io: Io, program?: Program): Promise<number> {
  const lang = earlyLang(argv, io);
  const complain = (text: string): void => io.stderr.write(`${useUnicode(io.env) ? text : toAscii(text)}\n`);
  try {
    return await run(argv, io, lang, program);
  } catch (error) {
    if (error instanceof UsageError) {
      const problem = say(lang, error.code, error.args);
      const { suggestion } = error;
      complain(
        `owui-doctor: ${suggestion === null ? problem : say(lang, 'cli.did-you-mean', { problem, suggestion })}`,
      );
      return 2;
    }
    if (error instanceof ConfigurationError) {
      complain(`owui-doctor: ${tell(error.said, lang)}`);
      return 2;
    }
    const name = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    complain(say(lang, 'cli.defect', { error: name }));
    if (argv.includes('--verbose') && error instanceof Error) io.stderr.write(`${error.stack ?? ''}\n`);
    return 70;
  }
}

async function run(argv: readonly string[], io: Io, lang: Lang, given: Program | undefined): Promise<number> {
  if (argv.length === 1 && argv[0] === '--version') return printVersion(io);
  const { parseArguments } = await import('./arguments.js');
  const parsed = await parseArguments(argv);
  if (parsed.version) return printVersion(io);
  if (parsed.help) {
    const { helpText } = await import('./parser.js');
    const width = Math.min(widthOfSink(io.stdout, io.env), 110);
    io.stdout.write(await helpText(parsed.named ? parsed.command : null, { lang, width }));
    return 0;
  }
  const { readSettings } = await import('./settings.js');
  const settings = await readSettings(parsed, io);
  return dispatch(settings, io, async () => given ?? (await import('./doctor-program.js')).doctorProgram());
}

async function dispatch(settings: Settings, io: Io, program: () => Promise<Program>): Promise<number> {
  switch (settings.command) {
    case 'check':
    case 'gate':
      return (await import('./commands/check.js')).check(settings, await program(), io);
    case 'list':
      return (await import('./commands/list.js')).list(settings, await program(), io);
    case 'explain':
      return (await import('./commands/explain.js')).explain(settings, await program(), io);
    case 'demo':
      return (await import('./commands/demo.js')).demo(settings, await program(), io);
    case 'schema':
      return (await import('./commands/schema.js')).schema(io);
    case 'completion':
      return (await import('./commands/completion.js')).completion(settings, await program(), io);
  }
}

async function printVersion(io: Io): Promise<number> {
  io.stdout.write(`${(await import('./version.js')).ownVersion()}\n`);
  return 0;
}

/** Runs the command line on the real process and ends it, whatever is still open. */
export async function runProcess(argv: readonly string[]): Promise<void> {
  const { flush, processIo } = await import('./process-io.js');
  const code = await main(argv, processIo());
  await flush();
  process.exit(code);
}

/** The language before the command line is understood, for complaints about it. */
function earlyLang(argv: readonly string[], io: Io): Lang {
  const index = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const typed = argv[index]?.split('=')[1] ?? (index < 0 ? undefined : argv[index + 1]);
  return parseLang(typed ?? io.env.OWUI_DOCTOR_LANG ?? '') ?? langOf(io.env);
}
