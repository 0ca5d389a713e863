import { printsExactly } from '../secrets/exact.js';
import type { Container } from '../types/deployment.js';
import type { ContainerChange } from '../types/fix.js';
import type { Said } from '../types/text.js';
import type { About } from './by-hand.js';
import { type Client, engineLine } from './engine.js';
import { presentable, quote, quoteShown, UnquotableError } from './quote.js';
import { isTrue, textAt } from './read.js';
import { runWords } from './run/docker-run.js';
import { restartPolicy } from './run/limits.js';
import { longCommand } from './words.js';

/** A file or folder of the container's own layer that has to move along; `into` is the folder that it goes to. */
export interface Carried {
  readonly path: string;
  readonly into: string;
}
/** Steps of the URLs that have to be in force along with the change: once with the container running, once stopped. */
export interface Along {
  readonly before: readonly string[];
  readonly beforeBack: readonly string[];
  readonly stopped: readonly string[];
  readonly stoppedBack: readonly string[];
}
export const NOTHING_ALONG: Along = { before: [], beforeBack: [], stopped: [], stoppedBack: [] };

/** A container that is to be re-created. */
export interface Task {
  readonly container: Container;
  readonly change: ContainerChange;
  readonly about: About;
  /** What lies in its own layer and has to move along. */
  readonly carried: readonly Carried[];
  readonly along: Along;
  readonly effects: readonly Said[];
}

export interface Recreation {
  readonly run: string;
  /** null: the old container removes itself when it stops. */
  readonly undo: string | null;
  /** Name that the old container is kept under. */
  readonly oldName: string;
}

/** Name under which the old container waits; the same for the same container, so that nothing piles up. */
export function keptName(inspect: unknown): string {
  return `${containerName(inspect)}-before-${textAt(inspect, 'Id').slice(0, 8)}`;
}
export function containerName(inspect: unknown): string {
  return textAt(inspect, 'Name').replace(/^\//, '');
}

/**
 * The block that puts a changed container in the place of the old one, and the block that goes back.
 * Both stop at the first step that fails, and the old container is then back under its name.
 * Lines may be indented as wished: nothing in them depends on the beginning of a line.
 * @throws UnquotableError where a word can neither be shown nor copied, or the block would not be printed as it is
 */
export function recreation(
  engine: Client,
  inspect: unknown,
  image: unknown,
  change: ContainerChange,
  carried: readonly Carried[],
  along: Along = NOTHING_ALONG,
): Recreation {
  const id = textAt(inspect, 'Id');
  const name = containerName(inspect);
  const oldName = keptName(inspect);
  const running = isTrue(inspect, 'State', 'Running');
  const vanishes = isTrue(inspect, 'HostConfig', 'AutoRemove');
  const words = runWords(inspect, image, change);
  const says = (...parts: Parameters<typeof engineLine> extends [Client, ...infer R] ? R : never): string =>
    engineLine(engine, ...parts);
  const policy = restartPolicy(inspect);
  // Podman before 5 cannot change the policy of a container; there it counts only after a reboot.
  const restarts = (to: string): readonly string[] =>
    policy === 'no' || vanishes || engine.podman ? [] : [says('update', `--restart=${to}`, { shell: '"$old"' })];
  const files = words.copies.length > 0;
  // A name that must not be shown is asked from the engine; a second paste finds another name, and stops there.
  const suffix = oldName.slice(name.length);
  const named = presentable(oldName);
  const asked = `$(${says('inspect', '-f', '{{.Name}}', id)})`;
  const names = named
    ? [`name=${quote(name)} old=${quote(oldName)}`]
    : [`name=${asked}; name=\${name#/}; old="$name"${suffix}`, `case $name in *${suffix}) exit 1;; esac`];
  const namesBack = named ? names : [`old=${asked}; old=\${old#/}; name=\${old%${suffix}}`, '[ "$old" != "$name" ]'];

  const steps = [
    'set -eu',
    ...names,
    `id=${quote(id)}`,
    `[ "$(${says('inspect', '-f', '{{.Id}}', { shell: '"$name"' })})" = "$id" ] || { echo "$name != $id" >&2; exit 1; }`,
    ...(files
      ? [
          'umask 077',
          'files=$(mktemp -d)',
          `trap 'rm -rf "$files"' EXIT`,
          `get() { ${says('inspect', '-f', { shell: '"$1" "$id"' })}; }`,
        ]
      : []),
    ...words.copies,
    ...(typeof change.network === 'object' ? [networkThere(engine, change.network.name)] : []),
    ...along.before,
    says('rename', { shell: '"$id" "$old"' }),
    `back() { set +e; ${[
      says('rm', '-f', { shell: '"$name"' }),
      says('rename', { shell: '"$id" "$name"' }),
      ...restarts(policy).map((command) => command.replace('"$old"', '"$id"')),
      ...along.stoppedBack,
      ...(running ? [says('start', { shell: '"$id"' })] : []),
      ...along.beforeBack,
      ...(files ? ['rm -rf "$files"'] : []),
    ].join('; ')}; }`,
    'trap back EXIT; trap "exit 130" HUP INT TERM',
    longCommand(
      [...engine.words, 'create', '--name', { shell: '"$name"' }],
      words.flags,
      [words.image, ...words.args],
      '    ',
    ),
    ...words.further.map(({ name: network, flags }) =>
      says('network', 'connect', ...flags.flat(), network, { shell: '"$name"' }),
    ),
    ...restarts('no'),
    ...(vanishes ? carried.map((item) => carry(engine, item)) : []),
    ...(running ? [says('stop', { shell: '"$id"' })] : []),
    ...(vanishes ? [] : carried.map((item) => carry(engine, item))),
    ...along.stopped,
    says('start', { shell: '"$name"' }),
    files ? `trap 'rm -rf "$files"' EXIT` : 'trap - EXIT',
  ];
  const undo = [
    'set -eu',
    ...namesBack,
    `[ "$(${says('inspect', '-f', '{{.Id}}', { shell: '"$old"' })})" = ${quote(id)} ]`,
    says('rm', '-f', { shell: '"$name"' }),
    says('rename', { shell: '"$old" "$name"' }),
    ...restarts(policy).map((command) => command.replace('"$old"', '"$name"')),
    ...along.stoppedBack,
    ...(running ? [says('start', { shell: '"$name"' })] : []),
    ...along.beforeBack,
  ];
  const [run, back] = [block(steps), block(undo)];
  if (!printsExactly(run) || !printsExactly(back)) throw new UnquotableError();
  return { run, undo: vanishes ? null : back, oldName };
}

/** A subshell: it can be pasted into bash and zsh alike, and ends itself, not the terminal, when a step fails. */
export function block(steps: readonly string[]): string {
  return ['(', ...steps.map((step) => `  ${step}`), ')'].join('\n');
}

/** Makes a network where it is not there yet: pasted twice, it does nothing the second time. */
export function networkThere(engine: Client, name: string): string {
  return `${engineLine(engine, 'network', 'inspect', name)} >/dev/null 2>&1 || ${engineLine(engine, 'network', 'create', name)}`;
}

/** As a stream from container to container: owner and mode stay, and nothing is written to this machine's disk. */
function carry(engine: Client, { path, into }: Carried): string {
  const from = engineLine(engine, 'cp', { shell: `"$id":${quoteShown(path)}` }, '-');
  const to = engineLine(engine, 'cp', '-', { shell: `"$name":${quoteShown(into)}` });
  return `if ${from} >/dev/null 2>&1; then ${from} | ${to}; fi`;
}
