/** Somewhere to write to; what a terminal tells of itself. */
export interface Sink {
  write(text: string): void;
  readonly isTTY: boolean;
  readonly columns: number | undefined;
}

/** What ends a run from outside. */
export type StopName = 'SIGHUP' | 'SIGINT' | 'SIGTERM';

/** Everything of the process that the command line uses, passed in so that it can be tested. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** The stream behind stderr, for the spinner; null where there is none. */
  readonly stderrStream: NodeJS.WriteStream | null;
  /** The terminal behind the standard input, for questions; absent or null where there is none. */
  readonly input?: NodeJS.ReadStream | null;
  /**
   * The standard input to its end, as text.
   * @throws an error with a `code`: the stream's own, EFBIG for more bytes than `most`, ETIMEDOUT where the signal came
   */
  readStdin(most: number, signal: AbortSignal): Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Calls back at each SIGHUP, SIGINT and SIGTERM; returns the way to stop listening. */
  onSignal(handler: (signal: StopName) => void): () => void;
  /** Ends the process at once: for a second signal alone. */
  exitNow(code: number): void;
}
