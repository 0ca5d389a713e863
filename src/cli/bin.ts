import { ownVersion } from './version.js';

/** The launcher: answers --version before anything is loaded, then hands over to the command line. */
async function launch(argv: readonly string[]): Promise<void> {
  if (argv.length === 1 && argv[0] === '--version') {
    process.stdout.write(`${ownVersion()}\n`);
    return;
  }
  const { runProcess } = await import('./main.js');
  await runProcess(argv);
}

launch(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`owui-doctor could not be loaded: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 70;
});
