import { presentable } from '../quote.js';
import { at, isTrue, numberAt, textAt, textsAt } from '../read.js';
import type { Flag, Word } from '../words.js';
import type { Copies } from './copies.js';

/** Words that are known to tell nothing: names of options, the programs that Open WebUI is started with, paths. */
const TELLING_NOTHING =
  /^(-[a-z]|--[a-z][a-z-]{0,40}|--|\/[A-Za-z0-9_./-]{1,80}|(ba|da|z)?sh|start\.sh|python3?|uvicorn|gunicorn|uv|run|exec|sleep|tini|open-webui|open_webui\.main:app|ollama|serve|main|0\.0\.0\.0|127\.0\.0\.1|true|false)$/;
const SENSITIVE = /key|token|pass|secret|auth|cred/i;
/** Options whose value is a small number. */
const NUMBERED = /^--(port|workers|timeout-keep-alive|timeout-graceful-shutdown|limit-concurrency|backlog)$/;

/** @param own what the image itself says, which everybody can read */
function argument(list: readonly string[], index: number, own: readonly string[], field: string, copies: Copies): Word {
  const word = list[index] ?? '';
  const before = list[index - 1] ?? '';
  const harmless = TELLING_NOTHING.test(word) && !SENSITIVE.test(word) && !isSecretOf(before, word);
  const counted = NUMBERED.test(before) && /^\d{1,5}$/.test(word);
  if (presentable(word) && (own.includes(word) || harmless || counted)) return word;
  return copies.value(`{{index .Config.${field} ${index}}}`);
}

/** True for the value of an option that is named like a secret. */
function isSecretOf(before: string, word: string): boolean {
  return SENSITIVE.test(before) && !word.startsWith('-');
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/**
 * What runs in the container, where it differs from the image's own: a later image keeps its own defaults then.
 * @returns options, and what stands after the image's name
 */
export function program(
  inspect: unknown,
  image: unknown,
  copies: Copies,
): { flags: readonly Flag[]; args: readonly Word[] } {
  const flags: Flag[] = [];
  const option = (name: string, field: string): void => {
    const own = textAt(inspect, 'Config', field);
    if (own !== '' && own !== textAt(image, 'Config', field))
      flags.push([name, copies.word(own, `{{.Config.${field}}}`)]);
  };
  option('--user', 'User');
  option('--workdir', 'WorkingDir');
  option('--domainname', 'Domainname');
  option('--stop-signal', 'StopSignal');
  const grace = at(inspect, 'Config', 'StopTimeout');
  if (typeof grace === 'number' && grace !== at(image, 'Config', 'StopTimeout'))
    flags.push(['--stop-timeout', `${grace}`]);
  if (isTrue(inspect, 'Config', 'Tty')) flags.push(['--tty']);
  if (isTrue(inspect, 'Config', 'OpenStdin')) flags.push(['--interactive']);
  flags.push(...health(inspect, image, copies));

  const entry = textsAt(inspect, 'Config', 'Entrypoint');
  const command = textsAt(inspect, 'Config', 'Cmd');
  const given = [...textsAt(image, 'Config', 'Entrypoint'), ...textsAt(image, 'Config', 'Cmd')];
  const words = command.map((_, index) => argument(command, index, given, 'Cmd', copies));
  if (same(entry, textsAt(image, 'Config', 'Entrypoint'))) {
    return { flags, args: same(command, textsAt(image, 'Config', 'Cmd')) ? [] : words };
  }
  // The option takes one word; the rest of the old list goes in front of the command, which the program sees alike.
  const [first, ...rest] = entry.map((_, index) => argument(entry, index, given, 'Entrypoint', copies));
  return { flags: [...flags, ['--entrypoint', first ?? '']], args: [...rest, ...words] };
}

function health(inspect: unknown, image: unknown, copies: Copies): readonly Flag[] {
  const own = at(inspect, 'Config', 'Healthcheck');
  const given = at(image, 'Config', 'Healthcheck');
  const test = textsAt(own, 'Test');
  const flags: Flag[] = [];
  if (test[0] === 'NONE') return [['--no-healthcheck']];
  if (test.length > 1 && !same(test, textsAt(given, 'Test'))) {
    // Only a shell's line can be given; a list of words becomes one that a shell reads as the same words.
    const template =
      test[0] === 'CMD-SHELL'
        ? '{{index .Config.Healthcheck.Test 1}}'
        : `{{range $i, $w := .Config.Healthcheck.Test}}{{if $i}}'{{join (split $w "'") "'\\\\''"}}' {{end}}{{end}}`;
    flags.push(['--health-cmd', copies.value(template)]);
  }
  const span = (name: string, field: string): void => {
    const nanoseconds = numberAt(own, field);
    if (nanoseconds > 0 && nanoseconds !== numberAt(given, field)) flags.push([name, duration(nanoseconds)]);
  };
  span('--health-interval', 'Interval');
  span('--health-timeout', 'Timeout');
  span('--health-start-period', 'StartPeriod');
  span('--health-start-interval', 'StartInterval');
  const retries = numberAt(own, 'Retries');
  if (retries > 0 && retries !== numberAt(given, 'Retries')) flags.push(['--health-retries', `${retries}`]);
  return flags;
}

/** @param nanoseconds as the engine keeps spans of time */
export function duration(nanoseconds: number): string {
  if (nanoseconds % 1e9 === 0) return `${nanoseconds / 1e9}s`;
  return nanoseconds % 1e6 === 0 ? `${nanoseconds / 1e6}ms` : `${nanoseconds}ns`;
}
