import type { Ora } from 'ora';
import { say } from '../messages/program.js';
import type { Observer, RunEvent } from '../types/run.js';
import type { Args, Lang } from '../types/text.js';
import type { Io } from './io.js';

/** Shows what is going on, on stderr; `note` is for what has to be seen even without a terminal. */
export interface Progress {
  readonly observe: Observer;
  note(text: string): void;
  stop(): void;
}

/** Events that are told as a line everywhere, since a container is started: nobody's machine is used in secret. */
function announcement(event: RunEvent, lang: Lang): string | null {
  if (event.type === 'rehearsing') return say(lang, 'progress.rehearsing', { fix: event.fix });
  if (event.type === 'reading-stopped') return say(lang, 'progress.reading-stopped', { name: event.container });
  if (event.type === 'cleaning-up') return say(lang, 'progress.cleaning-up', { name: event.container });
  return null;
}

function spinnerText(event: RunEvent, lang: Lang): string | null {
  const checking = (args: Args): string => say(lang, 'progress.checking', args);
  if (event.type === 'discovering') return say(lang, 'progress.discovering');
  if (event.type === 'checking') return checking({ done: 0, total: event.total });
  if (event.type === 'checked') return checking({ done: event.done, total: event.total });
  return announcement(event, lang);
}

/** Nothing but announcements: pipes, CI, gate. With `quiet` not even those. */
export function lineProgress(io: Io, lang: Lang, quiet: boolean): Progress {
  const note = (text: string): void => {
    if (!quiet) io.stderr.write(`${text}\n`);
  };
  return {
    observe: (event) => {
      const text = announcement(event, lang);
      if (text !== null) note(text);
    },
    note,
    stop: () => {},
  };
}

/** A spinner on a terminal; what is announced stays on the screen above it. */
export async function spinnerProgress(io: Io, stream: NodeJS.WriteStream, lang: Lang): Promise<Progress> {
  const { default: ora } = await import('ora');
  const spinner: Ora = ora({ stream, text: say(lang, 'progress.discovering'), discardStdin: false }).start();
  const note = (text: string): void => {
    spinner.stop();
    io.stderr.write(`${text}\n`);
    spinner.start();
  };
  return {
    observe: (event) => {
      const announced = announcement(event, lang);
      if (announced !== null) note(announced);
      const text = spinnerText(event, lang);
      if (text !== null) spinner.text = text;
    },
    note,
    stop: () => {
      spinner.stop();
    },
  };
}

/** Progress that fits: a spinner only on a terminal, and neither in CI nor with --quiet. */
export async function progressFor(io: Io, lang: Lang, quiet: boolean, mayspin: boolean): Promise<Progress> {
  const stream = io.stderrStream;
  // A terminal that tells no width (a pty of 0 columns) has no line that a spinner could be put on.
  const dumb = io.env.TERM === 'dumb' || Boolean(io.env.CI) || !(Number(io.stderr.columns) > 0);
  if (quiet || !mayspin || dumb || !io.stderr.isTTY || stream === null) return lineProgress(io, lang, quiet);
  return spinnerProgress(io, stream, lang);
}
