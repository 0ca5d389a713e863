import { earlyLang, tellDefect, tellFailure, tellLost, tellStopped } from './failure.js';
import type { Io } from './io.js';
import type { Program } from './program.js';
import type { Settings } from './settings.js';
import { stopCode, stopSignal } from './stop.js';
import { widthOfSink } from './terminal.js';

/**
 * The command line. Nothing heavy is loaded before it is needed.
 * @param argv arguments without the interpreter and the script
 * @param io the process's streams, environment and signals
 * @param program the doctor; where absent, the real one is loaded when a command needs it
 * @returns the exit code; never throws
 */
export async function main(argv: readonly string[], io: Io, program?: Program): Promise<number> {
  const { signal, release } = stopSignal(io, earlyLang(argv, io));
  try {
    return await run(argv, io, signal, program);
  } catch (error) {
    // A wait that a signal ended has no result, and is no failure either.
    const code = stopCode(signal);
    return code === null ? tellFailure(error, argv, io) : tellStopped(code, argv, io);
  } finally {
    release();
  }
}

async function run(argv: readonly string[], io: Io, signal: AbortSignal, given: Program | undefined): Promise<number> {
  if (argv.length === 1 && argv[0] === '--version') return printVersion(io);
  const { parseArguments } = await import('./arguments.js');
  const parsed = await parseArguments(argv);
  if (parsed.version) return printVersion(io);
  if (parsed.help) {
    const lang = earlyLang(argv, io);
    const { helpText } = await import('./parser.js');
    const width = Math.min(widthOfSink(io.stdout, io.env), 110);
    io.stdout.write(await helpText(parsed.named ? parsed.command : null, { lang, width }));
    return 0;
  }
  const { readSettings } = await import('./settings.js');
  const settings = await readSettings(parsed, io, signal);
  return dispatch(settings, io, signal, async () => given ?? (await import('./doctor-program.js')).doctorProgram());
}

async function dispatch(
  settings: Settings,
  io: Io,
  signal: AbortSignal,
  program: () => Promise<Program>,
): Promise<number> {
  switch (settings.command) {
    case 'check':
    case 'gate':
      return (await import('./commands/check.js')).check(settings, await program(), io, signal);
    case 'list':
      return (await import('./commands/list.js')).list(settings, await program(), io, signal);
    case 'explain':
      return (await import('./commands/explain.js')).explain(settings, await program(), io, signal);
    case 'reset-password':
      return (await import('./commands/reset-password.js')).resetPassword(settings, io, signal);
    case 'demo':
      return (await import('./commands/demo.js')).demo(settings, await program(), io, signal);
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

/**
 * Runs the command line on the real process and ends it, whatever is still open. What is thrown beside the run (a stray
 * event of a socket) is a defect too, and so is an event loop that runs dry before there is a result: neither exit code
 * 0 nor 1 would be true.
 */
export async function runProcess(argv: readonly string[], program?: Program): Promise<void> {
  process.exitCode = 70;
  const { processIo } = await import('./process-io.js');
  const { io, flush, lost } = processIo();
  process.once('uncaughtException', (error) => process.exit(tellFailure(error, argv, io)));
  process.once('beforeExit', () => process.exit(tellDefect('nothing left to wait for', argv, io)));
  const code = await main(argv, io, program);
  await flush();
  const why = lost();
  process.exit(why === null || code > 128 ? code : tellLost(why, argv, io));
}
