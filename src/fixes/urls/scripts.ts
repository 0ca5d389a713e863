/*
 * Python that changes the list of URLs where Open WebUI keeps it: the standard library of 3.8 and later.
 * Arguments: the words that run this Python (printed with the way back, not used), the database, and the new list; `=N` keeps
 * what is entry N now, so that an address with a password in it has to stand in no command.
 * Each prints the old list and the command that puts it back before it changes anything.
 *
 * Each is one logical line, broken inside brackets only, so that it can be pasted however it is indented, and holds no
 * single quote. `mode=rw` makes no new database where there is none.
 */

const START = `import json, pathlib, shlex, sqlite3, sys, time; (
  db := sqlite3.connect(pathlib.Path(sys.argv[2]).resolve().as_uri() + "?mode=rw", uri=True, timeout=5, isolation_level=None),
  db.execute("BEGIN IMMEDIATE"),`;
const CHANGE = `now := [was[int(u[1:])] if u[:1] == "=" else u for u in sys.argv[3:]],
  print("was:", json.dumps(was)),
  print("back:", sys.argv[1], shlex.join(["-c", sys.orig_argv[2], *sys.argv[1:3], *was])),`;
const END = `db.execute("COMMIT"),
  print("now:", json.dumps(now)))`;

/**
 * Open WebUI 0.10 and later: the settings row. Safe beside a running server, which asks for it at every request.
 * A database without the columns `key` and `value` (0.9 and earlier) ends it at the first question, unchanged.
 */
export const ROW_SCRIPT = `${START}
  row := db.execute("SELECT value FROM config WHERE key = ?", ("ollama.base_urls",)).fetchone(),
  was := (json.loads(row[0]) if row else None) or [],
  ${CHANGE}
  db.execute("INSERT INTO config(key, value, updated_at) VALUES(?, ?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at", ("ollama.base_urls", json.dumps(now), int(time.time()))),
  ${END}`;

/**
 * Open WebUI 0.9 and earlier: the newest settings text. Only while the server is stopped: it keeps its own copy, and
 * its next save would write that back.
 */
export const BLOB_SCRIPT = `${START}
  row := db.execute("SELECT id, data FROM config ORDER BY id DESC LIMIT 1").fetchone(),
  data := json.loads(row[1]),
  was := data.setdefault("ollama", {}).get("base_urls") or [],
  ${CHANGE}
  data["ollama"].update(base_urls=now),
  db.execute("UPDATE config SET data = ?, updated_at = CURRENT_TIMESTAMP WHERE id = ?", (json.dumps(data), row[0])),
  ${END}`;
