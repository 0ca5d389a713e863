import { writeSync } from 'node:fs';
import { builtVersion } from './built-version.js';
import { nodeNeeded, runsOn } from './node-version.js';

// The launcher, in syntax that Node 12 reads: it answers --version before anything is loaded, says what is missing where
// Node is too old, and else hands over to the command line. Only a result changes the exit code: silence is no success.
process.exitCode = 70;

function print(text: string): number {
  try {
    writeSync(1, text);
    return 0;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`owui-doctor: standard output cannot be written (${reason})\n`);
    return 2;
  }
}

function launch(argv: readonly string[]): void {
  const { node } = process.versions;
  if (builtVersion !== null && argv.length === 1 && argv[0] === '--version') {
    process.exitCode = print(`${builtVersion}\n`);
    return;
  }
  if (!runsOn(node)) {
    const { LC_ALL, LC_MESSAGES, LANG } = process.env;
    process.stderr.write(nodeNeeded(node, /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '')));
    process.exitCode = 2;
    return;
  }
  import('./main.js')
    .then(({ runProcess }) => runProcess(argv))
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      process.stderr.write(`owui-doctor could not be loaded: ${reason}\n`);
    });
}

launch(process.argv.slice(2));
