import { isUtf8 } from '../messages/lang.js';
import type { Show } from '../report/reporter.js';
import type { Lang } from '../types/text.js';
import type { Io, Sink } from './io.js';

/** Width where nobody tells one: pipes and files. */
const STANDARD_WIDTH = 80;
const LEAST_WIDTH = 40;

/** Columns of a terminal; COLUMNS where it is none. */
export function widthOfSink(sink: Sink, env: Io['env']): number {
  const told = sink.columns ?? Number(env.COLUMNS);
  return Number.isInteger(told) && told > 0 ? Math.max(told, LEAST_WIDTH) : STANDARD_WIDTH;
}

/**
 * Whether to colour. The option counts first, then FORCE_COLOR, then NO_COLOR, then TERM=dumb, then whether it is a
 * terminal.
 */
export function useColor(asked: boolean | null, sink: Sink, env: Io['env']): boolean {
  if (asked !== null) return asked;
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR);
  if (env.NO_COLOR) return false;
  return env.TERM !== 'dumb' && sink.isTTY;
}

/** Whether the terminal shows what is beyond ASCII: by its locale; the Linux console and dumb terminals have few signs. */
export function useUnicode(env: Io['env'], platform: NodeJS.Platform = process.platform): boolean {
  if (env.TERM === 'linux' || env.TERM === 'dumb') return false;
  return isUtf8(env) || (platform !== 'linux' && !env.LC_ALL && !env.LC_CTYPE && !env.LANG);
}

/** How a report is shown on stdout, or in a file: there without colour and in full Unicode. */
export function showFor(
  io: Io,
  lang: Lang,
  color: boolean | null,
  verbosity: Show['verbosity'],
  toFile: boolean,
): Show {
  return {
    lang,
    width: toFile ? STANDARD_WIDTH : widthOfSink(io.stdout, io.env),
    color: toFile ? false : useColor(color, io.stdout, io.env),
    unicode: toFile || useUnicode(io.env),
    verbosity,
  };
}
