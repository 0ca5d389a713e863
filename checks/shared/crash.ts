/** What a log shows about why a program ended; never the log's own words, which anybody can have written. */
export interface Crash {
  /** Class name of the last Python exception: `ValueError`. */
  readonly exception: string | null;
  /** A known reason. */
  readonly reason: CrashReason | null;
}
export type CrashReason =
  | 'no-embedding-model' //   0.9.6 and its like exit without one
  | 'duplicate-emails' //     the upgrade to 0.11 stops at them
  | 'no-secret-key'
  | 'port-in-use'
  | 'no-space'
  | 'not-writable'
  | 'database-damaged'
  | 'database-locked'
  | 'out-of-memory';

/**
 * Logs have no codes: these are the words of the real program, each held by a recorded line in the tests. Anchored where
 * the same words are harmless elsewhere.
 */
const REASONS: readonly (readonly [CrashReason, RegExp])[] = [
  ['no-embedding-model', /^ValueError: No embedding model is loaded\b/],
  ['duplicate-emails', /^RuntimeError: .*\bduplicate emails exist\b/],
  // The program leaves by SystemExit, whose text Python prints without the name of a class.
  ['no-secret-key', /^WEBUI_SECRET_KEY is not set\./],
  ['port-in-use', /^(?:OSError: )?\[Errno 98\]/],
  ['no-space', /^OSError: \[Errno 28\]|\bdatabase or disk is full\b/],
  [
    'not-writable',
    /^(?:PermissionError|OSError): \[Errno (?:13|30)\]|\(sqlite3\.OperationalError\) attempt to write a readonly database|\bstart\.sh: line \d+: .+: (?:Permission denied|Read-only file system)$/,
  ],
  ['database-damaged', /^sqlite3\.DatabaseError: |\(sqlite3\.DatabaseError\)/],
  ['database-locked', /\(sqlite3\.OperationalError\) database is locked/],
  ['out-of-memory', /^MemoryError\b|\bfailed to map segment from shared object\b/],
];
const EXCEPTION = /^(?:[A-Za-z_]\w{0,40}\.){0,6}([A-Z]\w{0,60}(?:Error|Exception|Exit))(?::|$)/;
/** Colours, as the log keeps them once the escape character is removed. */
const COLOUR = /\[[\d;]{0,12}m/g;
const LEVEL = /^(?:ERROR|CRITICAL):\s+/;

/** The identifying line stands up to 36 lines from the end (measured); a loop's log holds several tries. */
const LINES = 120;

/**
 * Reads why a program ended from its last lines. Only for a program that has ended: one that runs writes the same words
 * harmlessly.
 * @param log lines, oldest first
 * @returns with a reason, the exception of that line: later ones are of the tidying up
 */
export function readCrash(log: readonly string[]): Crash {
  let exception: string | null = null;
  for (const raw of log.slice(-LINES).reverse()) {
    const line = raw.slice(0, 1_000).replace(COLOUR, '').trim().replace(LEVEL, '');
    const reason = REASONS.find(([, pattern]) => pattern.test(line))?.[0];
    const named = EXCEPTION.exec(line)?.[1] ?? null;
    if (reason) return { exception: named, reason };
    exception ??= named;
  }
  return { exception, reason: null };
}
