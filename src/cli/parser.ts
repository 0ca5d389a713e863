import type { Argv } from 'yargs';
import { say } from '../messages/program.js';
import type { Lang } from '../types/text.js';
import { COMMAND_NAMES, type CommandName, type CommandSpec, commandOf } from './commands.js';
import { type OptionName, specOf } from './options.js';

/** Whether a help text should be shown in one language or the other, and how wide. */
export interface HelpStyle {
  readonly lang: Lang;
  readonly width: number;
}

/** The parser, described by the tables of commands and options. */
export async function parserFor(argv: readonly string[], { lang, width }: HelpStyle): Promise<Argv> {
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
    .option('help', { alias: 'h', type: 'boolean', describe: say(lang, 'help.help') })
    .option('version', { type: 'boolean', describe: say(lang, 'help.version') })
    .fail((message, error) => {
      throw error ?? new Error(message);
    });
  for (const name of COMMAND_NAMES) {
    const { argument, options, formats, help } = commandOf(name);
    const usage = argument === undefined ? name : `${name} [${argument.name}]`;
    parser.command(name === 'check' ? [usage, '$0'] : usage, help[lang], (builder) => {
      if (argument !== undefined) builder.positional(argument.name, { type: 'string', describe: argument.help[lang] });
      for (const option of options) builder.option(option, describe(option, lang, formats));
    });
  }
  const exits = ([0, 1, 2, 3, 4, 70, 129, 130, 143] as const)
    .map((code) => `${code} ${say(lang, `exit.${code}`)}`)
    .join(lang === 'en' ? ', ' : '，');
  return parser.epilog(
    `${say(lang, 'help.exit')}${lang === 'en' ? ' ' : ''}${exits}\n\n${say(lang, 'help.precedence')}`,
  );
}

function describe(option: OptionName, lang: Lang, formats: CommandSpec['formats']) {
  const { help, value, choices: all, many, standard } = specOf(option);
  const choices = option === 'format' ? (formats ?? all) : all;
  const notes = [
    ...(choices === undefined ? [] : [`${say(lang, 'help.choices')} ${choices.join('|')}`]),
    ...(many === undefined ? [] : [say(lang, 'help.repeatable')]),
    ...(standard === undefined ? [] : [`${say(lang, 'help.default')} ${standard}`]),
  ];
  const aside = notes.length === 0 ? '' : lang === 'en' ? ` (${notes.join('; ')})` : `（${notes.join('；')}）`;
  // Types are written out here: yargs would say [string] for everything, which tells nobody anything.
  const text = `${value === undefined ? '' : `<${value[lang]}> `}${help[lang]}${aside}`;
  return value === undefined
    ? ({ type: 'boolean', describe: text } as const)
    : ({ type: 'string', describe: text } as const);
}

/** The help of the program, or of the command that is named. */
export async function helpText(command: CommandName | null, style: HelpStyle): Promise<string> {
  const text = await (await parserFor(command === null ? [] : [command], style)).getHelp();
  return `${text.replace(/\s*\[(?:string|boolean|default)\]/gu, '')}\n`;
}
