import type { Command } from '../../types/fix.js';
import type { Pen } from './pen.js';

/**
 * Commands to paste, as they are: never wrapped, never cut, nothing in front but blanks. One of several lines stands at
 * the margin, since a blank before the end mark of a here-document or inside quotes would change it.
 */
export function commandLines(commands: readonly Command[], pen: Pen): string[] {
  return commands.flatMap(({ run }) => {
    const text = run.replace(/\n+$/u, '');
    const lines = text.includes('\n') ? text.split('\n') : [`    ${text}`];
    return ['', ...lines.map((line) => pen.ink('bold', line))];
  });
}

/** "on this machine", "on this machine, as root": where the commands are to be run. */
export function whereOf(commands: readonly Command[], pen: Pen): string {
  const [first] = commands;
  if (first === undefined) return '';
  const place = pen.say(`where.${first.where}`);
  const root = commands.some(({ run, needsRoot }) => needsRoot && !/\bsudo\b/u.test(run));
  return root ? pen.list([place, pen.say('label.as-root')]) : place;
}
