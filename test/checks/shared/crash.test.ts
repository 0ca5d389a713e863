import { expect, test } from '@jest/globals';
import { readCrash } from '../../../checks/shared/crash.js';

test.each([
  ['ValueError: No embedding model is loaded. Set RAG_EMBEDDING_MODEL to', 'no-embedding-model', 'ValueError'],
  ['RuntimeError: Cannot add index because duplicate emails exist: a@b', 'duplicate-emails', 'RuntimeError'],
  ['OSError: [Errno 28] No space left on device', 'no-space', 'OSError'],
  ["PermissionError: [Errno 13] Permission denied: '/app/x'", 'not-writable', 'PermissionError'],
  [
    "ERROR:    [Errno 98] error while attempting to bind on address ('0.0.0.0', 8080): address already in use",
    'port-in-use',
    null,
  ],
  [
    'sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked',
    'database-locked',
    'OperationalError',
  ],
  ['sqlite3.DatabaseError: database disk image is malformed', 'database-damaged', 'DatabaseError'],
  ['MemoryError', 'out-of-memory', 'MemoryError'],
  ['json.decoder.JSONDecodeError: Expecting value', null, 'JSONDecodeError'],
] as const)('%s', (line, reason, exception) => {
  expect(readCrash(['Traceback (most recent call last):', line])).toEqual({ exception, reason });
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
