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

const REASONS: readonly (readonly [CrashReason, RegExp])[] = [
  ['no-embedding-model', /^ValueError: No embedding model is loaded\b/],
  ['duplicate-emails', /^RuntimeError: .*\bduplicate emails exist\b/],
  ['no-secret-key', /^(?:SystemExit|ValueError): .*\bWEBUI_SECRET_KEY\b/],
  ['port-in-use', /\[Errno 98\]/],
  ['no-space', /^OSError: \[Errno 28\]/],
  ['not-writable', /^(?:PermissionError|OSError): \[Errno (?:13|30)\]/],
  ['database-damaged', /^sqlite3\.DatabaseError: |\(sqlite3\.DatabaseError\)/],
  ['database-locked', /\(sqlite3\.OperationalError\) database is locked/],
  ['out-of-memory', /^MemoryError\b/],
];
const EXCEPTION = /^(?:[A-Za-z_]\w{0,40}\.){0,6}([A-Z]\w{0,60}(?:Error|Exception|Exit))(?::|$)/;
/** Colours, as the log keeps them once the escape character is removed. */
const COLOUR = /\[[\d;]{0,12}m/g;
const LEVEL = /^(?:ERROR|CRITICAL):\s+/;

/**
 * Reads why a program ended from its last lines.
 * @param log lines, oldest first
 */
export function readCrash(log: readonly string[]): Crash {
  let exception: string | null = null;
  for (const raw of log.slice(-80).reverse()) {
    const line = raw.slice(0, 1_000).replace(COLOUR, '').trim().replace(LEVEL, '');
    const reason = REASONS.find(([, pattern]) => pattern.test(line))?.[0];
    exception ??= EXCEPTION.exec(line)?.[1] ?? null;
    if (reason) return { exception, reason };
  }
  return { exception, reason: null };
}
