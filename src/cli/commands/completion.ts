import { basename } from 'node:path';
import { COMMAND_NAMES, commandOf } from '../commands.js';
import type { Io } from '../io.js';
import { oneOf } from '../layers.js';
import { OPTION_NAMES, type OptionName, specOf } from '../options.js';
import type { Program } from '../program.js';
import type { Settings } from '../settings.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

/** Words that may follow; all are of the program's own making, and none needs quoting. */
interface Words {
  readonly ids: readonly string[];
  readonly checks: readonly string[];
}

/** `completion [shell]`: a script that completes commands, options, their values, and ids. */
export async function completion(settings: Settings, program: Program, io: Io): Promise<number> {
  const named = settings.argument ?? basename(io.env.SHELL ?? 'bash');
  const known = SHELLS.find((shell) => shell === named);
  const shell: Shell = settings.argument === null ? (known ?? 'bash') : oneOf('completion', named, SHELLS);
  const { checks, causes } = await program.catalogue();
  const safe = (ids: readonly { readonly id: string }[]): readonly string[] =>
    ids.map(({ id }) => id).filter((id) => /^[\w.-]+$/u.test(id));
  const words: Words = { checks: safe(checks), ids: [...safe(checks), ...safe(causes)] };
  io.stdout.write(shell === 'fish' ? fish(words, settings) : shell === 'zsh' ? zsh(words) : bash(words));
  return 0;
}

/** What follows an option: a list of words, a file, or something that nobody can know. */
function valuesOf(option: OptionName, { checks }: Words): readonly string[] | 'file' | null {
  const { choices, completes } = specOf(option);
  if (completes === 'file') return 'file';
  return completes === 'check' ? checks : (choices ?? null);
}

function bash(words: Words): string {
  const cases = OPTION_NAMES.flatMap((option) => {
    if (specOf(option).value === undefined) return [];
    const values = valuesOf(option, words);
    const reply =
      values === 'file'
        ? 'COMPREPLY=($(compgen -f -- "$cur"))'
        : `COMPREPLY=($(compgen -W "${(values ?? []).join(' ')}" -- "$cur"))`;
    return [`    --${option}) ${reply}; return ;;`];
  });
  const perCommand = COMMAND_NAMES.map((name) => {
    const flags = commandOf(name)
      .options.map((option) => `--${option}`)
      .join(' ');
    const rest = name === 'explain' ? ` ${words.ids.join(' ')}` : name === 'completion' ? ` ${SHELLS.join(' ')}` : '';
    return `    ${name}) words="${flags}${rest}" ;;`;
  });
  return `# bash completion of owui-doctor: source <(owui-doctor completion bash)
_owui_doctor() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" words
  COMPREPLY=()
  case "$prev" in
${cases.join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${perCommand.join('\n')}
    *) words="${OPTION_NAMES.map((option) => `--${option}`).join(' ')}" ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="$words ${COMMAND_NAMES.join(' ')}"; fi
  COMPREPLY=($(compgen -W "$words --help --version --no-color --no-rehearse" -- "$cur"))
}
complete -o default -F _owui_doctor owui-doctor
`;
}

/** zsh runs the bash function through its own emulation. */
function zsh(words: Words): string {
  return `#compdef owui-doctor
# zsh completion of owui-doctor: source <(owui-doctor completion zsh)
autoload -U +X bashcompinit && bashcompinit
${bash(words)}`;
}

function fish(words: Words, { lang }: Settings): string {
  const quote = (text: string): string => `'${text.replace(/\\/gu, '\\\\').replace(/'/gu, "\\'")}'`;
  const commandLines = COMMAND_NAMES.map(
    (name) => `complete -c owui-doctor -n __fish_use_subcommand -f -a ${name} -d ${quote(commandOf(name).help[lang])}`,
  );
  const optionLines = OPTION_NAMES.map((option) => {
    const { value, help } = specOf(option);
    const values = valuesOf(option, words);
    const takes =
      value === undefined
        ? ''
        : values === 'file'
          ? ' -r -F'
          : ` -x${values === null ? '' : ` -a ${quote(values.join(' '))}`}`;
    return `complete -c owui-doctor -l ${option}${takes} -d ${quote(help[lang])}`;
  });
  return `# fish completion of owui-doctor: owui-doctor completion fish | source
${commandLines.join('\n')}
${optionLines.join('\n')}
complete -c owui-doctor -n '__fish_seen_subcommand_from explain' -f -a ${quote(words.ids.join(' '))}
complete -c owui-doctor -n '__fish_seen_subcommand_from completion' -f -a ${quote(SHELLS.join(' '))}
`;
}
