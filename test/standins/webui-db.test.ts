import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { KNOWN_HASH, makeWebuiDb, WEBUI_DB_VERSIONS, WEBUI_SCHEMAS } from './webui-db.js';

const folder = mkdtempSync(join(tmpdir(), 'webui-db-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Reads a database the way it was recorded, by code that shares nothing with the code that made it. */
const READER = `
import json, sqlite3, sys
db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
master = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
tables = sorted(name for kind, name, _, _ in master if kind == "table")
def column(row):
  return row[1] + " " + row[2] + (" primary key" if row[5] else "") + (" not null" if row[3] else "")
columns = {t: [column(r) for r in db.execute('PRAGMA table_info("%s")' % t)] for t in json.loads(sys.argv[2])}
print(json.dumps({
  "journalMode": db.execute("PRAGMA journal_mode").fetchone()[0], "tables": tables, "columns": columns,
  "indexes": sorted(sql for kind, _, t, sql in master if kind == "index" and sql and t in ("auth", "user", "config")),
  "alembicVersion": db.execute("SELECT version_num FROM alembic_version").fetchone()[0],
  "config": db.execute("SELECT * FROM config").fetchall(), "auth": db.execute("SELECT email, password, active FROM auth").fetchall(),
  "roles": db.execute('SELECT auth.email, role FROM auth JOIN "user" USING (id)').fetchall(),
}))`;

describe.each(WEBUI_DB_VERSIONS)('webui.db of Open WebUI %s', (version) => {
  const schema = WEBUI_SCHEMAS[version];
  const path = join(folder, `${version}.db`);
  const urls = ['http://127.0.0.1:11435', 'http://127.0.0.1:11434'];
  const made = () => {
    makeWebuiDb(path, {
      version,
      urls,
      rows: { 'ui.enable_signup': false },
      accounts: [{ email: 'admin@example.org' }],
    });
    const child = spawnSync('python3', ['-c', READER, path, JSON.stringify(Object.keys(schema?.columns ?? {}))], {
      encoding: 'utf8',
    });
    return JSON.parse(child.stdout);
  };

  test('has the recorded tables, columns, indexes, settings and account', () => {
    const db = made();
    const { configRows = [], ...shape } = schema ?? {};
    expect(db).toMatchObject({ ...shape, indexes: [...(schema?.indexes ?? [])].sort() });
    expect(db.auth).toEqual([['admin@example.org', KNOWN_HASH, 1]]);
    expect(db.roles).toEqual([['admin@example.org', 'admin']]);
    for (const row of configRows.map((text) => JSON.parse(text))) {
      if (row.data !== undefined)
        expect(db.config.map((made: unknown[]) => JSON.parse(String(made[1])))).toEqual([JSON.parse(row.data)]);
      else if (['ollama.enable', 'ollama.base_urls', 'ollama.api_configs'].includes(row.key))
        expect(db.config.map(([key, value]: [string, string]) => [key, JSON.parse(value)])).toContainEqual([
          row.key,
          JSON.parse(row.value),
        ]);
    }
  });
});

test('refuses to make a version that was not recorded', () => {
  expect(() => makeWebuiDb(join(folder, 'x.db'), { version: '9.9.9', urls: null })).toThrow(RangeError);
});
