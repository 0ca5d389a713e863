import { printsExactly } from '../../secrets/exact.js';
import type { ComposeOrigin, Container } from '../../types/deployment.js';
import type { ContainerChange, FixPlan } from '../../types/fix.js';
import { type Client, engineLine } from '../engine.js';
import { withheld } from '../exact.js';
import { quoteShown } from '../quote.js';
import { block, NOTHING_ALONG, type Task } from '../recreate-block.js';
import { say } from '../said.js';
import { composeFunction } from './command.js';
import { composeEdits } from './edits.js';
import { type ComposeFiles, filesOf } from './files.js';
import { inWords } from './in-words.js';
import { cksum, type Edit, spliceCommands } from './splice.js';
import { entryOf } from './tree.js';

interface Changed {
  readonly path: string;
  readonly text: string;
  readonly copy: string;
  readonly edits: readonly Edit[];
}

/**
 * A container that compose made: its file is changed, with a copy beside it, and compose re-creates the service.
 * @returns steps in words where the file cannot be read, or is written in a way that a few characters cannot change
 */
export function composePlan(files: ComposeFiles, engine: Client, origin: ComposeOrigin, task: Task): FixPlan {
  const { container, change, about, along, effects } = task;
  let changed: readonly Changed[];
  let run: string;
  let undo: string;
  try {
    changed = changes(files, container, origin, change);
    const back = { ...NOTHING_ALONG, before: along.beforeBack, stopped: along.stoppedBack };
    const shared = { engine, origin, task };
    run = applying(shared, changed.flatMap(editing), changed.map(restoring));
    undo = applying({ ...shared, task: { ...task, along: back } }, changed.map(restoring), []);
  } catch {
    return inWords(engine, origin, change, about);
  }
  if (![run, undo].every(printsExactly)) return inWords(engine, origin, change, about, [withheld]);
  if (changed.length === 0) return inWords(engine, origin, change, about);
  return {
    id: about.id,
    title: about.title,
    commands: [{ run, where: 'host', needsRoot: false }],
    undo: [{ run: undo, where: 'host', needsRoot: false }],
    steps: [],
    sideEffects: [
      ...changed.map(({ path, copy }) => say('compose.edits', { file: path, copy })),
      say('compose.recreates', { service: origin.service }),
      ...effects,
      ...(about.sideEffects ?? []),
    ],
    rehearsal: about.rehearsal,
  };
}

/** The files that have the service, with what changes in each. */
function changes(
  files: ComposeFiles,
  container: Container,
  origin: ComposeOrigin,
  change: ContainerChange,
): readonly Changed[] {
  const paths = filesOf(origin);
  const having = paths.filter((path) => entryOf(entryOf(files.get(path)?.tree, 'services')?.value, origin.service));
  if (paths.some((path) => !files.has(path))) return [];
  return having.flatMap((path, index) => {
    const file = files.get(path);
    if (file === undefined) return [];
    const edits = composeEdits(file, origin.service, change, index === having.length - 1);
    return edits.length === 0
      ? []
      : [{ path, text: file.text, copy: `${path}.before-${container.id.slice(0, 8)}`, edits }];
  });
}

/** Writes the file anew from its copy; one that has changed since it was read is left alone. */
function editing({ path, text, copy, edits }: Changed): readonly string[] {
  const file = quoteShown(path);
  const old = quoteShown(copy);
  return [
    `[ "$(cksum <${file})" = '${cksum(text)}' ] || { echo ${file} >&2; exit 1; }`,
    `cp -p ${file} ${old}`,
    `{ ${spliceCommands(text, edits, old).join('\n    ')}`,
    `} >${file}`,
    `diff ${old} ${file} || true`,
  ];
}
const restoring = ({ path, copy }: Changed): string => `cp -p ${quoteShown(copy)} ${quoteShown(path)}`;

/**
 * Changes the files and lets compose re-create the service: made first, filled with what has to move along, then started.
 * @param back what is done where compose does not accept the changed file
 */
function applying(
  shared: { engine: Client; origin: ComposeOrigin; task: Task },
  edits: readonly string[],
  back: readonly string[],
): string {
  const { engine, origin } = shared;
  const { carried, along } = shared.task;
  const service = quoteShown(origin.service);
  const fill = carried.map(({ path, into }, index) => ({
    save: `${engineLine(engine, 'cp', { shell: `"$old":${quoteShown(path)}` }, '-')} >"$files/${index}" 2>/dev/null || rm -f "$files/${index}"`,
    load: `[ ! -f "$files/${index}" ] || ${engineLine(engine, 'cp', '-', { shell: `"$(compose ps -aq ${service})":${quoteShown(into)}` })} <"$files/${index}"`,
  }));
  const up = `compose up -d --no-deps ${service}`;
  return block([
    'set -e',
    composeFunction(engine, origin),
    ...edits,
    'files=$(umask 077; mktemp -d)',
    `back() { set +e; ${[...back, ...(back.length > 0 ? [up] : []), ...along.beforeBack, 'rm -rf "$files"'].join('; ')}; }`,
    'trap back EXIT; trap "exit 130" HUP INT TERM',
    'compose config -q',
    ...along.before,
    ...(fill.length > 0 || along.stopped.length > 0
      ? [
          `old=$(compose ps -aq ${service})`,
          `compose stop ${service}`,
          ...along.stopped,
          ...fill.map(({ save }) => save),
          `compose up --no-start --no-deps ${service}`,
          ...fill.map(({ load }) => load),
        ]
      : []),
    up,
    `trap 'rm -rf "$files"' EXIT`,
  ]);
}
