import { COMMAND_NAMES, type CommandName, commandOf, isCommand } from './commands.js';
import { OPTION_NAMES, type OptionName, specOf } from './options.js';
import { parserFor } from './parser.js';
import { nearest } from './suggest.js';
import { UsageError } from './usage-error.js';

/** A command line, taken apart; values are texts as they were typed. */
export interface Arguments {
  readonly command: CommandName;
  readonly argument: string | null;
  /** False where the command is the default, since none was typed. */
  readonly named: boolean;
  readonly help: boolean;
  readonly version: boolean;
  /** What was given for an option; flags are `true` or `false`. */
  readonly given: ReadonlyMap<OptionName, readonly string[]>;
  /** `--format` and `--output` in the order in which they were typed. */
  readonly formatsAndOutputs: readonly { readonly option: 'format' | 'output'; readonly value: string }[];
}

/**
 * Takes a command line apart.
 * @throws UsageError for a command, option or argument that does not exist, and for a value that is missing
 */
export async function parseArguments(argv: readonly string[]): Promise<Arguments> {
  refuseTraps(argv);
  const parsed: Readonly<Record<string, unknown>> = await (
    await parserFor(withDashes(argv), { lang: 'en', width: 80 })
  ).parseAsync();
  const rest = [...texts(parsed._), ...texts(parsed['--'])];
  const [first] = texts(parsed._);
  const named = first !== undefined && isCommand(first);
  const command = named ? first : 'check';
  const { argument: spec, options } = commandOf(command);
  const argument = spec === undefined ? undefined : texts(parsed[spec.name])[0];
  const [extra] = named ? rest.slice(1) : rest;
  if (extra !== undefined) throw unexpected(extra, named);
  const given = new Map<OptionName, readonly string[]>();
  for (const [key, value] of Object.entries(parsed)) {
    if (['_', '--', '$0', 'help', 'h', 'version', spec?.name].includes(key)) continue;
    const option = options.find((name) => name === key);
    if (option === undefined) throw unknownOption(key, argv, options);
    given.set(option, checkedValues(option, texts(value)));
  }
  const help = parsed.help === true;
  if (!help && spec?.needed === true && argument === undefined)
    throw new UsageError('cli.missing-argument', { command, name: `<${spec.name}>` });
  return {
    command,
    argument: argument ?? null,
    named,
    help,
    version: parsed.version === true,
    given,
    formatsAndOutputs: inOrder(argv),
  };
}

/**
 * Words that would not reach our own tables: an option of Node's, and names that every object of JavaScript has, for which
 * yargs takes them.
 * @throws UsageError
 */
function refuseTraps(argv: readonly string[]): void {
  for (const word of argv) {
    if (word === '--') return;
    const [, name = ''] = /^--?(?:no-)?([^=.]*)/u.exec(word) ?? [];
    if (word.startsWith('--') && name === 'env-file') throw new UsageError('cli.env-file');
    if (name in Object.prototype) throw new UsageError('cli.unknown-option', { name: word });
  }
}

/** A lone dash is a value (stdin, stdout), which yargs would take for an argument: it is tied to its option. */
function withDashes(argv: readonly string[]): readonly string[] {
  const words: string[] = [];
  for (const word of argv) {
    const last = words.at(-1);
    if (word === '-' && last !== undefined && !words.includes('--') && takesValue(last))
      words[words.length - 1] = `${last}=-`;
    else words.push(word);
  }
  return words;
}

function takesValue(word: string): boolean {
  const option = OPTION_NAMES.find((name) => word === `--${name}`);
  return option !== undefined && specOf(option).value !== undefined;
}

function texts(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function checkedValues(option: OptionName, values: readonly string[]): readonly string[] {
  const { value, many } = specOf(option);
  if (value !== undefined && values.includes('')) throw new UsageError('cli.missing-value', { name: `--${option}` });
  if (value !== undefined && many === undefined && values.length > 1)
    throw new UsageError('cli.given-twice', { name: `--${option}` });
  return many === undefined ? values.slice(-1) : values;
}

function unexpected(extra: string, named: boolean): UsageError {
  return named
    ? new UsageError('cli.extra-argument', { name: extra })
    : new UsageError(
        'cli.unknown-command',
        { name: extra },
        ['help', 'version'].includes(extra) ? `--${extra}` : nearest(extra, COMMAND_NAMES),
      );
}

function unknownOption(key: string, argv: readonly string[], options: readonly OptionName[]): UsageError {
  const dashes = key.length === 1 ? '-' : '--';
  const typed =
    argv.find((word) => word.split('=')[0] === `--no-${key}`) === undefined ? `${dashes}${key}` : `--no-${key}`;
  const near = nearest(key, [...options, 'help', 'version']);
  return new UsageError('cli.unknown-option', { name: typed }, near === null ? null : `--${near}`);
}

function inOrder(argv: readonly string[]): Arguments['formatsAndOutputs'] {
  const found: { option: 'format' | 'output'; value: string }[] = [];
  for (const [index, word] of argv.entries()) {
    if (word === '--') break;
    const match = /^--(format|output)(?:=(.*))?$/su.exec(word);
    if (match === null) continue;
    const value = match[2] ?? argv[index + 1];
    if (value !== undefined) found.push({ option: match[1] === 'format' ? 'format' : 'output', value });
  }
  return found;
}
