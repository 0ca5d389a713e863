import type { Io, Sink } from './io.js';

function sink(stream: NodeJS.WriteStream): Sink {
  // A reader that went away (`| head`) is no defect: what is left to say has nobody to hear it.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => {
      stream.write(text);
    },
    get isTTY() {
      return stream.isTTY === true;
    },
    get columns() {
      return stream.columns;
    },
  };
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** The real process. */
export function processIo(): Io {
  return {
    stdout: sink(process.stdout),
    stderr: sink(process.stderr),
    stderrStream: process.stderr,
    input: process.stdin.isTTY ? process.stdin : null,
    readStdin,
    env: process.env,
    cwd: process.cwd(),
    onSignal: (handler) => {
      const listen = (name: NodeJS.Signals): void => {
        if (name === 'SIGINT' || name === 'SIGTERM') handler(name);
      };
      process.on('SIGINT', listen).on('SIGTERM', listen);
      return () => process.off('SIGINT', listen).off('SIGTERM', listen);
    },
    exitNow: (code) => process.exit(code),
  };
}

/** Waits until everything that was written has left this process, or nobody reads it any more. */
export async function flush(): Promise<void> {
  const drained = (stream: NodeJS.WriteStream): Promise<void> =>
    new Promise((resolve) => {
      stream.write('', () => resolve());
    });
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
}
