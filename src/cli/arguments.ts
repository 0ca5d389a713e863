import type { Argv } from 'yargs';
import { say } from '../messages/program.js';
import type { Lang } from '../types/text.js';
import { COMMAND_NAMES, type CommandName, commandOf, isCommand } from './commands.js';
import { type OptionName, specOf } from './options.js';
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

/** Whether a help text should be shown in one language or the other, and how wide. */
export interface HelpStyle {
  readonly lang: Lang;
  readonly width: number;
}

/** The parser, described by the tables of commands and options. */
async function parserFor(argv: readonly string[], { lang, width }: HelpStyle): Promise<Argv> {
  const { default: yargs } = await import('yargs');
  const parser = yargs([...argv])
    .scriptName('owui-doctor')
    .parserConfiguration({
      'greedy-arrays': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'short-option-groups': false,
      'populate--': true,
    })
    .detectLocale(false)
    .updateStrings({
      'Commands:': say(lang, 'help.commands'),
      'Options:': say(lang, 'help.options'),
      'Positionals:': say(lang, 'help.positionals'),
      'default:': `${say(lang, 'help.default')}:`,
      'choices:': `${say(lang, 'help.choices')}:`,
    })
    .help(false)
    .version(false)
    .exitProcess(false)
    .wrap(width)
    .usage(`${say(lang, 'help.usage')}\n\n${say(lang, 'help.about')}`)
    .option('help', { type: 'boolean', describe: say(lang, 'help.help') })
    .option('version', { type: 'boolean', describe: say(lang, 'help.version') })
    .fail((message, error) => {
      throw error ?? new Error(message);
    });
  for (const name of COMMAND_NAMES) {
    const { argument, options, help } = commandOf(name);
    const usage = argument === undefined ? name : `${name} [${argument.name}]`;
    parser.command(name === 'check' ? [usage, '$0'] : usage, help[lang], (builder) => {
      if (argument !== undefined) builder.positional(argument.name, { type: 'string', describe: argument.help[lang] });
      for (const option of options) builder.option(option, describe(option, lang));
    });
  }
  const exits = ([0, 1, 2, 3, 4, 70, 130] as const)
    .map((code) => `${code} ${say(lang, `exit.${code}`)}`)
    .join(lang === 'en' ? ', ' : '，');
  return parser.epilog(`${say(lang, 'help.exit')} ${exits}\n\n${say(lang, 'help.precedence')}`);
}

function describe(option: OptionName, lang: Lang) {
  const { help, value, choices, many, standard } = specOf(option);
  const notes = [
    ...(choices === undefined ? [] : [`${say(lang, 'help.choices')} ${choices.join('|')}`]),
    ...(many === undefined ? [] : [say(lang, 'help.repeatable')]),
    ...(standard === undefined ? [] : [`${say(lang, 'help.default')} ${standard}`]),
  ];
  const aside = notes.length === 0 ? '' : lang === 'en' ? ` (${notes.join('; ')})` : `（${notes.join('；')}）`;
  // Types are written out here: yargs would say [string] for everything, which tells nobody anything.
  const text = `${value === undefined ? '' : `<${value[lang]}> `}${help[lang]}${aside}`;
  return value === undefined
    ? ({ type: 'boolean', describe: text, skipValidation: true } as const)
    : ({ type: 'string', describe: text } as const);
}

/** The help of the program, or of the command that is named. */
export async function helpText(command: CommandName | null, style: HelpStyle): Promise<string> {
  const text = await (await parserFor(command === null ? [] : [command], style)).getHelp();
  return `${text.replace(/\s*\[(?:string|boolean)\]/gu, '')}\n`;
}

/**
 * Takes a command line apart.
 * @throws UsageError for a command, option or argument that does not exist, and for a value that is missing
 */
export async function parseArguments(argv: readonly string[]): Promise<Arguments> {
  const parsed: Readonly<Record<string, unknown>> = await (
    await parserFor(argv, { lang: 'en', width: 80 })
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
    if (['_', '--', '$0', 'help', 'version', spec?.name].includes(key)) continue;
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
    : new UsageError('cli.unknown-command', { name: extra }, nearest(extra, COMMAND_NAMES));
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
