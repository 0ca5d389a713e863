import { must } from './process.js';

/**
 * Reads and writes Open WebUI's settings in a database file, whichever schema it has: rows by key (0.10 and later), or one
 * JSON object (before). Arguments: file, JSON of what to write, JSON list of keys to read. Prints what it read.
 */
const script = `
import json, sqlite3, sys, time
path, rows, keys = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3])
old_names = {'rag.ollama.base_url': 'rag.ollama.url', 'rag.ollama.api_key': 'rag.ollama.key', 'ui.enable_login_form': 'ui.ENABLE_LOGIN_FORM'}
db = sqlite3.connect(path, timeout=10)
columns = {row[1] for row in db.execute('PRAGMA table_info(config)')}
answer = {}
if 'key' in columns:
    for key, value in rows.items():
        db.execute('INSERT INTO config(key, value, updated_at) VALUES(?,?,?) ON CONFLICT(key) DO UPDATE SET value=excluded.value, updated_at=excluded.updated_at',
                   (key, json.dumps(value), int(time.time())))
    for key in keys:
        row = db.execute('SELECT value FROM config WHERE key=?', (key,)).fetchone()
        if row is not None:
            answer[key] = json.loads(row[0])
elif 'data' in columns:
    found = db.execute('SELECT id, data FROM config ORDER BY id DESC LIMIT 1').fetchone()
    data = json.loads(found[1]) if found else {'version': 0, 'ui': {}}
    for key, value in rows.items():
        *parents, last = old_names.get(key, key).split('.')
        node = data
        for name in parents:
            node = node.setdefault(name, {})
        node[last] = value
    if rows and found:
        db.execute('UPDATE config SET data=? WHERE id=?', (json.dumps(data), found[0]))
    elif rows:
        db.execute('INSERT INTO config(data, version) VALUES(?, 0)', (json.dumps(data),))
    for key in keys:
        node = data
        for name in old_names.get(key, key).split('.'):
            node = node.get(name) if isinstance(node, dict) else None
        if node is not None:
            answer[key] = node
db.commit()
db.close()
print(json.dumps(answer))
`;

/** Writes settings into a database file, by their 0.10 names. No server may be running on it before 0.10. */
export async function writeSettings(file: string, rows: Readonly<Record<string, unknown>>): Promise<void> {
  await must(['/usr/bin/python3', '-c', script, file, JSON.stringify(rows), '[]']);
}

/** Reads settings from a database file, by their 0.10 names. */
export async function readSettings(file: string, keys: readonly string[]): Promise<Record<string, unknown>> {
  return JSON.parse(await must(['/usr/bin/python3', '-c', script, file, '{}', JSON.stringify(keys)])) as Record<
    string,
    unknown
  >;
}
