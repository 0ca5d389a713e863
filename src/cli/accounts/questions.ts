import { StringDecoder } from 'node:string_decoder';
import { Refusal } from '../../accounts/refusal.js';
import type { Io } from '../io.js';

const ENTER: ReadonlySet<string> = new Set(['\r', '\n']);
const ERASE: ReadonlySet<string> = new Set(['\b', '\u007f']);
const CLEAR = '\u0015';
const INTERRUPT = '\u0003';
const END = '\u0004';
/** More is no password; a paste of something else ends there. */
const LONGEST = 1_000;

/** Somebody to ask: a terminal for the questions and the answers. */
export interface Questions {
  /**
   * @param shown false for a secret: nothing of the answer is echoed
   * @throws Refusal `interrupted` for Ctrl-C and the signal, `declined` for Ctrl-D
   */
  ask(question: string, shown: boolean): Promise<string>;
}

/** @returns null where nobody can be asked */
export function questionsOf(io: Io, signal: AbortSignal): Questions | null {
  const { input, stderr } = io;
  if (!input || !stderr.isTTY) return null;
  // Typed ahead, while another question was still open.
  const ahead: string[] = [];
  return {
    ask: async (question, shown) => {
      // Before the question is seen: what is typed at once has to find a terminal that echoes nothing.
      input.setRawMode(true);
      stderr.write(`${question}: `);
      try {
        return await answer(input, ahead, shown ? (text) => stderr.write(text) : () => undefined, signal);
      } finally {
        stderr.write('\n');
      }
    },
  };
}

/** One line of keys, in raw mode: the terminal itself echoes nothing, and Ctrl-C is a key. */
function answer(
  input: NodeJS.ReadStream,
  ahead: string[],
  echo: (text: string) => void,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const decoder = new StringDecoder('utf8');
    const line = new Line(echo);
    const finish = (end: string | Refusal): void => {
      input.off('data', read).off('end', ended).setRawMode(false).pause();
      signal.removeEventListener('abort', stop);
      if (typeof end === 'string') resolve(end);
      else reject(end);
    };
    const stop = (): void => finish(new Refusal('interrupted'));
    const ended = (): void => finish(new Refusal('declined'));
    const read = (bytes: Buffer): void => {
      ahead.push(...withoutSequences(decoder.write(bytes)));
      take();
    };
    const take = (): void => {
      let end: (() => void) | null = null;
      while (end === null && ahead.length > 0) {
        const key = ahead.shift() ?? '';
        if (ENTER.has(key)) end = () => finish(line.text());
        else if (key === INTERRUPT) end = stop;
        else if (key === END && line.text() === '') end = ended;
        else line.take(key);
      }
      end?.();
    };
    input.on('data', read).on('end', ended).setRawMode(true).resume();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    else take();
  });
}

/** A line that is being typed. */
class Line {
  #typed: string[] = [];

  constructor(private readonly echo: (text: string) => void) {}

  take(key: string): void {
    if (ERASE.has(key)) {
      if (this.#typed.pop() !== undefined) this.echo('\b \b');
    } else if (key === CLEAR) {
      this.echo('\b \b'.repeat(this.#typed.length));
      this.#typed = [];
    } else if (this.#typed.length < LONGEST && !/\p{Cc}/u.test(key)) {
      this.#typed.push(key);
      this.echo(key);
    }
  }

  text(): string {
    return this.#typed.join('');
  }
}

/** Signs that were typed, without arrow keys and the marks around a paste. */
function withoutSequences(text: string): readonly string[] {
  const start = String.fromCharCode(27);
  return [...text.replace(new RegExp(`${start}(?:\\[[0-9;?]*[ -/]*[@-~]|O.|.)`, 'gu'), '')];
}
