import { coded, codeOf, orEnd } from '../deployment/or-end.js';
import type { Io, Sink, StopName } from './io.js';

const STOP_NAMES: readonly StopName[] = ['SIGHUP', 'SIGINT', 'SIGTERM'];

/** The real process, and what could not be written to its standard output. */
export interface ProcessIo {
  readonly io: Io;
  /** Waits until everything that was written has left this process, or nobody takes it any more. */
  flush(): Promise<void>;
  /** Why the standard output could not be written; null: it could, or its reader went away (`| head`), as it may. */
  lost(): string | null;
}

/** A stream that never throws: a device that is full or closed is told once, at the end. */
class Outlet implements Sink {
  #failed: string | null = null;

  constructor(private readonly stream: NodeJS.WriteStream) {
    stream.on('error', this.#fail);
  }

  write(text: string): void {
    try {
      this.stream.write(text);
    } catch (error) {
      this.#fail(error);
    }
  }

  get isTTY(): boolean {
    return this.stream.isTTY === true;
  }

  get columns(): number | undefined {
    return this.stream.columns;
  }

  get failed(): string | null {
    return this.#failed;
  }

  drained(): Promise<void> {
    return new Promise((resolve) => {
      if (this.stream.destroyed || this.#failed !== null) resolve();
      else this.stream.once('error', () => resolve()).write('', () => resolve());
    });
  }

  readonly #fail = (error: unknown): void => {
    this.#failed ??= codeOf(error);
  };
}

async function readStdin(most: number, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  const reading = async (): Promise<string> => {
    for await (const chunk of process.stdin) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > most) throw coded('EFBIG');
      chunks.push(bytes);
    }
    return Buffer.concat(chunks).toString('utf8');
  };
  return orEnd(reading(), signal);
}

/**
 * The working directory. One that was deleted has no name any more, but the shell remembers it; libraries that ask for it
 * while they are loaded get another one.
 */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    process.chdir('/');
    return process.env.PWD || '/';
  }
}

export function processIo(): ProcessIo {
  const stdout = new Outlet(process.stdout);
  const stderr = new Outlet(process.stderr);
  const io: Io = {
    stdout,
    stderr,
    stderrStream: process.stderr,
    input: process.stdin.isTTY ? process.stdin : null,
    readStdin,
    env: process.env,
    cwd: workingDirectory(),
    onSignal: (handler) => {
      const listeners = STOP_NAMES.map((name) => ({ name, listen: () => handler(name) }));
      for (const { name, listen } of listeners) process.on(name, listen);
      return () => {
        for (const { name, listen } of listeners) process.off(name, listen);
      };
    },
    exitNow: (code) => process.exit(code),
  };
  return {
    io,
    flush: async () => {
      await Promise.all([stdout.drained(), stderr.drained()]);
    },
    lost: () => (stdout.failed === 'EPIPE' ? null : stdout.failed),
  };
}
