import { expect, test } from '@jest/globals';
import { type CrashReason, readCrash } from '../../../checks/shared/crash.js';

/**
 * Ends of logs of the real program (0.12.4 unless said otherwise), as the engine keeps them: what comes before the
 * identifying line, that line, and the noise behind it.
 */
const ENDS: readonly (readonly [
  name: string,
  lines: readonly string[],
  CrashReason | null,
  exception: string | null,
])[] = [
  [
    'no key, and none can be kept',
    [
      'start.sh: line 18: .webui_secret_key: Permission denied',
      'cat: .webui_secret_key: No such file or directory',
      'WEBUI_SECRET_KEY is not set. It is a hard requirement when authentication is enabled.',
      'Set it to a stable, secret value before starting the server.',
    ],
    'no-secret-key',
    null,
  ],
  [
    'the key’s file is a directory',
    [
      'cat: .webui_secret_key: Is a directory',
      'WEBUI_SECRET_KEY is not set. It is a hard requirement when authentication is enabled.',
    ],
    'no-secret-key',
    null,
  ],
  [
    'the shell may not write',
    ['start.sh: line 18: .webui_secret_key: Permission denied', 'Terminated'],
    'not-writable',
    null,
  ],
  ['a read-only root', ['start.sh: line 18: .webui_secret_key: Read-only file system'], 'not-writable', null],
  [
    'a static folder that may not be written is harmless',
    ["ERROR [root] An error occurred: [Errno 13] Permission denied: '/app/backend/open_webui/static/x'"],
    null,
    null,
  ],
  [
    'a folder of the data that may not be written',
    [
      'Traceback (most recent call last):',
      "PermissionError: [Errno 13] Permission denied: '/app/backend/data/uploads'",
    ],
    'not-writable',
    'PermissionError',
  ],
  [
    'a database of another owner',
    [
      'ERROR [open_webui.env] Error running migrations: (sqlite3.OperationalError) attempt to write a readonly database',
      'sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) attempt to write a readonly database',
      '[SQL: PRAGMA main.table_info("alembic_version")]',
      '(Background on this error at: https://sqlalche.me/e/20/e3q8)',
    ],
    'not-writable',
    'OperationalError',
  ],
  [
    'a port that is taken: the last exception is another one',
    [
      '2026-11-22 10:00:00.000 | INFO     | open_webui.main:lifespan:700 - Scheduler worker started',
      "ERROR:    [Errno 98] error while attempting to bind on address ('0.0.0.0', 8080): address already in use",
      'Traceback (most recent call last):',
      'asyncio.exceptions.CancelledError: Cancelled via cancel scope 7f',
    ],
    'port-in-use',
    null,
  ],
  [
    'the same in colours',
    ["[31mERROR[0m:    [Errno 98] error while attempting to bind on address ('0.0.0.0', 8080): address already in use"],
    'port-in-use',
    null,
  ],
  [
    '0.9.6 without its model',
    ['ValueError: No embedding model is loaded. Set RAG_EMBEDDING_MODEL to'],
    'no-embedding-model',
    'ValueError',
  ],
  [
    'two accounts with one address',
    [
      'RuntimeError: Cannot add unique normalized user email index because duplicate emails exist: a@example.org (x2). Merge or remove them',
    ],
    'duplicate-emails',
    'RuntimeError',
  ],
  ['a full disk, by the system', ['OSError: [Errno 28] No space left on device'], 'no-space', 'OSError'],
  [
    'a full disk, by the database',
    [
      'sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database or disk is full',
      '(Background on this error at: https://sqlalche.me/e/20/e3q8)',
    ],
    'no-space',
    'OperationalError',
  ],
  [
    'a full disk, by the vector database',
    ['chromadb.errors.InternalError: error returned from database: (code: 13) database or disk is full'],
    'no-space',
    'InternalError',
  ],
  [
    'no database',
    ['sqlalchemy.exc.DatabaseError: (sqlite3.DatabaseError) file is not a database', '[SQL: PRAGMA journal_mode]'],
    'database-damaged',
    'DatabaseError',
  ],
  [
    'a damaged database',
    ['sqlite3.DatabaseError: database disk image is malformed'],
    'database-damaged',
    'DatabaseError',
  ],
  [
    'a damaged vector database is not the chats’',
    ['chromadb.errors.InternalError: error returned from database: (code: 26) file is not a database'],
    null,
    'InternalError',
  ],
  [
    'a locked database',
    ['sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked', '[parameters: ()]'],
    'database-locked',
    'OperationalError',
  ],
  ['no memory', ['MemoryError:'], 'out-of-memory', 'MemoryError'],
  [
    'no memory for a library',
    ['ImportError: /usr/lib/x.so.1: failed to map segment from shared object'],
    'out-of-memory',
    'ImportError',
  ],
  [
    'secrets that another key made: the key is there',
    [
      'ValueError: Stored MFA secrets cannot be decrypted. Restore the WEBUI_SECRET_KEY that made them',
      'ERROR:    Application startup failed. Exiting.',
    ],
    null,
    'ValueError',
  ],
  ['a setting', ['json.decoder.JSONDecodeError: Expecting value'], null, 'JSONDecodeError'],
];

test.each(ENDS)('%s', (_, lines, reason, exception) => {
  expect(readCrash(['Traceback (most recent call last):', ...lines])).toEqual({ exception, reason });
});
test('the identifying line may stand far from the end', () => {
  const noise = Array.from({ length: 100 }, (_, line) => `  File "x.py", line ${line}, in f`);
  expect(readCrash(["[Errno 98] error while attempting to bind on address ('::', 8080)", ...noise]).reason).toBe(
    'port-in-use',
  );
});
test('the last error counts, and a line that only looks like one does not', () => {
  expect(readCrash(['KeyError: 1', 'ImportError: 2', 'a user said ValueError: x', 'INFO ready']).exception).toBe(
    'ImportError',
  );
  expect(readCrash([])).toEqual({ exception: null, reason: null });
});
test('a hostile line costs no time', () => {
  const started = performance.now();
  readCrash(Array.from({ length: 200 }, () => `${'a.'.repeat(50_000)}Error: x`));
  expect(performance.now() - started).toBeLessThan(2_000);
});
