import { COMMAND_NAMES, commandOf } from '../../src/cli/commands.js';
import { OPTION_NAMES, specOf, variableOf } from '../../src/cli/options.js';
import { say } from '../../src/messages/program.js';

const cell = (text: string): string => text.replace(/\|/gu, '\\|').replace(/</gu, '&lt;');

/** The page docs/options.md, made from the tables of commands and options. */
export function optionsPage(): string {
  const commands = COMMAND_NAMES.map((name) => {
    const { argument, help } = commandOf(name);
    return `| \`owui-doctor ${name}${argument === undefined ? '' : ` [${argument.name}]`}\` | ${cell(help.en)} |`;
  });
  const rows = OPTION_NAMES.map((name) => {
    const { value, help, standard, choices, many } = specOf(name);
    const notes = [
      ...(choices === undefined ? [] : [`one of ${choices.join(', ')}`]),
      ...(many === undefined ? [] : ['repeatable']),
      ...(standard === undefined ? [] : [`default ${standard}`]),
    ];
    const typed = `\`--${name}${value === undefined ? '' : ` <${value.en.replace(/\|/gu, '\\|')}>`}\``;
    return `| ${typed} | \`${variableOf(name)}\` | ${cell([help.en, ...notes].join('; '))} |`;
  });
  const exits = ([0, 1, 2, 3, 4, 70, 129, 130, 143] as const).map(
    (code) => `| ${code} | ${say('en', `exit.${code}`)} |`,
  );
  return `# Commands, options, exit codes

Made from the program's own tables; a test holds this page to them.

| command | what it does |
| --- | --- |
${commands.join('\n')}

| option | variable | what it does |
| --- | --- | --- |
${rows.join('\n')}

- **Precedence**: option, environment variable, configuration file, default. An empty variable counts as unset.
- **Configuration file**: the first that exists of \`./owui-doctor.config.json\`, \`./.owui-doctor.json\` and
  \`$XDG_CONFIG_HOME/owui-doctor/config.json\` (\`~/.config\` where it is unset). Its keys are the options without their
  dashes: \`{ "deadline": "30s", "skip": ["hub.*"], "offline": true }\`. An unknown key is exit code 2.
- **Flags**: every flag has a \`--no-\` form, which takes back what a variable or the file says.
- **Durations**: \`500ms\`, \`4s\`, \`1m30s\`, \`2h\`; a plain number is seconds.
- **Lists**: repeat the option; in a variable, separate by commas or blanks; in the file, an array.
- **Globs**: \`*\` stands for any text. One that matches no check is exit code 2.
- **Formats and files**: an \`--output\` belongs to the \`--format\` before it. A format without a file goes to stdout, which
  takes one at most; with a file for each format, stdout stays empty. \`-\` is stdout. In variables and the file, formats and
  outputs are paired by place. Files are written whole or not at all, and are proven writable before anything is probed.
- **Token**: from \`--token-file\`, else from \`OWUI_DOCTOR_TOKEN\`; never an argument, which other users of the machine could
  read.
- **\`--fail-on\`**: \`fail\` counts failures and checks that broke; \`warn\` counts warnings too; \`unknown\` counts both, and
  gives exit code 4 where nothing but unknown answers is wrong. Where no check passed or failed at all, the exit code is 4
  whatever was asked. An Open WebUI that is still starting is exit code 0, unless \`unknown\` was asked.
- **Rounds**: one of \`--wait\` or \`gate\` is healthy only if it would exit with 0 and the answers of Open WebUI and of Ollama
  are known.
- **\`--wait\`**: rounds follow each other after a second; each has its own \`--deadline\`, and \`--wait\` bounds them all.
  Fixes are not rehearsed meanwhile, unless \`--rehearse\` is given.
- **\`gate\`** waits 60 seconds, has no spinner and rehearses nothing unless told otherwise. In GitHub Actions it annotates
  (on stderr, or on stdout with \`--format github\`) and appends to the job summary.
- **Files**: what is read is a regular file of at most one mebibyte; \`--token-file\` takes a pipe too: \`<(command)\`. What
  else stands there, and what does not answer before the deadline, is exit code 2 where it was named or is the configuration
  file, and is passed over where it is only one place more to look at (\`./.env\`, compose files).
- **Streams**: a reader that goes away (\`| head\`) ends the program quietly, with the exit code of the result. A standard
  output that is full or cannot be written is exit code 2, with one line on stderr.
- **Signals**: the first SIGHUP, SIGINT or SIGTERM ends the run, with a report of what is known; a second one ends it at once.
- **\`--env-file\`** is a word that Node takes for its own wherever it stands (Node 20): the option is \`--dotenv\`.
- **Language**: \`--lang\`, else LC_ALL, LC_MESSAGES, LANG; every Chinese locale gets simplified characters.
- **Colour**: \`--color\` and \`--no-color\`, else FORCE_COLOR, NO_COLOR, \`TERM=dumb\`, and whether stdout is a terminal.

| exit code | meaning |
| --- | --- |
${exits.join('\n')}
`;
}
